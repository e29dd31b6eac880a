import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { StateResyncDto } from '../../protocol/protocol.messages.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import { SyncMetrics } from './sync-metrics.js';
import type { Session } from '../sessions/session.js';
import { streamOf } from './state-streams.js';
import { defineErrors } from '../../protocol/error-codes.js';

/** Refusals of state sync. */
export const syncErrors = defineErrors({
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
