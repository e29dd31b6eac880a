import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { StateResyncDto } from '../../protocol/protocol.messages.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import { SyncMetrics } from '../observability/sync-metrics.js';
import type { Session } from '../sessions/session.js';
import { streamOf } from './state-streams.js';
import { syncErrors } from './sync.errors.js';

/** Answers clients whose picture of the state is broken. */
@Injectable()
export class SyncService {
  constructor(private readonly metrics: SyncMetrics) {}

  /** The next patch is the whole state; how often that happens, and why, is counted. */
  @OnMessage(StateResyncDto)
  resync(session: Session, { reason }: StateResyncDto): void {
    const stream = streamOf(session);
    // A message that was on its way when the session left its room is no fault.
    if (stream === undefined) throw new GameError(syncErrors['sync.no_state']);
    if (!stream.requestResync(session)) {
      this.metrics.countResync('refused');
      throw new GameError(syncErrors['sync.too_many_resyncs']);
    }
    this.metrics.countResync((ResyncReason[reason] ?? 'other').toLowerCase());
  }
}
