import type { EntityTable } from '../../protocol/state/entity-table.js';
import type { KnownEntities } from '../../protocol/state/known-entities.js';
import type { Visible } from '../../protocol/state/selection.js';
import type { Session } from '../sessions/session.js';
import { SlotMarks, type SpatialGrid } from './spatial-grid.js';
import type { Point, SetInterest } from './view-options.js';

const HYSTERESIS = 1.1;
/** A key is the id and, in its lowest bits, the slot: together they stay exact numbers. */
const SLOTS = 2 ** 21;
/** Up to this many keys, insertion sort is used, which needs no comparator calls. */
const FEW = 40;
/** Maximum side of the square, in cells, that an incremental search may cover; beyond it, a full search is done. */
const MAX_CELLS = 7;

/** Interest management: finds which entities of a set a client sees. The instance is reused; a result is valid until the next look. */
export class InterestQuery implements Visible {
  slots = new Uint32Array(64);
  count = 0;
  waiting: Uint8Array | undefined = undefined;
  private keys = new Float64Array(64);
  private readonly known = new SlotMarks();
  private kept = new Uint32Array(64);
  private keptDistances = new Float64Array(64);
  private keptCount = 0;

  /** Runs the query on `table`; {@link slots} then holds the visible slots, ordered by id. */
  look(
    table: EntityTable,
    grid: SpatialGrid | undefined,
    interest: SetInterest,
    known: KnownEntities,
    session: Session,
  ): void {
    this.keptCount = 0;
    this.waiting = undefined;
    const at = interest.around?.();
    if (interest.around === undefined) this.lookEverywhere(table, interest, session);
    else if (at !== undefined && grid !== undefined && !this.lookAgain(table, grid, interest, known, session, at))
      this.lookAround(table, grid, interest, known, session, at);
    this.sortByIds(table);
  }

  private lookEverywhere(table: EntityTable, { filter }: SetInterest, session: Session): void {
    for (const slot of table.order()) {
      const entity = table.entities[slot];
      if (entity !== undefined && (filter === undefined || filter(entity, session))) this.keep(slot, 0);
    }
  }

  /**
   * Incremental search for a client that already sees as many entities as it may: only an entity nearer than the furthest of them
   * can replace one, so nothing further away has to be searched.
   * @returns false when it sees fewer, some of them are no longer visible, or the search area would be too large
   */
  private lookAgain(
    table: EntityTable,
    grid: SpatialGrid,
    interest: SetInterest,
    known: KnownEntities,
    session: Session,
    { x, y }: Point,
  ): boolean {
    const { radius = Infinity, nearest, hysteresis = HYSTERESIS, filter } = interest;
    const { count } = known;
    if (count === 0 || count !== nearest) return false;
    const bonus = 1 / (hysteresis * hysteresis);
    let furthest = 0;
    for (let i = 0; i < count; i++) {
      const slot = known.slotAt(i);
      const entity = table.entities[slot];
      if (entity === undefined || table.ids[slot] !== known.idAt(i)) return false;
      if (filter !== undefined && !filter(entity, session)) return false;
      const distance = grid.distance(slot, x, y) * bonus;
      this.keep(slot, distance);
      if (distance > furthest) furthest = distance;
    }
    const reach = Math.sqrt(furthest);
    if (reach > radius || reach * 2 > grid.cellSize * MAX_CELLS) return false;
    this.known.clear(table.ids.length);
    for (let i = 0; i < count; i++) this.known.add(known.slotAt(i));
    grid.within(x, y, reach, this.known);
    this.replaceFurthest(table, grid, filter, session);
    return true;
  }

  /** Replaces known entities by nearer ones that were found. */
  private replaceFurthest(
    table: EntityTable,
    { found, distances, foundCount }: SpatialGrid,
    filter: SetInterest['filter'],
    session: Session,
  ): void {
    const { kept, keptDistances, keptCount } = this;
    for (let i = 0; i < foundCount; i++) {
      const slot = found[i] ?? 0;
      const distance = distances[i] ?? 0;
      let furthest = 0;
      for (let j = 1; j < keptCount; j++) if ((keptDistances[j] ?? 0) > (keptDistances[furthest] ?? 0)) furthest = j;
      if (distance >= (keptDistances[furthest] ?? 0)) continue;
      const entity = table.entities[slot];
      if (filter !== undefined && (entity === undefined || !filter(entity, session))) continue;
      kept[furthest] = slot;
      keptDistances[furthest] = distance;
    }
  }

