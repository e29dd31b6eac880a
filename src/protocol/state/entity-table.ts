import { columnCode } from './column-code.js';
import type { Cells, ColumnCode } from './column.js';
import type { SetSchema } from './state-schema.js';

const FIRST_CAPACITY = 16;
const GROWTH = 1.5;
/** Number of removals remembered; a client that was sent nothing for longer gets everything. */
const MAX_REMOVALS = 8192;

/** Where objects in a set store their table. */
export const TABLE = Symbol('table');
/** Where they store their slot. */
export const SLOT = Symbol('slot');
/** Where objects nested in an entity store the number of their first column. */
export const BASE = Symbol('base');

/** The slot of an object that was never in a set. */
export const NO_SLOT = -1;

/** The tracking data on an object in a set. */
export interface Tracked {
  [TABLE]: EntityTable | undefined;
  [SLOT]: number;
  [BASE]: number;
}

/** An entity that was removed. */
export interface Removal {
  readonly id: number;
  /** The versions in which it was added and removed. */
  readonly added: number;
  readonly removed: number;
}

/** A column whose values are references to the entities of one set. */
export interface ReferenceColumn {
  /** @throws TypeError when a value is an entity of another set, or contains one */
  check(value: unknown): void;
  /** The entity with this id has left the set: references to it are cleared. */
  forget(id: number): void;
  /** Checks all existing values, and clears references to entities that are no longer in a set. @throws TypeError as {@link check} */
  settle(): void;
}

/** The bodies in a set that nobody steers; see CarriedBodies. */
export interface CarriedColumns {
  /** An entity is in a slot from now on. @throws TypeError when a number is not finite */
  attach(slot: number): void;
  /** One tick passes. @throws TypeError when a step gives a number that is not finite */
  step(seconds: number): void;
  /** Tells of what has changed by something else than steps, as it is after tick `tick`. @throws TypeError */
  tell(tick: number): void;
}

/**
 * The columns of one set: the values as clients get them, and the version in which each last changed. It knows nothing about
 * clients: one that was last sent version n needs whatever has changed since, however long ago that was.
 */
export class EntityTable {
  /** The version of the next patch; all changes until then get it. */
  version = 1;
  /** For each column, the cells of all slots. */
  readonly cells: Cells[];
  /** For each column, the version of the last change of each slot. */
  readonly changed: Uint32Array[];
  /** The version of the last change of anything. */
  latest = 0;
  /** The version of the last change of any column of a slot. */
  touched = new Uint32Array(0);
  /** The version in which a slot's entity was added; with the slot, it tells apart two entities with the same id. */
  added = new Uint32Array(0);
  ids = new Uint32Array(0);
  /** By slot; undefined for free slots. */
  readonly entities: (object | undefined)[] = [];
  readonly codes: readonly ColumnCode[];
  /** Bodies that nobody steers; undefined if its entities have none. */
  carried: CarriedColumns | undefined = undefined;
  /** The set's position in its state; known once the state is synced. */
  path = '';
  /** Removals up to this version have been dropped. */
  forgotten = 0;
  readonly removals: Removal[] = [];
  /** By number, the columns that hold references; known once the state is synced. */
  readonly references: (ReferenceColumn | undefined)[] = [];
  /** The columns, in any set of the state, that refer to entities of this one. */
  referrers: ReferenceColumn[] = [];
  private readonly slots = new Map<number, number>();
  private readonly free: number[] = [];
  private sorted = new Uint32Array(0);
  private isSorted = true;
  /** The last assigned id. */
  lastId = 0;

  constructor(readonly schema: SetSchema) {
    const owner = schema.entityClass.name;
    this.codes = schema.columns.map((column) => columnCode(column, { owner, idOf: idOfEntity }));
    this.cells = this.codes.map((code) => code.make(0));
    this.changed = this.codes.map(() => new Uint32Array(0));
  }

  /** Number of entities. */
  get size(): number {
    return this.slots.size;
  }

  /** The slot of an id, or undefined. */
  slotOf(id: number): number | undefined {
    return this.slots.get(id);
  }

  /** Assigns a slot to an entity. @param id by default the next free one; a state itself has 0 */
  add(entity: object, id?: number): number {
    const given = id ?? this.nextId();
    const slot = this.free.pop() ?? this.entities.length;
    if (slot >= this.ids.length) this.grow();
    this.slots.set(given, slot);
    this.entities[slot] = entity;
    this.ids[slot] = given;
    this.added[slot] = this.touched[slot] = this.version;
    for (const changed of this.changed) changed[slot] = this.version;
    this.isSorted = false;
    this.latest = this.version;
    return slot;
  }

  /** Frees the slot of an entity. */
  remove(slot: number): void {
    const id = this.ids[slot] ?? 0;
    const added = this.added[slot] ?? 0;
    this.slots.delete(id);
    this.entities[slot] = undefined;
    this.codes.forEach((code, column) => code.clear(this.cells[column] ?? [], slot));
    this.free.push(slot);
    this.isSorted = false;
    this.latest = this.version;
    // Nobody has seen an entity that was added and removed between two patches.
    if (added < this.version) this.removals.push({ id, added, removed: this.version });
    if (this.removals.length > MAX_REMOVALS) this.forgotten = this.removals.shift()?.removed ?? 0;
    for (const referrer of this.referrers) referrer.forget(id);
  }

  /** Marks a column of a slot as changed. */
  stamp(column: number, slot: number): void {
    const { version } = this;
    const changed = this.changed[column];
    if (changed !== undefined) changed[slot] = version;
    this.touched[slot] = this.latest = version;
  }

  /** The slots of all entities, by ascending id; valid until one is added or removed. */
  order(): Uint32Array {
    if (this.isSorted) return this.sorted;
    const { ids } = this;
    this.sorted = Uint32Array.from(this.slots.values()).sort((a, b) => (ids[a] ?? 0) - (ids[b] ?? 0));
    this.isSorted = true;
    return this.sorted;
  }

  /** Drops the removals up to `version`. */
  forget(version: number): void {
    const { removals } = this;
    let count = 0;
    for (; count < removals.length; count++) {
      const { removed } = removals[count] ?? { removed: Infinity };
      if (removed > version) break;
      this.forgotten = removed;
    }
    if (count > 0) removals.splice(0, count);
  }

  private nextId(): number {
    do this.lastId = this.lastId === 0xffff_ffff ? 1 : this.lastId + 1;
    while (this.slots.has(this.lastId));
    return this.lastId;
  }

  private grow(): void {
    const capacity = Math.max(FIRST_CAPACITY, Math.ceil(this.ids.length * GROWTH));
    this.codes.forEach((code, column) => {
      this.cells[column] = code.make(capacity, this.cells[column]);
      this.changed[column] = larger(this.changed[column], capacity);
    });
    this.touched = larger(this.touched, capacity);
    this.added = larger(this.added, capacity);
    this.ids = larger(this.ids, capacity);
  }
}

/** The id of an entity in its set; 0 when it has left it, undefined when it was never in one. */
export function idOfEntity(entity: object): number | undefined {
  const { [TABLE]: table, [SLOT]: slot = NO_SLOT } = entity as Partial<Tracked>;
  if (slot === NO_SLOT) return undefined;
  return table === undefined ? 0 : (table.ids[slot] ?? 0);
}

function larger(old: Uint32Array | undefined, capacity: number): Uint32Array<ArrayBuffer> {
  const array = new Uint32Array(capacity);
  if (old !== undefined) array.set(old);
  return array;
}
