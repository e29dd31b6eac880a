import { Global, Module } from '@nestjs/common';
import { EventBus } from './event-bus.js';

/** The one {@link EventBus} of the process. */
@Global()
@Module({ providers: [EventBus], exports: [EventBus] })
export class EventsModule {}
