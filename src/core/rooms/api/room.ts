import type { Session } from '../../sessions/session.js';
import type { ViewOptions } from '../../sync/view-options.js';
import { RoomPart } from './room-part.js';

/**
 * One live game. Subclass it, mark the class `@RoomType('arena')` and list it in its module's `providers`: each room is an
 * instance of its own, with its dependencies injected. Only its hooks, its `@OnMessage` methods and its timers change its
 * state, and never two at once. What throws in a hook, a timer or a tick ends this room and no other; what throws in
 * an `@OnMessage` method is answered, and the room goes on.
 */
// A subclass names its state for whoever reads it: Room<ArenaState>.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class Room<State extends object = object> extends RoomPart {
  /**
   * What can be seen of the game: an object of a class marked `@SyncedState()`. What is assigned to its `@Synced` fields, and to
   * those of its entities, reaches the clients by itself. It is there from the start and never replaced.
   */
  readonly state?: State;

  /** What a member sees of {@link state}; without this hook, or where it returns nothing, all of it. Asked when it comes in and at {@link refreshView}. */
  viewOf?(session: Session): ViewOptions | undefined;

  /** Asks {@link viewOf} again: a member's view has changed. */
  refreshView(session: Session): void {
    this.live.showState(session);
  }
}
