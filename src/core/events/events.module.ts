import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';
import { PlayerRecords } from './player-records.js';

/** The one {@link EventBus} of the process, and what modules keep about players. */
@Global()
@Module({ providers: [EventBus, PlayerRecords], exports: [EventBus, PlayerRecords] })
export class EventsModule {}
