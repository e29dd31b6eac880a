import { createHash } from 'node:crypto';
import { PacketInput } from '../binary/packet-input.js';
import { PacketOutput } from '../binary/packet-output.js';
import { columnCode } from './column-code.js';
import type { ColumnCode } from './column.js';
import { stateLayout } from './describe-states.js';
import { EntitySet } from './entity-set.js';
import { idOfEntity } from './entity-table.js';
import type { SyncedClass } from './state-forms.js';
import { stateSchema, type ColumnSchema, type SetSchema, type StateSchema } from './state-schema.js';
import { savedFields } from './synced.decorator.js';
import { valueAt } from './track-objects.js';

const LAYOUT_BYTES = 8;
/** A set's fields that are saved only, in the error for one that JSON cannot hold. */
const SAVED = { field: 'saved fields', holds: 'plain JSON data' };

/**
 * A whole state as bytes: 8 bytes that identify its layout; then for each set a count, the ids (the first, then differences),
 * for all but the state itself the last assigned id, and its columns, each in a row as in a patch, but with every number in
 * 64 bits, so that a room continues exactly; then, for a class that has some, its `@Saved` fields as JSON.
 */
export function snapshotState(state: object): Uint8Array {
  const schema = stateSchema(state.constructor as SyncedClass);
  const out = new PacketOutput({ godot: 4 });
  out.begin('the snapshot');
  const p = out.room(LAYOUT_BYTES);
  layoutOf(schema).copy(out.bytes, p);
  out.position = p + LAYOUT_BYTES;
  for (const set of schema.sets) {
    const lastId = set.index === 0 ? undefined : setAt(state, set).table.lastId;
    writeSet(out, set, entitiesOf(state, set), lastId);
  }
  return new Uint8Array(out.finish());
}

/** Fills a new state object from {@link snapshotState}'s result. @throws Error when the layout differs or it is damaged */
export function restoreState(state: object, bytes: Uint8Array): void {
  const schema = stateSchema(state.constructor as SyncedClass);
  const packet = Buffer.from(bytes);
  if (!packet.subarray(0, LAYOUT_BYTES).equals(layoutOf(schema))) {
    throw new Error(`The snapshot is of another layout than ${schema.stateClass.name} has now.`);
  }
  const input = new PacketInput({ godot: 4 });
  input.open(packet, LAYOUT_BYTES);
  const links: (() => void)[] = [];
  for (const set of schema.sets) readSet(input, state, schema, set, links);
  // References may point to entities that come later.
  for (const link of links) link();
}

/**
 * Makes a state equal to another one of its class, entity by entity: equal parts stay untouched, so that observers of `to`
 * only see the differences.
 */
export function copyState(from: object, to: object): void {
  const schema = stateSchema(from.constructor as SyncedClass);
  for (const set of schema.sets.slice(1)) {
    const [source, copy] = [setAt(from, set), setAt(to, set)];
    for (const entity of copy) if (!source.has(copy.idOf(entity))) copy.delete(entity);
    for (const entity of source) {
      const id = source.idOf(entity);
      if (!copy.has(id)) copy.add(new set.entityClass(), id);
    }
  }
  for (const set of schema.sets) {
    for (const entity of entitiesOf(from, set)) {
      const copy = set.index === 0 ? to : setAt(to, set).get(idOfEntity(entity) ?? 0);
      if (copy === undefined) continue;
      for (const column of set.columns) {
        const value = valueAt(entity, column.steps);
        put(copy, column.steps, column.wire.form === 'ref' ? linked(to, schema, column, idsOf(value)) : value);
      }
    }
  }
}

function writeSet(out: PacketOutput, set: SetSchema, entities: readonly object[], lastId: number | undefined): void {
  out.count(entities.length);
  let before = 0;
  for (const entity of entities) {
    const id = idOfEntity(entity) ?? 0;
    out.count(id - before);
    before = id;
  }
  if (lastId !== undefined) out.count(lastId);
  const order = entities.map((_, i) => i);
  for (const column of set.columns) {
    const code = exactCode(set, column);
    const cells = code.make(entities.length);
    entities.forEach((entity, i) => code.put(cells, i, valueAt(entity, column.steps)));
    code.write(out, cells, order, 0, entities.length);
  }
  const saved = savedFields(set.entityClass) as (keyof object)[];
  if (saved.length === 0) return;
  const rows = entities.map((entity) => saved.map((name) => entity[name]));
  out.json({ rows }, { ...SAVED, struct: set.entityClass.name });
}

