import { RoomPart } from './room-part.js';

/**
 * Behaviour that several room types share, such as kicking idle players: it has the same hooks as a room and `@OnMessage`
 * methods of its own, and each of its hooks runs before the room's. Every room gets its own instance, with its dependencies
 * injected.
 */
// A subclass names its options, which `plugin` checks.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class RoomPlugin<Options extends object = object> extends RoomPart {
  /** The options it was declared with. */
  options!: Options;
}

/** A plugin's class. */
export type RoomPluginClass<Options extends object = object> = new (...dependencies: never[]) => RoomPlugin<Options>;

/** A plugin and how a type of rooms wants it. */
export interface RoomPluginChoice {
  readonly pluginClass: RoomPluginClass;
  readonly options: object;
}

/** Chooses a plugin for a type of rooms: `@RoomType('arena', { plugins: [plugin(IdleKick, { afterMs: 60_000 })] })`. */
export function plugin<Options extends object>(
  pluginClass: RoomPluginClass<Options>,
  options: Options,
): RoomPluginChoice {
  return { pluginClass, options };
}
