import type { EntityTable } from '../../protocol/state/entity-table.js';
import type { KnownEntities } from '../../protocol/state/known-entities.js';
import { changesSince, hasColumn } from '../../protocol/state/selection.js';
import type { Session } from '../sessions/session.js';
import type { InterestQuery } from './interest-query.js';
import type { SpatialGrid } from './spatial-grid.js';
import type { SetInterest } from './view-options.js';

/** Approximate size of an entity id on the wire. */
const ID_BYTES = 1;
const ADDED_ID_BYTES = 2;

/**
 * Decides which entities of a view wait for a later patch when a patch would exceed its byte budget. A waiting entity gains
 * priority with each patch, so that its turn comes (the priority accumulator of Fiedler, "State synchronization").
 */
export class ByteBudget {
  /** The accumulated priority of waiting entities, by id. */
  private gained = new Map<number, number>();
  private before = new Map<number, number>();
  private order: number[] = [];
  private costs = new Float64Array(64);
  private ranks = new Float64Array(64);
  private waiting = new Uint8Array(64);

  /** Marks what waits in `query`. Returns the bytes that are left. */
  plan(
    query: InterestQuery,
    table: EntityTable,
    known: KnownEntities,
    {
      interest,
      grid,
      session,
      budget,
    }: { interest: SetInterest; grid: SpatialGrid | undefined; session: Session; budget: number },
  ): number {
    const total = this.weigh(query, table, known);
    if (total <= budget) {
      this.gained.clear();
      return budget - total;
    }
    this.rank(query, table, interest, grid, session);
    return this.choose(query, table, budget);
  }

  /** What each entity would cost; those that cost nothing are no candidates. */
  private weigh(query: InterestQuery, table: EntityTable, known: KnownEntities): number {
    if (this.costs.length < query.count) {
      this.costs = new Float64Array(query.count * 2);
      this.ranks = new Float64Array(query.count * 2);
      this.waiting = new Uint8Array(query.count * 2);
    }
    const columns = table.schema.layers[0] ?? [];
    this.order = [];
    let total = 0;
    for (let i = 0; i < query.count; i++) {
      const slot = query.slots[i] ?? 0;
      const cost = costOf(table, columns, slot, known);
      this.costs[i] = cost;
      this.waiting[i] = 0;
      if (cost > 0) this.order.push(i);
      total += cost;
    }
    return total;
  }

  private rank(
    query: InterestQuery,
    table: EntityTable,
    { priority, around }: SetInterest,
    grid: SpatialGrid | undefined,
    session: Session,
  ): void {
    const at = around?.();
    for (const i of this.order) {
      const slot = query.slots[i] ?? 0;
      const entity = table.entities[slot];
      const gained = this.gained.get(table.ids[slot] ?? 0) ?? 0;
      let gain = 1;
      if (priority !== undefined && entity !== undefined) gain = priority(entity, session);
      else if (grid !== undefined && at !== undefined) {
        gain = 1 / (1 + Math.hypot((grid.x[slot] ?? 0) - at.x, (grid.y[slot] ?? 0) - at.y) / grid.cellSize);
      }
      this.ranks[i] = gained + gain;
    }
    const { ranks } = this;
    this.order.sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0));
  }

  private choose(query: InterestQuery, table: EntityTable, budget: number): number {
    [this.gained, this.before] = [this.before, this.gained];
    this.gained.clear();
    let left = budget;
    let isFirst = true;
    for (const i of this.order) {
      const cost = this.costs[i] ?? 0;
      // The first goes out whatever it costs, or it would wait for ever.
      if (cost <= left || isFirst) {
        left -= cost;
        isFirst = false;
        continue;
      }
      this.waiting[i] = 1;
      this.gained.set(table.ids[query.slots[i] ?? 0] ?? 0, this.ranks[i] ?? 0);
    }
    query.waiting = this.waiting;
    return Math.max(0, left);
  }
}

function costOf(table: EntityTable, columns: readonly number[], slot: number, known: KnownEntities): number {
  const at = known.indexOf(table.ids[slot] ?? 0);
  const base = at < 0 ? 0 : known.sentAt(at);
  const isNew = at < 0 || (table.added[slot] ?? 0) > base;
  if (!isNew && (table.touched[slot] ?? 0) <= base) return 0;
  const mask = changesSince(table, columns, slot, isNew ? 0 : base);
  if (mask === 0) return 0;
  let bytes = isNew ? ADDED_ID_BYTES : ID_BYTES;
  for (let i = 0; i < columns.length; i++) if (hasColumn(mask, i)) bytes += table.codes[columns[i] ?? 0]?.bytes ?? 0;
  return bytes;
}
