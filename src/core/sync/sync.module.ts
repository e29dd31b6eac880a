import { Module } from '@nestjs/common';
import { inPlaceWrites } from '../../protocol/state/in-place-writes.js';
import { GameConfig } from '../config/game-config.js';
import { SyncMetrics } from './sync-metrics.js';
import { SyncService } from './sync.service.js';

/** Sends the state of rooms to those who watch; rooms make their own {@link StateSync}. */
@Module({ providers: [SyncMetrics, SyncService] })
export class SyncModule {
  constructor({ NODE_ENV }: GameConfig) {
    inPlaceWrites.areErrors = NODE_ENV !== 'production';
  }
}