  private lookAround(
    table: EntityTable,
    grid: SpatialGrid,
    interest: SetInterest,
    known: KnownEntities,
    session: Session,
    at: Point,
  ): void {
    const { radius = Infinity, nearest = Infinity, filter } = interest;
    this.keptCount = 0;
    this.keepKnown(table, grid, interest, known, session, at);
    // A filter may reject most of what was found, so everything in range has to be checked.
    if (nearest !== Infinity && filter === undefined) grid.nearest(at.x, at.y, nearest, radius);
    else grid.within(at.x, at.y, radius, this.known);
    const { found, distances, foundCount } = grid;
    for (let i = 0; i < foundCount; i++) {
      const slot = found[i] ?? 0;
      if (this.known.has(slot)) continue;
      const entity = table.entities[slot];
      if (filter !== undefined && (entity === undefined || !filter(entity, session))) continue;
      this.keepNearest(slot, distances[i] ?? 0, nearest);
    }
  }

  /** Keeps what the client sees already and what is still in reach; however many are nearer, hysteresis may hold it. */
  private keepKnown(
    table: EntityTable,
    grid: SpatialGrid,
    interest: SetInterest,
    known: KnownEntities,
    session: Session,
    { x, y }: Point,
  ): void {
    const { radius = Infinity, nearest = Infinity, hysteresis = HYSTERESIS, filter } = interest;
    const limit = radius * radius;
    const bonus = 1 / (hysteresis * hysteresis);
    this.known.clear(table.ids.length);
    for (let i = 0; i < known.count; i++) {
      const slot = known.slotAt(i);
      const entity = table.entities[slot];
      // The slot may have been reused by another entity.
      if (entity === undefined || table.ids[slot] !== known.idAt(i)) continue;
      this.known.add(slot);
      const distance = grid.distance(slot, x, y) * bonus;
      if (distance > limit || (filter !== undefined && !filter(entity, session))) continue;
      this.keepNearest(slot, distance, nearest);
    }
  }

  private keep(slot: number, distance: number): void {
    if (this.keptCount === this.kept.length) this.grow();
    this.kept[this.keptCount] = slot;
    this.keptDistances[this.keptCount++] = distance;
  }

  /** Keeps the list no longer than `most`, and sorted by distance unless there is no limit. */
  private keepNearest(slot: number, distance: number, most: number): void {
    if (most === Infinity) {
      this.keep(slot, distance);
      return;
    }
    const { keptDistances, kept } = this;
    if (this.keptCount >= most) {
      if (most === 0 || distance >= (keptDistances[most - 1] ?? 0)) return;
      this.keptCount = most - 1;
    }
    if (this.keptCount === kept.length) this.grow();
    let at = this.keptCount++;
    for (; at > 0 && (this.keptDistances[at - 1] ?? 0) > distance; at--) {
      this.kept[at] = this.kept[at - 1] ?? 0;
      this.keptDistances[at] = this.keptDistances[at - 1] ?? 0;
    }
    this.kept[at] = slot;
    this.keptDistances[at] = distance;
  }

  private sortByIds({ ids }: EntityTable): void {
    const { keptCount, kept } = this;
    if (this.slots.length < keptCount) this.slots = new Uint32Array(kept.length);
    this.count = keptCount;
    if (keptCount > FEW) this.sortMany(ids);
    else this.sortFew(ids);
  }

  private sortFew(ids: Uint32Array): void {
    const { kept, keptCount, slots } = this;
    for (let i = 0; i < keptCount; i++) {
      const slot = kept[i] ?? 0;
      const id = ids[slot] ?? 0;
      let at = i;
      for (; at > 0 && (ids[slots[at - 1] ?? 0] ?? 0) > id; at--) slots[at] = slots[at - 1] ?? 0;
      slots[at] = slot;
    }
  }

  private sortMany(ids: Uint32Array): void {
    const { kept, keptCount, slots } = this;
    if (this.keys.length < keptCount) this.keys = new Float64Array(kept.length);
    const { keys } = this;
    for (let i = 0; i < keptCount; i++) {
      const slot = kept[i] ?? 0;
      keys[i] = (ids[slot] ?? 0) * SLOTS + slot;
    }
    keys.subarray(0, keptCount).sort();
    for (let i = 0; i < keptCount; i++) slots[i] = (keys[i] ?? 0) % SLOTS;
  }

  private grow(): void {
    const slots = new Uint32Array(this.kept.length * 2);
    slots.set(this.kept);
    this.kept = slots;
    const distances = new Float64Array(this.keptDistances.length * 2);
    distances.set(this.keptDistances);
    this.keptDistances = distances;
  }
}
