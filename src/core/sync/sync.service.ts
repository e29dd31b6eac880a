import { Injectable } from '@nestjs/common';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { StateResyncDto } from '../../protocol/protocol.messages.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import type { Session } from '../sessions/session.js';
import { SyncMetrics } from './sync-metrics.js';

/** What feeds a session with state. */
export interface StateStream {
  /** The client has version `version`, and cannot go on. Returns false when it has asked too often, and gets nothing now. */
  requestResync(session: Session, reason: number, version: number): boolean;
}

const streams = new WeakMap<Session, StateStream>();

/** What feeds the session now, or undefined. A session is in one room at a time. */
function streamOf(session: Session): StateStream | undefined {
  return streams.get(session);
}

/** For {@link StateSync}: `stream` feeds the session from now on. */
export function beginStream(session: Session, stream: StateStream): void {
  streams.set(session, stream);
}

/** For {@link StateSync}: `stream` does not feed the session any more. */
export function endStream(session: Session, stream: StateStream): void {
  if (streams.get(session) === stream) streams.delete(session);
}

/** Refusals of state sync. */
const syncErrors = defineErrors({
  'sync.no_state': 'This session is in no room whose state it could see.',
  'sync.too_many_resyncs': 'The whole state was asked for too often.',
});

/** Answers clients whose picture of the state is broken. */
@Injectable()
export class SyncService {
  constructor(private readonly metrics: SyncMetrics) {}

  /** The next patch brings what the client lacks; how often that happens, and why, is counted. */
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
}
