import { Injectable } from '@nestjs/common';
import { EventBus } from '../../events/event-bus.js';
import { MessageRouter } from '../../gateway/message-router.js';
import { SessionGroups } from '../../sessions/session-groups.js';
import { TickScheduler } from '../../simulation/tick-scheduler.js';

/** The server's services that a live room uses. */
@Injectable()
export class RoomServices {
  constructor(
    readonly groups: SessionGroups,
    readonly router: MessageRouter,
    readonly scheduler: TickScheduler,
    readonly events: EventBus,
  ) {}
}
