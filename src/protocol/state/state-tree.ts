import { EntitySet } from './entity-set.js';
import { idOfEntity } from './entity-table.js';
import type { SyncedClass } from './state-forms.js';
import { stateSchema, type SetSchema } from './state-schema.js';
import type { StateTree } from './state-tree-view.js';
import { valueAt } from './track-objects.js';

/** What `@Synced` fields of a state hold at this moment, whoever may see them. Entities that are referred to appear as their ids. */
export function stateTree(state: object): StateTree {
  const [own, ...sets] = stateSchema(state.constructor as SyncedClass).sets;
  return {
    fields: own === undefined ? {} : fieldsOf(state, own),
    sets: Object.fromEntries(sets.map((set) => [set.path, entitiesOf(state, set)])),
  };
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
  for (const { steps } of columns) fields[steps.join('.')] = plainValue(valueAt(entity, steps));
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
