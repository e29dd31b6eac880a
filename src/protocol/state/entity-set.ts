import { CarriedBodies } from './carried-bodies.js';
import { EntityTable, SLOT, TABLE, type Tracked } from './entity-table.js';
import { entitySchema } from './state-schema.js';
import { attach, detach, trackClasses } from './track-objects.js';

const MAX_ID = 0xffff_ffff;

/**
 * Entities of one class, mirrored on clients: thousands of them, by id. Adding, removing and assigning to their synced
 * fields is all it takes. An entity is in at most one set at a time.
 */
export class EntitySet<T extends object> {
  /** For the sync: the columns. */
  readonly table: EntityTable;

  /** @param entityClass of every entity; a subclass might have fields that the set has no columns for */
  constructor(entityClass: new (...args: never[]) => T) {
    const schema = entitySchema(entityClass);
    trackClasses(schema);
    this.table = CarriedBodies.of(new EntityTable(schema));
  }

  /** Number of entities. */
  get size(): number {
    return this.table.size;
  }

  /**
   * Adds an entity.
   * @param id from 1 to 2^32 - 1; by default the set assigns the next free one
   * @returns the entity
   * @throws TypeError when the id is taken, the entity is already in a set, or a field has an invalid value
   */
  add(entity: T, id?: number): T {
    const { table } = this;
    if (id !== undefined && !(Number.isInteger(id) && id >= 1 && id <= MAX_ID))
      throw new TypeError(`${id} is no id: it is from 1 to ${MAX_ID}.`);
    if (id !== undefined && table.slotOf(id) !== undefined) throw new TypeError(`The id ${id} is taken.`);
    const slot = table.add(entity, id);
    try {
      attach(table, slot, entity);
    } catch (error) {
      detach(table, slot, entity);
      table.remove(slot);
      throw error;
    }
    return entity;
  }

  /** Removes an entity, by itself or by id. Returns whether it was there. */
  delete(entity: T | number): boolean {
    const slot = this.slotOf(entity);
    const found = slot === undefined ? undefined : this.table.entities[slot];
    if (slot === undefined || found === undefined) return false;
    detach(this.table, slot, found);
    this.table.remove(slot);
    return true;
  }

  /** Removes all entities. */
  clear(): void {
    for (const entity of [...this]) this.delete(entity);
  }

  /** The entity with an id, or undefined. */
  get(id: number): T | undefined {
    const slot = this.table.slotOf(id);
    return slot === undefined ? undefined : this.at(slot);
  }

  /** Whether an entity, given by itself or by id, is in the set. */
  has(entity: T | number): boolean {
    return this.slotOf(entity) !== undefined;
  }

  /** The id of an entity; 0 when it is not in this set. */
  idOf(entity: T): number {
    const slot = this.slotOf(entity);
    return slot === undefined ? 0 : (this.table.ids[slot] ?? 0);
  }

  /** All entities, in no particular order; the set may be changed during iteration. */
  *[Symbol.iterator](): Generator<T, undefined, undefined> {
    const { entities } = this.table;
    for (let slot = 0; slot < entities.length; slot++) {
      const entity = this.at(slot);
      if (entity !== undefined) yield entity;
    }
  }

  /** For the sync: the entity of a slot. */
  at(slot: number): T | undefined {
    // Only `add` puts anything there.
    return this.table.entities[slot] as T | undefined;
  }

  private slotOf(entity: T | number): number | undefined {
    if (typeof entity === 'number') return this.table.slotOf(entity);
    const { [TABLE]: table, [SLOT]: slot } = entity as Partial<Tracked>;
    return table === this.table ? slot : undefined;
  }
}
