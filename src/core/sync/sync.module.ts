import { Module } from '@nestjs/common';
import { SyncMetrics } from '../observability/sync-metrics.js';
import { SyncService } from './sync.service.js';

/** Sends the state of rooms to those who watch; rooms make their own {@link StateSync}. */
@Module({ providers: [SyncMetrics, SyncService] })
export class SyncModule {}
