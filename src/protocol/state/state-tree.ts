import { EntitySet } from './entity-set.js';
import { idOfEntity } from './entity-table.js';
import type { SyncedClass } from './state-forms.js';
import { stateSchema, type SetSchema } from './state-schema.js';
import type { StateTree } from './state-tree-view.js';
import { valueAt } from './track-objects.js';

/** Whether somebody sees the fields of a layer of one entity of a set; nobody sees more of what is not seen at layer 0. */
export type Sight = (set: SetSchema, id: number, layer: number) => boolean;

/** The state's own id, and the layer of what everyone may see. */
const [STATE_ID, EVERYONE] = [0, 0];

/**
 * What `@Synced` fields of a state hold at this moment. Entities that are referred to appear as their ids.
 * @param sees who looks; by default somebody who sees everything
 */
export function stateTree(state: object, sees: Sight = () => true): StateTree {
  const [own, ...sets] = stateSchema(state.constructor as SyncedClass).sets;
  return {
    fields: own === undefined ? {} : fieldsOf(state, own, STATE_ID, sees),
    sets: Object.fromEntries(sets.map((set) => [set.path, entitiesOf(state, set, sees)])),
  };
}

function entitiesOf(state: object, set: SetSchema, sees: Sight): Record<string, Record<string, unknown>> {
  const held = valueAt(state, set.steps);
  const entities: Record<string, Record<string, unknown>> = {};
  if (!(held instanceof EntitySet)) return entities;
  for (const entity of held as EntitySet<object>) {
    const id = idOfEntity(entity) ?? 0;
    if (sees(set, id, EVERYONE)) entities[String(id)] = fieldsOf(entity, set, id, sees);
  }
  return entities;
}

function fieldsOf(entity: object, set: SetSchema, id: number, sees: Sight): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const seen = set.layers.map((columns, layer) => columns.length > 0 && sees(set, id, layer));
  for (const { steps, layer } of set.columns)
    if (seen[layer] === true) fields[steps.join('.')] = plainValue(valueAt(entity, steps));
  return fields;
}

/** A value of a state as JSON takes it: numbers that JSON has no form for become texts. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plainValue(item)]));
  if (typeof value !== 'object' || value === null) return value ?? null;
  const id = idOfEntity(value);
  if (id !== undefined) return `#${id}`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
}
