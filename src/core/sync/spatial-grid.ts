import { ConstantPool } from '../../protocol/check/constant-pool.js';
import type { EntityTable } from '../../protocol/state/entity-table.js';
import type { GridOptions } from '../../protocol/state/state-forms.js';

const NOWHERE = -1;
const FIRST_BUCKETS = 64;
/** To look into a cell takes as long as to pass so many entities in a row. */
const CELL_COST = 16;

/**
 * Where the entities of a set are: cells of equal size, hashed into buckets of linked lists (Teschner et al., "Optimized
 * spatial hashing for collision detection of deformable objects", 2003). Only entities that were touched are looked at again.
 */
export class SpatialGrid {
  readonly cellSize: number;
  /** Positions by slot; NaN, which is nowhere near, for free slots. */
  x = new Float64Array(0);
  y = new Float64Array(0);
  /** How many entities are in it. */
  count = 0;
  /** Found by the last query: slots, and the squares of their distances. */
  found = new Uint32Array(64);
  distances = new Float64Array(64);
  foundCount = 0;
  private heads = new Int32Array(FIRST_BUCKETS).fill(NOWHERE);
  private next = new Int32Array(0);
  private before = new Int32Array(0);
  private cellX = new Int32Array(0);
  private cellY = new Int32Array(0);
  /** By slot: 1 for those in the grid. */
  private isPlaced = new Uint8Array(0);
  private since = 0;
  /** Who is not to be found. */
  private except: SlotMarks | undefined = undefined;
  private readonly readX: Coordinate;
  private readonly readY: Coordinate;
  /** Whether it is of a body that nobody steers, which moves without being touched. */
  private readonly isCarried: boolean;

  constructor(
    private readonly table: EntityTable,
    { at, cellSize }: GridOptions,
  ) {
    this.cellSize = cellSize;
    this.readX = typeof at === 'string' ? partOf(at, 'x') : numberOf(at[0]);
    const fields = typeof at === 'string' ? [at] : at;
    this.isCarried = table.schema.carried.some(({ steps }) => fields.includes(steps[0] ?? ''));
    this.readY = typeof at === 'string' ? groundOf(at) : numberOf(at[1]);
  }

  /** Takes over what has changed since the last time. */
  update(): void {
    const { table, since, isCarried } = this;
    if (table.latest < since && !isCarried) return;
    if (this.next.length < table.ids.length) this.grow(table.ids.length);
    const { entities, touched } = table;
    for (let slot = 0; slot < entities.length; slot++) {
      const entity = entities[slot];
      const isOld = this.isPlaced[slot] !== 0;
      if (entity === undefined) {
        if (isOld) this.remove(slot);
      } else if (!isOld || isCarried || (touched[slot] ?? 0) >= since) {
        this.place(slot, this.readX(entity), this.readY(entity), isOld);
      }
    }
    this.since = table.version + 1;
  }

  /** Finds all within `radius`, but those in `except`. */
  within(x: number, y: number, radius: number, except?: SlotMarks): void {
    this.foundCount = 0;
    this.except = except;
    const { cellSize } = this;
    const most = radius * radius;
    const left = Math.floor((x - radius) / cellSize);
    const right = Math.floor((x + radius) / cellSize);
    const top = Math.floor((y - radius) / cellSize);
    const bottom = Math.floor((y + radius) / cellSize);
    if ((right - left + 1) * (bottom - top + 1) * CELL_COST > this.table.entities.length) {
      this.scanAll(x, y, most);
      return;
    }
    for (let cellY = top; cellY <= bottom; cellY++) {
      for (let cellX = left; cellX <= right; cellX++) this.scanCell(cellX, cellY, x, y, most);
    }
  }

  /** Finds, ring by ring, at least the `wanted` nearest within `radius`, and some more. */
  nearest(x: number, y: number, wanted: number, radius: number): void {
    this.foundCount = 0;
    this.except = undefined;
    const { cellSize } = this;
    const most = radius * radius;
    const centreX = Math.floor(x / cellSize);
    const centreY = Math.floor(y / cellSize);
    const rings = Math.ceil(radius / cellSize);
    // Around so few entities, rings would be mostly empty.
    const mostRings = Math.ceil(Math.sqrt(this.count)) + 2;
    for (let ring = 0; ring <= rings; ring++) {
      if (ring > mostRings) {
        this.foundCount = 0;
        this.scanAll(x, y, most);
        return;
      }
      this.scanRing(centreX, centreY, ring, x, y, most);
      // Everything nearer than `ring` cells has been seen.
      if (this.foundCount >= wanted && this.countWithin((ring * cellSize) ** 2) >= wanted) return;
      if (this.foundCount === this.count) return;
    }
  }

  /** The square of how far a slot is away. */
  distance(slot: number, x: number, y: number): number {
    const dx = (this.x[slot] ?? 0) - x;
    const dy = (this.y[slot] ?? 0) - y;
    return dx * dx + dy * dy;
  }

  private countWithin(most: number): number {
    let count = 0;
    for (let i = 0; i < this.foundCount; i++) if ((this.distances[i] ?? 0) <= most) count++;
    return count;
  }

  private scanRing(centreX: number, centreY: number, ring: number, x: number, y: number, most: number): void {
    if (ring === 0) {
      this.scanCell(centreX, centreY, x, y, most);
      return;
    }
    for (let i = -ring; i <= ring; i++) {
      this.scanCell(centreX + i, centreY - ring, x, y, most);
      this.scanCell(centreX + i, centreY + ring, x, y, most);
    }
    for (let i = 1 - ring; i < ring; i++) {
      this.scanCell(centreX - ring, centreY + i, x, y, most);
      this.scanCell(centreX + ring, centreY + i, x, y, most);
    }
  }

