import type { CarriedColumns, EntityTable } from './entity-table.js';
import { CARRIED, withMoves } from './predicted-body.js';
import type { CarriedField } from './state-schema.js';
import { valueAt } from './track-objects.js';

/** A body is told anew after so many ticks: whoever comes later has at most so many steps to catch up with. */
const MAX_CARRIED_TICKS = 128;

/**
 * The bodies of a set that nobody steers: each is stepped once per tick, and clients do the same. So they are told of one
 * only when something else than its step has changed it, with the tick from which it goes on by itself.
 *
 * The table's columns hold what was told last; the bodies themselves are always as they are now.
 */
export class CarriedBodies implements CarriedColumns {
  private readonly fields: readonly Carried[];
  /** By slot: 1 if the next patch has to tell of it. */
  private isUntold = new Uint8Array(0);

  private constructor(private readonly table: EntityTable) {
    this.fields = table.schema.carried.map((field) => new Carried(table, field));
  }

  /** Gives a table its carried bodies, if its entities have any. */
  static of(table: EntityTable): EntityTable {
    if (table.schema.carried.length > 0) table.carried = new CarriedBodies(table);
    return table;
  }

  attach(slot: number): void {
    if (slot >= this.isUntold.length) this.grow();
    for (const field of this.fields) field.store(slot, 0);
    this.isUntold[slot] = 1;
  }

  step(seconds: number): void {
    const { entities } = this.table;
    for (let slot = 0; slot < entities.length; slot++) {
      if (entities[slot] === undefined) continue;
      for (const field of this.fields) {
        if (field.isChanged(slot)) this.isUntold[slot] = 1;
        field.step(slot, seconds);
      }
    }
  }

  tell(tick: number): void {
    const { entities } = this.table;
    for (let slot = 0; slot < entities.length; slot++) {
      if (entities[slot] === undefined) continue;
      for (const field of this.fields) {
        if (this.isUntold[slot] === 1 || field.isOld(slot, tick) || field.isChanged(slot)) field.store(slot, tick);
      }
      this.isUntold[slot] = 0;
    }
  }

  private grow(): void {
    const capacity = this.table.ids.length;
    const grown = new Uint8Array(capacity);
    grown.set(this.isUntold);
    this.isUntold = grown;
    for (const field of this.fields) field.grow(capacity);
  }
}

/** One carried field of all entities of a set. */
class Carried {
  /** The numbers of each body as its last step left them, by slot. */
  private after = new Float64Array(0);
  /** Where each number is in a body, in the order of the columns. */
  private readonly paths: readonly (readonly string[])[];

  constructor(
    private readonly table: EntityTable,
    private readonly field: CarriedField,
  ) {
    this.paths = field.numbers.map((column) => table.schema.columns[column]?.steps.slice(field.steps.length) ?? []);
  }

  grow(capacity: number): void {
    const grown = new Float64Array(capacity * this.paths.length);
    grown.set(this.after);
    this.after = grown;
  }

  step(slot: number, seconds: number): void {
    const body = this.bodyOf(slot);
    this.field.step(body as never, seconds as never);
    this.remember(slot, body);
  }

  /** Whether a body is not what its last step made of it, to the last bit. */
  isChanged(slot: number): boolean {
    const { paths, after } = this;
    const body = this.bodyOf(slot);
    for (let i = 0; i < paths.length; i++) {
      if (!Object.is(numberAt(body, paths[i] ?? []), after[slot * paths.length + i])) return true;
    }
    return false;
  }

  isOld(slot: number, tick: number): boolean {
    const since = Number(this.table.cells[this.field.since]?.[slot]);
    return tick - since >= MAX_CARRIED_TICKS || since > tick;
  }

  /** Puts a body into the columns, as it is now. */
  store(slot: number, tick: number): void {
    const { numbers, moves, since } = this.field;
    const body = withMoves(this.bodyOf(slot), CARRIED);
    numbers.forEach((column, i) => this.put(column, slot, numberAt(body, this.paths[i] ?? [])));
    moves.forEach(({ column, name }) => this.put(column, slot, body[name] ?? 0));
    this.put(since, slot, tick);
    this.remember(slot, body);
  }

  private put(column: number, slot: number, value: number): void {
    const { codes, cells } = this.table;
    if (codes[column]?.put(cells[column] ?? [], slot, value) === true) this.table.stamp(column, slot);
  }

  private remember(slot: number, body: object): void {
    const { paths, after } = this;
    for (let i = 0; i < paths.length; i++) after[slot * paths.length + i] = numberAt(body, paths[i] ?? []);
  }

  private bodyOf(slot: number): object {
    return valueAt(this.table.entities[slot], this.field.steps) as object;
  }
}

/** A number or boolean of a body, as a number. */
function numberAt(body: object, path: readonly string[]): number {
  return Number(valueAt(body, path));
}
