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
  /** What all may see of the game. Its `@Synced` fields reach the clients by themselves; replace its fields, not the object. */
  readonly state?: State;
}