function readSet(input: PacketInput, state: object, schema: StateSchema, set: SetSchema, links: (() => void)[]): void {
  const count = input.count(1);
  const ids: number[] = [];
  let id = 0;
  for (let i = 0; i < count; i++) ids.push((id += input.varuint()));
  const held = set.index === 0 ? undefined : setAt(state, set);
  const lastId = held && input.varuint();
  const order = ids.map((_, i) => i);
  const entities = set.index === 0 ? [state] : ids.map(() => new set.entityClass());
  for (const column of set.columns) {
    const code = exactCode(set, column);
    const cells = code.make(count);
    code.read(input, cells, order, 0, count);
    entities.forEach((entity, i) => {
      const value = code.get(cells, i);
      if (column.wire.form !== 'ref') put(entity, column.steps, value);
      else links.push(() => put(entity, column.steps, linked(state, schema, column, value)));
    });
  }
  const saved = savedFields(set.entityClass);
  if (saved.length > 0) {
    const { rows } = input.json() as { readonly rows: readonly (readonly unknown[])[] };
    entities.forEach((entity, i) => saved.forEach((name, at) => Object.assign(entity, { [name]: rows[i]?.[at] })));
  }
  entities.forEach((entity, i) => held?.add(entity, ids[i] ?? 0));
  // The numbering of ids continues as it would have.
  if (held !== undefined && lastId !== undefined) held.table.lastId = lastId;
}

function linked(state: object, schema: StateSchema, { wire }: ColumnSchema, value: unknown): unknown {
  const target = schema.sets.find(({ path, index }) => index > 0 && wire.form === 'ref' && path === wire.set);
  const entities = target && setAt(state, target);
  const entityOf = (id: unknown): object | undefined => entities?.get(Number(id));
  if (Array.isArray(value)) return value.map(entityOf);
  if (value instanceof Map) return new Map([...value].map(([key, id]) => [key, entityOf(id)]));
  return entityOf(value);
}

/** Ids in place of the entities in a reference, or in a list or map of references. */
function idsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsOf);
  if (value instanceof Map) return new Map([...value].map(([key, entity]) => [key, idsOf(entity)]));
  return typeof value === 'object' && value !== null ? (idOfEntity(value) ?? 0) : 0;
}

function put(entity: object, steps: readonly string[], value: unknown): void {
  const holder = valueAt(entity, steps.slice(0, -1)) as Record<string, unknown>;
  const name = steps.at(-1) ?? '';
  // The numbers of a predicted field include its booleans.
  holder[name] = typeof holder[name] === 'boolean' ? Boolean(value) : value;
}

function entitiesOf(state: object, set: SetSchema): readonly object[] {
  if (set.index === 0) return [state];
  const { table } = setAt(state, set);
  return [...table.order()].flatMap((slot) => table.entities[slot] ?? []);
}

function setAt(state: object, { steps, path }: SetSchema): EntitySet<object> {
  const set = valueAt(state, steps);
  if (set instanceof EntitySet) return set as EntitySet<object>;
  throw new Error(`${path} of ${state.constructor.name} must be an EntitySet.`);
}

function exactCode({ entityClass }: SetSchema, column: ColumnSchema): ColumnCode {
  return columnCode(column, { owner: entityClass.name, idOf: idOfEntity, isExact: true });
}

function layoutOf(schema: StateSchema): Buffer {
  const hash = createHash('sha256').update(stateLayout(schema));
  for (const { entityClass } of schema.sets) for (const name of savedFields(entityClass)) hash.update(`\n${name}`);
  return hash.digest().subarray(0, LAYOUT_BYTES);
}
