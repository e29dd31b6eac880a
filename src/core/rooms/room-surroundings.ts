import type { EventBus } from '../events/event-bus.js';
import type { MessageRouter } from '../gateway/message-router.js';
import type { SessionGroups } from '../sessions/session-groups.js';
import type { TickScheduler } from '../simulation/tick-scheduler.js';

/** What a live room needs of the server. */
export interface RoomSurroundings {
  readonly groups: SessionGroups;
  readonly router: MessageRouter;
  readonly scheduler: TickScheduler;
  readonly events: EventBus;
}
