/** Whether writing into a synced list or map throws; a production server skips the guards. */
export const inPlaceWrites = { areErrors: true };

const guards = new WeakSet<object>();

/**
 * Makes a synced list or map read-only: changes made in place would never be sent.
 * @param name the field, for the TypeError that a write throws
 */
export function guardInPlaceWrites(value: unknown, name: string): unknown {
  if (!inPlaceWrites.areErrors || typeof value !== 'object' || value === null || guards.has(value)) return value;
  const guarded = Array.isArray(value)
    ? guardedList(value, name)
    : value instanceof Map
      ? guardedMap(value, name)
      : value;
  guards.add(guarded);
  return guarded;
}

function guardedList(list: unknown[], name: string): unknown[] {
  const field = name.split(' ', 1)[0] ?? name;
  const refuse = (): never => refuseWrite(name, `this.${field} = [...this.${field}, item]`);
  return new Proxy(list, { set: refuse, deleteProperty: refuse, defineProperty: refuse });
}

// Not a proxy: a Map's own methods do not work on one.
function guardedMap(map: ReadonlyMap<unknown, unknown>, name: string): Map<unknown, unknown> {
  const field = name.split(' ', 1)[0] ?? name;
  const refuse = (): never => refuseWrite(name, `this.${field} = new Map(this.${field}).set(key, value)`);
  const guarded = new Map(map);
  for (const method of ['set', 'delete', 'clear']) Object.defineProperty(guarded, method, { value: refuse });
  return guarded;
}

function refuseWrite(name: string, remedy: string): never {
  throw new TypeError(
    `The field ${name} was changed in place, which no client would see: assign a new one, as in ${remedy}.`,
  );
}