  private scanCell(cellX: number, cellY: number, x: number, y: number, most: number): void {
    const { next, cellX: cellsX, cellY: cellsY } = this;
    for (
      let slot = this.heads[this.bucketOf(cellX, cellY)] ?? NOWHERE;
      slot !== NOWHERE;
      slot = next[slot] ?? NOWHERE
    ) {
      if (cellsX[slot] !== cellX || cellsY[slot] !== cellY) continue;
      const distance = this.distance(slot, x, y);
      if (distance <= most) this.keep(slot, distance);
    }
  }

  private scanAll(x: number, y: number, most: number): void {
    const { length } = this.table.entities;
    for (let slot = 0; slot < length; slot++) {
      const distance = this.distance(slot, x, y);
      if (distance <= most) this.keep(slot, distance);
    }
  }

  private keep(slot: number, distance: number): void {
    if (this.except?.has(slot) === true) return;
    if (this.foundCount === this.found.length) {
      this.found = resized(this.found, Uint32Array, this.foundCount * 2);
      this.distances = resized(this.distances, Float64Array, this.foundCount * 2);
    }
    this.found[this.foundCount] = slot;
    this.distances[this.foundCount++] = distance;
  }

  private place(slot: number, x: number, y: number, isOld: boolean): void {
    this.x[slot] = x;
    this.y[slot] = y;
    const cellX = Math.floor(x / this.cellSize);
    const cellY = Math.floor(y / this.cellSize);
    if (isOld) {
      if (this.cellX[slot] === cellX && this.cellY[slot] === cellY) return;
      this.unlink(slot);
    } else {
      this.count++;
    }
    this.isPlaced[slot] = 1;
    this.cellX[slot] = cellX;
    this.cellY[slot] = cellY;
    this.link(slot);
  }

  private remove(slot: number): void {
    this.unlink(slot);
    this.isPlaced[slot] = 0;
    this.x[slot] = NaN;
    this.count--;
  }

  private link(slot: number): void {
    const bucket = this.bucketOf(this.cellX[slot] ?? 0, this.cellY[slot] ?? 0);
    const head = this.heads[bucket] ?? NOWHERE;
    this.next[slot] = head;
    this.before[slot] = NOWHERE;
    if (head !== NOWHERE) this.before[head] = slot;
    this.heads[bucket] = slot;
  }

  private unlink(slot: number): void {
    const next = this.next[slot] ?? NOWHERE;
    const before = this.before[slot] ?? NOWHERE;
    if (next !== NOWHERE) this.before[next] = before;
    if (before !== NOWHERE) this.next[before] = next;
    else this.heads[this.bucketOf(this.cellX[slot] ?? 0, this.cellY[slot] ?? 0)] = next;
  }

  private bucketOf(cellX: number, cellY: number): number {
    // The primes of the paper.
    return (Math.imul(cellX, 73_856_093) ^ Math.imul(cellY, 19_349_663)) & (this.heads.length - 1);
  }

  private grow(capacity: number): void {
    const placed = this.x.length;
    this.x = resized(this.x, Float64Array, capacity).fill(NaN, placed);
    this.y = resized(this.y, Float64Array, capacity);
    this.next = resized(this.next, Int32Array, capacity);
    this.before = resized(this.before, Int32Array, capacity);
    this.cellX = resized(this.cellX, Int32Array, capacity);
    this.cellY = resized(this.cellY, Int32Array, capacity);
    this.isPlaced = resized(this.isPlaced, Uint8Array, capacity);
    if (this.heads.length >= capacity) return;
    this.heads = new Int32Array(2 ** Math.ceil(Math.log2(capacity))).fill(NOWHERE);
    for (let slot = 0; slot < capacity; slot++) if (this.isPlaced[slot] !== 0) this.link(slot);
  }
}

interface Resizable {
  set(from: ArrayLike<number>): void;
}

function resized<T extends Resizable>(old: ArrayLike<number>, type: new (length: number) => T, length: number): T {
  const array = new type(length);
  array.set(old);
  return array;
}

/** A coordinate of an entity. */
type Coordinate = (entity: object) => number;

function numberOf(name: string): Coordinate {
  return reader(name, 'at ?? 0');
}

function partOf(name: string, part: 'x' | 'y'): Coordinate {
  return reader(name, `at?.${part} ?? 0`);
}

/** Of a Vector3 the ground is x and z. */
function groundOf(name: string): Coordinate {
  return reader(name, 'at?.z ?? at?.y ?? 0');
}

/** Compiles `value` of the field `at`: read by one function for all names, each read would search for its name anew. */
function reader(name: string, value: string): Coordinate {
  const pool = new ConstantPool({});
  // Generated code gets its type here.
  return pool.run(`return (entity) => { const at = entity[${pool.literal(name)}]; return ${value}; };`) as Coordinate;
}

/** A set of slots that is filled and emptied again and again: emptying it takes one step. */
export class SlotMarks {
  private marks = new Uint32Array(0);
  private mark = 0;

  /** Forgets all; slots will be below `capacity`. */
  clear(capacity: number): void {
    if (this.marks.length < capacity) this.marks = new Uint32Array(capacity * 2);
    if (this.mark === 0xffff_ffff) {
      this.marks.fill(0);
      this.mark = 0;
    }
    this.mark += 1;
  }

  /** Puts a slot in. */
  add(slot: number): void {
    this.marks[slot] = this.mark;
  }

  /** Whether a slot is in. */
  has(slot: number): boolean {
    return this.marks[slot] === this.mark;
  }
}
