import { RoomPlugin } from '../../../core/rooms/api/room.js';
import { hooksOf } from '../../../core/rooms/runtime/room-hooks.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { withoutSecrets } from '../../../protocol/secret.decorator.js';
import { plainValue } from '../../../protocol/state/state-tree.js';

/** So many of the timers that are due next are shown. */
const MAX_TIMERS = 100;

/**
 * How a room is made, and what it waits for.
 * @param showsRandom whether the reader may know what is drawn next
 */
export function workingsOf(room: RoomRuntime, showsRandom: boolean): object {
  const { type, parts, settings, madeWith, maxPlayers, random, inputClass } = room;
  const { maxPlayers: _most, tickHz: _tickHz, patchHz: _patchHz, ...options } = type.options;
  const { usedTimers } = room.loop;
  const { nowMs = 0, waiting = [] } = usedTimers ?? {};
  return {
    settings: { ...type.rates, maxPlayers, input: inputClass?.name ?? null, ...plainOptions(options) },
    madeWith: plainValue(withoutSecrets(madeWith)),
    parts: parts.map((part) => ({
      part: part.constructor.name,
      hooks: hooksOf(part).join(', '),
      options: part instanceof RoomPlugin ? JSON.stringify(plainValue(withoutSecrets(part.options))) : '',
    })),
    timers: waiting.slice(0, MAX_TIMERS).map(({ name, dueMs, intervalMs }) => ({
      name: name ?? null,
      dueInMs: Math.max(0, Math.round(dueMs - nowMs)),
      everyMs: intervalMs ?? null,
    })),
    ...(waiting.length > MAX_TIMERS && { moreTimers: waiting.length - MAX_TIMERS }),
    ...(showsRandom && { random: { seed: settings.seed ?? room.id, position: random.save() } }),
  };
}

/** Options that are values, and no classes or functions. */
function plainOptions(options: object): Record<string, unknown> {
  const entries = Object.entries(options as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      ['number', 'boolean', 'string'].includes(typeof value) ? [[name, plainValue(value)]] : [],
    ),
  );
}
