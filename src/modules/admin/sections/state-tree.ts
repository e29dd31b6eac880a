import { EntitySet } from '../../../protocol/state/entity-set.js';
import { idOfEntity } from '../../../protocol/state/entity-table.js';
import type { SyncedClass } from '../../../protocol/state/state-forms.js';
import type { StateMirror } from '../../../protocol/state/state-mirror.js';
import type { MirrorSet } from '../../../protocol/state/mirror-set.js';
import { stateSchema, type SetSchema } from '../../../protocol/state/state-schema.js';
import { valueAt } from '../../../protocol/state/track-objects.js';
import type { MirrorTree } from './playground-views.js';

/** A whole state as plain data: the state's own fields, and of each set its entities by id. */
export interface StateTree {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** What `@Synced` fields of a state hold at this moment, whoever may see them. Entities that are referred to appear as their ids. */
export function stateTree(state: object): StateTree {
  const [own, ...sets] = stateSchema(state.constructor as SyncedClass).sets;
  return {
    fields: own === undefined ? {} : fieldsOf(state, own),
    sets: Object.fromEntries(sets.map((set) => [set.path, entitiesOf(state, set)])),
  };
}

/** As many entities of each set as a page shows of a client's copy. */
const MAX_SHOWN_ENTITIES = 500;

/** A client's copy of a state as plain data. */
export function treeOfMirror({ name = '', version, sets }: StateMirror): MirrorTree {
  const [own, ...others] = sets.map((set) => ({ path: set.schema.path, entities: knownOf(set) }));
  return {
    ...{ name, version },
    fields: own?.entities[0] ?? {},
    sets: Object.fromEntries(others.map(({ path, entities }) => [path, entities])),
  };
}

function knownOf(set: MirrorSet): Record<string, Record<string, unknown>> {
  const ids = (set.known[0] ?? []).slice(0, MAX_SHOWN_ENTITIES);
  const values = ids.map((id) => [id, Object.entries(set.valuesOf(id))] as const);
  return Object.fromEntries(
    values.map(([id, fields]) => [id, Object.fromEntries(fields.map(([path, value]) => [path, plain(value)]))]),
  );
}

function entitiesOf(state: object, set: SetSchema): Record<string, Record<string, unknown>> {
  const held = valueAt(state, set.steps);
  const entities: Record<string, Record<string, unknown>> = {};
  if (!(held instanceof EntitySet)) return entities;
  for (const entity of held as EntitySet<object>) entities[String(idOfEntity(entity) ?? 0)] = fieldsOf(entity, set);
  return entities;
}

function fieldsOf(entity: object, { columns }: SetSchema): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { steps } of columns) fields[steps.join('.')] = plain(valueAt(entity, steps));
  return fields;
}

/** As JSON takes it: numbers that JSON has no form for become texts. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const id = idOfEntity(value);
  if (id !== undefined) return `#${id}`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
