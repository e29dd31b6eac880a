import { ConstantPool } from '../check/constant-pool.js';
import { columnCode } from './column-code.js';
import type { ColumnCode } from './column.js';
import { BASE, idOfEntity, NO_SLOT, SLOT, TABLE, type EntityTable, type Tracked } from './entity-table.js';
import type { SyncedClass } from './state-forms.js';
import { guardInPlaceWrites } from './in-place-writes.js';
import { type Moves, MOVES, predictedColumns, withMoves } from './predicted-body.js';
import { entitySchema, type ColumnSchema, type PartSchema, type SetSchema } from './state-schema.js';
import { declaringPrototype, syncedFields, valueSymbol } from './synced.decorator.js';

const tracked = new WeakSet<object>();

/**
 * Gives a set's classes accessors that track assignments. Done once per class; objects created earlier have no own fields
 * of those names, so it applies to them too.
 */
export function trackClasses(schema: SetSchema): void {
  for (const { partClass } of schema.parts) trackClass(partClass);
}

/**
 * Puts an entity's values and objects into its slot.
 * @throws TypeError when a field has an invalid value, or an object is already in a set
 */
export function attach(table: EntityTable, slot: number, entity: object): void {
  for (const part of table.schema.parts) {
    attachPart(table, slot, valueAt(entity, part.steps), part);
  }
  if (table.schema.predicted.length > 0) readPredictedOf(table, slot);
  table.carried?.attach(slot);
}

/** Takes over what has changed in the predicted fields of one entity. @throws TypeError when a number is not finite */
export function readPredictedOf(table: EntityTable, slot: number): void {
  const { schema, cells, codes } = table;
  const entity = table.entities[slot];
  for (const column of schema.predicted) {
    const steps = schema.columns[column]?.steps ?? [];
    let holder: unknown = entity;
    for (let at = 0; at < steps.length - 1; at++)
      holder = (holder as Readonly<Record<string, unknown>>)[steps[at] ?? ''];
    const name = steps[steps.length - 1] ?? '';
    if (name === MOVES[0]) withMoves(holder as Moves);
    const value = (holder as Readonly<Record<string, unknown>>)[name];
    if (codes[column]?.put(cells[column] ?? [], slot, value) === true) table.stamp(column, slot);
  }
}

/** The same for all entities. */
export function readPredicted(table: EntityTable): void {
  for (const slot of table.order()) readPredictedOf(table, slot);
}

/** The reverse of {@link attach}: later assignments are only stored in the object. */
export function detach(table: EntityTable, slot: number, entity: object): void {
  for (const { steps } of table.schema.parts) {
    const part = valueAt(entity, steps) as Tracked | undefined;
    if (part?.[TABLE] === table && part[SLOT] === slot) part[TABLE] = undefined;
  }
}

/** The value at a path of field names in an object. */
export function valueAt(object: unknown, steps: readonly string[]): unknown {
  let value = object;
  for (const step of steps) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  return value;
}

function attachPart(table: EntityTable, slot: number, part: unknown, { partClass, base, path }: PartSchema): void {
  const where = `${path || 'it'} of ${table.schema.entityClass.name}`;
  // A subclass might have further fields, for which the set has no columns.
  if (typeof part !== 'object' || part?.constructor !== partClass) {
    throw new TypeError(`${where} must be an instance of ${partClass.name} itself.`);
  }
  const object = part as Tracked;
  if (object[TABLE] !== undefined) throw new TypeError(`${where} is in a set already.`);
  let column = base;
  for (const { name, form } of syncedFields(partClass)) {
    if ('predicted' in form) {
      column += predictedColumns(form).length;
      continue;
    }
    if (Object.hasOwn(part, name)) {
      throw new Error(
        `The field ${name} of ${partClass.name} hides its accessor: compile with "useDefineForClassFields": false.`,
      );
    }
    if ('entities' in form) continue;
    if ('object' in form) {
      column += entitySchema(form.object()).columns.length;
      continue;
    }
    const value = (part as Readonly<Record<string, unknown>>)[name];
    table.references[column]?.check(value);
    table.codes[column]?.put(table.cells[column] ?? [], slot, value);
    // A value from before its class was tracked gets its guard now.
    if (Array.isArray(value) || value instanceof Map) (part as Record<string, unknown>)[name] = value;
    column += 1;
  }
  if (base !== 0) object[BASE] = base;
  object[SLOT] = slot;
  object[TABLE] = table;
}

