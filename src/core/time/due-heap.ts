/** Something that is due at a time; at equal times the one with the lower `order` comes first. */
export interface Due {
  dueMs: number;
  order: number;
  /** Kept by the heap: its place there, or -1. */
  heapIndex: number;
}

/** A binary heap (Williams 1964) with the earliest at the top; each item knows its place, so any can leave in O(log n). */
export class DueHeap<T extends Due> {
  private readonly items: T[] = [];

  /** How many wait. */
  get size(): number {
    return this.items.length;
  }

  /** The earliest, which stays. */
  get top(): T | undefined {
    return this.items[0];
  }

  /** Whether this very item waits here. */
  has(item: T): boolean {
    return item.heapIndex >= 0 && this.items[item.heapIndex] === item;
  }

  /** All that wait, in no order. */
  values(): readonly T[] {
    return this.items;
  }

  /** Takes in an item that waits nowhere. */
  push(item: T): void {
    this.items.push(item);
    this.siftUp(item, this.items.length - 1);
  }

  /** Takes out the earliest. */
  pop(): T | undefined {
    const [top] = this.items;
    if (top !== undefined) this.remove(top);
    return top;
  }

  /** Takes out an item; false when it does not wait here. */
  remove(item: T): boolean {
    if (!this.has(item)) return false;
    const index = item.heapIndex;
    const last = this.items.pop();
    item.heapIndex = -1;
    if (last === undefined || last === item) return true;
    this.siftDown(last, index);
    this.siftUp(last, last.heapIndex);
    return true;
  }

  /** Takes out everything. */
  clear(): void {
    for (const item of this.items) item.heapIndex = -1;
    this.items.length = 0;
  }

  private siftUp(item: T, from: number): void {
    let index = from;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.items[parentIndex];
      if (parent === undefined || !isBefore(item, parent)) break;
      this.place(parent, index);
      index = parentIndex;
    }
    this.place(item, index);
  }

  private siftDown(item: T, from: number): void {
    let index = from;
    for (;;) {
      const childIndex = this.earlierChild(index);
      const child = this.items[childIndex];
      if (child === undefined || !isBefore(child, item)) break;
      this.place(child, index);
      index = childIndex;
    }
    this.place(item, index);
  }

  private earlierChild(index: number): number {
    const left = 2 * index + 1;
    const leftItem = this.items[left];
    const rightItem = this.items[left + 1];
    return leftItem !== undefined && rightItem !== undefined && isBefore(rightItem, leftItem) ? left + 1 : left;
  }

  private place(item: T, index: number): void {
    this.items[index] = item;
    item.heapIndex = index;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
