import type { EntityTable } from './entity-table.js';
import type { KnownEntities } from './known-entities.js';

/** The bit of each column in a mask; masks are numbers of up to 52 bits. */
export const MASK_BIT: readonly number[] = Array.from({ length: 52 }, (_, column) => 2 ** column);

/** Beyond this many different masks, entities share one that covers all columns any of them changed. */
const MAX_GROUPS = 16;

/** Whether a mask includes a column. */
export function hasColumn(mask: number, column: number): boolean {
  return Math.floor(mask / (MASK_BIT[column] ?? 1)) % 2 === 1;
}

/** Entities in which the same columns changed. */
export class ChangeGroup {
  mask = 0;
  count = 0;
  slots = new Uint32Array(16);
  /** The position of each in the client's list. */
  ordinals = new Uint32Array(16);

  add(slot: number, ordinal: number): void {
    if (this.count === this.slots.length) {
      this.slots = doubled(this.slots);
      this.ordinals = doubled(this.ordinals);
    }
    this.slots[this.count] = slot;
    this.ordinals[this.count++] = ordinal;
  }
}

/**
 * The contents of one section: gathered from a table, then written in the recipient's codec. One instance is reused again
 * and again.
 */
export class Selection {
  /** Ascending. */
  removed: number[] = [];
  /** Slots, by ascending id. */
  added = new Uint32Array(16);
  addedCount = 0;
  groups: ChangeGroup[] = [];
  groupCount = 0;
  /** Length of the client's list after the removals and before the additions. */
  listed = 0;

  get isEmpty(): boolean {
    return this.removed.length === 0 && this.addedCount === 0 && this.groupCount === 0;
  }

  clear(): void {
    this.removed = this.removed.length === 0 ? this.removed : [];
    this.addedCount = this.groupCount = this.listed = 0;
  }

  addSlot(slot: number): void {
    if (this.addedCount === this.added.length) this.added = doubled(this.added);
    this.added[this.addedCount++] = slot;
  }

  change(slot: number, ordinal: number, mask: number): void {
    for (let i = 0; i < this.groupCount; i++) {
      const group = this.groups[i];
      if (group?.mask === mask) {
        group.add(slot, ordinal);
        return;
      }
    }
    this.newGroup(mask).add(slot, ordinal);
  }

  private newGroup(mask: number): ChangeGroup {
    if (this.groupCount === MAX_GROUPS) {
      const last = this.groups[MAX_GROUPS - 1] ?? new ChangeGroup();
      last.mask = union(last.mask, mask);
      return last;
    }
    const group = this.groups[this.groupCount] ?? new ChangeGroup();
    this.groups[this.groupCount++] = group;
    group.mask = mask;
    group.count = 0;
    return group;
  }
}

/**
 * Selects a whole table for a client that was sent everything up to version `base` (0: nothing).
 * @param columns of the layer, as column numbers of the table
 */
export function selectAll(into: Selection, table: EntityTable, columns: readonly number[], base: number): void {
  const { added, touched } = table;
  const order = table.order();
  into.clear();
  if (table.latest <= base) return;
  if (base > 0) removedSince(into, table, base);
  for (const slot of order) {
    if ((added[slot] ?? 0) > base) {
      into.addSlot(slot);
      continue;
    }
    const ordinal = into.listed++;
    if ((touched[slot] ?? 0) <= base) continue;
    const mask = changesSince(table, columns, slot, base);
    if (mask !== 0) into.change(slot, ordinal, mask);
  }
}

/** Which columns of a slot have changed since version `base`. */
export function changesSince(table: EntityTable, columns: readonly number[], slot: number, base: number): number {
  const { changed } = table;
  let mask = 0;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] ?? 0;
    if ((changed[column]?.[slot] ?? 0) > base) mask += MASK_BIT[i] ?? 0;
  }
  return mask;
}

/** The part of a table that a client currently sees. */
export interface Visible {
  /** By ascending id. */
  readonly slots: ArrayLike<number>;
  readonly count: number;
  /** 1 for each that has to wait for a later patch; undefined when none has to. */
  readonly waiting: ArrayLike<number> | undefined;
}

/**
 * Selects what a client sees of a table, according to its own list of what it was sent, and updates that list. For views
 * of their own, and for fields with limited visibility.
 */
export function selectVisible(
  into: Selection,
  table: EntityTable,
  columns: readonly number[],
  known: KnownEntities,
  { slots, count, waiting }: Visible,
): void {
  into.clear();
  const { ids, added, touched, version } = table;
  let at = 0;
  // Mostly it sees the same entities as before, and its list stays as it is.
  for (; at < count && at < known.count; at++) {
    const slot = slots[at] ?? 0;
    const base = known.sentAt(at);
    if (waiting?.[at] === 1 || known.idAt(at) !== ids[slot] || (added[slot] ?? 0) > base) break;
    const mask = (touched[slot] ?? 0) <= base ? 0 : changesSince(table, columns, slot, base);
    if (mask !== 0) into.change(slot, at, mask);
    known.setSentAt(at, version);
  }
  into.listed = at;
  if (at === count && at === known.count) return;

  known.beginNext(count, at);
  for (let i = at; i < count; i++) {
    const slot = slots[i] ?? 0;
    const id = ids[slot] ?? 0;
    const mustWait = waiting?.[i] === 1;
    while (at < known.count && known.idAt(at) < id) into.removed.push(known.idAt(at++));
    const isListed = at < known.count && known.idAt(at) === id;
    const base = isListed ? known.sentAt(at++) : 0;
    if (isListed && (added[slot] ?? 0) <= base) {
      const mask = mustWait || (touched[slot] ?? 0) <= base ? 0 : changesSince(table, columns, slot, base);
      if (mask !== 0) into.change(slot, into.listed, mask);
      into.listed++;
      known.putNext(id, slot, mustWait ? base : version);
      continue;
    }
    // A different entity with the same id.
    if (isListed) into.removed.push(id);
    if (mustWait) continue;
    into.addSlot(slot);
    known.putNext(id, slot, version);
  }
  while (at < known.count) into.removed.push(known.idAt(at++));
  known.endNext();
}

function removedSince(into: Selection, table: EntityTable, base: number): void {
  const { removals } = table;
  for (let i = removals.length - 1; i >= 0; i--) {
    const removal = removals[i];
    if (removal === undefined || removal.removed <= base) break;
    if (removal.added <= base) into.removed.push(removal.id);
  }
  if (into.removed.length > 1) into.removed.sort((a, b) => a - b);
}

function union(a: number, b: number): number {
  let mask = 0;
  for (const [column, bit] of MASK_BIT.entries()) if (hasColumn(a, column) || hasColumn(b, column)) mask += bit;
  return mask;
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