function trackClass(synced: SyncedClass): void {
  const prototype = synced.prototype as Tracked;
  if (tracked.has(prototype)) return;
  tracked.add(prototype);
  // The tracking data is kept here, outside the entity's own shape.
  Object.assign(prototype, { [TABLE]: undefined, [SLOT]: NO_SLOT, [BASE]: 0 });
  let column = 0;
  for (const { name, form } of syncedFields(synced)) {
    if ('predicted' in form) {
      column += predictedColumns(form).length;
      continue;
    }
    const owner = declaringPrototype(synced, name);
    const symbol = valueSymbol(synced, name);
    if ('entities' in form) {
      defineOnce(owner, name, symbol);
      continue;
    }
    if ('object' in form) {
      const schema = entitySchema(form.object());
      defineObject(owner, name, { symbol, first: column, schema });
      column += schema.columns.length;
      continue;
    }
    const columnSchema = entityColumn(synced, column);
    const code = columnCode(columnSchema, { owner: synced.name, idOf: idOfEntity });
    defineValue(owner, { name, symbol, column, code, place: `${name} of ${synced.name}` }, columnSchema);
    column += 1;
  }
}

function entityColumn(synced: SyncedClass, column: number): ColumnSchema {
  const found = entitySchema(synced).columns[column];
  if (found === undefined) throw new Error(`${synced.name} has no column ${column}.`);
  return found;
}

/** Storage of a field that holds a value. */
interface TrackedValue {
  readonly name: string;
  readonly symbol: symbol;
  readonly column: number;
  readonly code: ColumnCode;
  /** The field and its class, for errors. */
  readonly place: string;
}

/** Defines a field that holds a value: compiled, since games assign thousands of them per tick. */
function defineValue(
  prototype: object,
  { name, symbol, column, code, place }: TrackedValue,
  { wire, container }: ColumnSchema,
): void {
  const pool = new ConstantPool({ TABLE, SLOT, BASE, symbol, code, place, guardInPlaceWrites });
  const check = wire.form === 'ref' ? 'table.references[column]?.check(v);' : '';
  const kept = container === 'none' ? 'v' : 'guardInPlaceWrites(v, place)';
  const descriptor = pool.run(`return {
    configurable: true,
    enumerable: true,
    get() { return this[symbol]; },
    set(v) {
      const table = this[TABLE];
      if (table !== undefined) {
        const slot = this[SLOT], column = this[BASE] + ${column};
        ${check}
        if (code.put(table.cells[column], slot, v)) table.stamp(column, slot);
      }
      this[symbol] = ${kept};
    },
  };`);
  Object.defineProperty(prototype, name, descriptor as PropertyDescriptor);
}

/** Defines a field that holds a nested object with synced fields. */
function defineObject(
  prototype: object,
  name: string,
  { symbol, first, schema }: { symbol: symbol; first: number; schema: SetSchema },
): void {
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: Record<symbol, unknown>) {
      return this[symbol];
    },
    set(this: Tracked & Record<symbol, unknown>, value: unknown) {
      const before = this[symbol];
      const { [TABLE]: table, [SLOT]: slot, [BASE]: base } = this;
      if (table === undefined || value === before) {
        this[symbol] = value;
        return;
      }
      for (const part of schema.parts) {
        const moved = { ...part, base: base + first + part.base };
        attachPart(table, slot, valueAt(value, part.steps), moved);
        if (before !== undefined) (valueAt(before, part.steps) as Tracked)[TABLE] = undefined;
      }
      for (let column = 0; column < schema.columns.length; column++) table.stamp(base + first + column, slot);
      this[symbol] = value;
    },
  });
}

/** Defines a field that holds an entity set, which never changes. */
function defineOnce(prototype: object, name: string, symbol: symbol): void {
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: Record<symbol, unknown>) {
      return this[symbol];
    },
    set(this: Record<symbol, unknown>, value: unknown) {
      if (this[symbol] !== undefined) throw new TypeError(`The entity set ${name} cannot be replaced: clear it.`);
      this[symbol] = value;
    },
  });
}
