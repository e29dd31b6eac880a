import { ContainerCode } from './container-code.js';
import { TABLE, type EntityTable, type ReferenceColumn, type Tracked } from './entity-table.js';
import type { StateSchema } from './state-schema.js';
import { valueAt } from './track-objects.js';

type Holder = Record<string, unknown>;

/**
 * Links reference columns to the sets they refer to: when an entity leaves its set, every reference to it becomes undefined,
 * here and thereby on all clients, so that a later entity with the same id is not mistaken for it.
 * @param tables of the schema's sets, in the same order
 * @throws TypeError when a field refers to an entity of another set
 */
export function linkReferences({ sets }: StateSchema, tables: readonly EntityTable[]): void {
  for (const table of tables) table.referrers = [];
  for (const set of sets) {
    for (const [column, { wire, path, steps }] of set.columns.entries()) {
      if (wire.form !== 'ref') continue;
      const table = tables[set.index];
      const target = tables[sets.findIndex(({ index, path }) => index > 0 && path === wire.set)];
      if (table === undefined || target === undefined) continue;
      const name = `${path} of ${set.entityClass.name}`;
      const link = new Link(table, column, target, steps, name);
      table.references[column] = link;
      target.referrers.push(link);
    }
  }
  for (const { referrers } of tables) for (const link of referrers) link.settle();
}

/** A column of a table whose values are entities of a target table. */
class Link implements ReferenceColumn {
  constructor(
    private readonly table: EntityTable,
    private readonly column: number,
    private readonly target: EntityTable,
    private readonly steps: readonly string[],
    private readonly name: string,
  ) {}

  check(value: unknown): void {
    for (const item of itemsOf(value)) {
      const { [TABLE]: table } = Object(item) as Partial<Tracked>;
      if (table === undefined || table === this.target) continue;
      throw new TypeError(
        `The field ${this.name} must be an entity of ${this.target.path}, but is one of another set.`,
      );
    }
  }

  forget(id: number): void {
    const { table, column } = this;
    const cells = table.cells[column] ?? [];
    if (cells instanceof Uint32Array) {
      for (let slot = cells.indexOf(id); slot >= 0; slot = cells.indexOf(id, slot + 1)) this.dropGone(slot);
      return;
    }
    const code = table.codes[column];
    if (!(code instanceof ContainerCode)) return;
    for (const slot of table.order()) if (code.holds(cells, slot, id)) this.dropGone(slot);
  }

  /** Checks what was assigned before the sets were linked. */
  settle(): void {
    for (const slot of this.table.order()) {
      this.check(this.holderOf(slot)[this.steps.at(-1) ?? '']);
      this.dropGone(slot);
    }
  }

  private dropGone(slot: number): void {
    const holder = this.holderOf(slot);
    const name = this.steps.at(-1) ?? '';
    const value = holder[name];
    if (!itemsOf(value).some((item) => this.isGone(item))) return;
    const kept = (item: unknown): unknown => (this.isGone(item) ? undefined : item);
    if (Array.isArray(value)) holder[name] = value.map(kept);
    else if (value instanceof Map) holder[name] = new Map([...value].map(([key, item]) => [key, kept(item)]));
    else holder[name] = undefined;
  }

  private isGone(item: unknown): boolean {
    if (typeof item === 'number') return item !== 0 && this.target.slotOf(item) === undefined;
    return typeof item === 'object' && item !== null && (item as Partial<Tracked>)[TABLE] !== this.target;
  }

  private holderOf(slot: number): Holder {
    return valueAt(this.table.entities[slot], this.steps.slice(0, -1)) as Holder;
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>).values()] : [value];
}
