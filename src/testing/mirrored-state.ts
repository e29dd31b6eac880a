import type { EntitySet } from '../protocol/state/entity-set.js';
import type { StateMirror } from '../protocol/state/state-mirror.js';

/** A client's copy of a state: synced fields as they are, entity sets as maps by id, references as ids. */
export type Mirrored<T> = {
  readonly [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K] extends EntitySet<infer E>
    ? ReadonlyMap<number, Mirrored<E>>
    : T[K];
};

type Fields = Record<string, unknown>;

/** The id of the state itself in its own set. */
const ROOT = 0;

/** A mirror's contents in the shape of the state's class; undefined before its first patch. Fields hidden from clients are missing. */
export function mirroredState<T extends object>(
  mirror: StateMirror,
  _stateClass: new () => T,
): Mirrored<T> | undefined {
  if (mirror.patches === 0) return undefined;
  const root: Fields = {};
  for (const set of mirror.sets) {
    const { path, columns } = set.schema;
    // Most classes hold no objects, and are as the mirror gives them.
    const isFlat = columns.every((column) => !column.path.includes('.'));
    const entity = (id: number): Fields => (isFlat ? set.valuesOf(id) : nested(set.valuesOf(id)));
    if (path === '') Object.assign(root, entity(ROOT));
    else place(root, path, entities(set.known[0] ?? [], entity));
  }
  return root as Mirrored<T>;
}

function entities(known: readonly number[], entity: (id: number) => Fields): Map<number, Fields> {
  const all = new Map<number, Fields>();
  for (const id of known) all.set(id, entity(id));
  return all;
}

/** `{ 'stats.health': 1 }` as `{ stats: { health: 1 } }`. */
function nested(values: Fields): Fields {
  const fields: Fields = {};
  for (const [path, value] of Object.entries(values)) place(fields, path, value);
  return fields;
}

function place(fields: Fields, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let inner = fields;
  for (const name of names) inner = (inner[name] ??= {}) as Fields;
  inner[last] = value;
}
