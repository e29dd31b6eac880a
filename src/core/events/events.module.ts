import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';
import { PlayerRecords } from './player-records.js';

/** The process's {@link EventBus} and {@link PlayerRecords}. */
@Global()
@Module({ providers: [EventBus, PlayerRecords], exports: [EventBus, PlayerRecords] })
export class EventsModule {}
