import { RoomPart } from './room-part.js';

/**
 * A habit that many types of rooms can have, such as sending idle players out: it has the hooks of a room and
 * `@OnMessage` methods of its own, and runs before the room at each. Each room gets an instance of its own, with its
 * dependencies injected.
 */
// A subclass names its options, which `plugin` checks.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class RoomPlugin<Options extends object = object> extends RoomPart {
  /** How this type of rooms wants it. */
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
