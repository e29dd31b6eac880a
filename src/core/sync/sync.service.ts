import { Injectable } from '@nestjs/common';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { StateResyncDto } from '../../protocol/protocol.messages.js';
import { StateHaveDto } from '../../protocol/state/state.messages.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import type { Session } from '../sessions/session.js';
import { SyncMetrics } from './sync-metrics.js';

/** What streams state to a session. */
export interface StateStream {
  /** The client is at version `version` and needs a resync. Returns false if it has asked too often. */
  requestResync(session: Session, reason: number, version: number): boolean;
  /** The client says which version it has, in its lowest 16 bits. */
  noteHave(session: Session, lowVersion: number): void;
}

const streams = new WeakMap<Session, StateStream>();

/** The session's stream, if it has one. A session is in one room at a time, so it has one at most. */
function streamOf(session: Session): StateStream | undefined {
  return streams.get(session);
}

/** For {@link StateSync}: sets the session's stream. */
export function beginStream(session: Session, stream: StateStream): void {
  streams.set(session, stream);
}

/** For {@link StateSync}: removes the session's stream, if it is this one. */
export function endStream(session: Session, stream: StateStream): void {
  if (streams.get(session) === stream) streams.delete(session);
}

/** Refusals of state sync. */
const syncErrors = defineErrors({
  'sync.no_state': 'This session is in no room whose state it could see.',
  'sync.too_many_resyncs': 'The whole state was asked for too often.',
});

/** Handles resync requests: a client detected a gap or a desync. */
@Injectable()
export class SyncService {
  constructor(private readonly metrics: SyncMetrics) {}

  /** Makes the next patch bring what the client is missing, and counts the request by its reason. */
  @OnMessage(StateResyncDto)
  resync(session: Session, { reason, version }: StateResyncDto): void {
    const stream = streamOf(session);
    if (stream === undefined) throw new GameError(syncErrors['sync.no_state']);
    if (!stream.requestResync(session, reason, version)) {
      this.metrics.countResync('refused');
      throw new GameError(syncErrors['sync.too_many_resyncs']);
    }
    this.metrics.countResync((ResyncReason[reason] ?? 'other').toLowerCase());
  }

  /** Notes which version a client has; one that has just left its room is heard in vain. */
  @OnMessage(StateHaveDto)
  have(session: Session, { version }: StateHaveDto): void {
    streamOf(session)?.noteHave(session, version);
  }
}
