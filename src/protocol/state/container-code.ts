import type { PacketInput } from '../binary/packet-input.js';
import type { PacketOutput } from '../binary/packet-output.js';
import type { Cells, ColumnCode } from './column.js';
import { mixHash } from './patch-format.js';
import { StringCode } from './string-code.js';

/** The contents of one list or map, as clients see them. Never changed, only replaced. */
interface Held {
  readonly keys: readonly string[];
  readonly items: readonly unknown[];
}

const NOTHING: Held = { keys: [], items: [] };

/** The operations on a column of lists or maps, which are small and change as a whole. */
export class ContainerCode implements ColumnCode {
  readonly bytes = 32;
  private readonly keyCode: StringCode;
  private readonly one: Cells;

  constructor(
    private readonly item: ColumnCode,
    private readonly container: 'list' | 'map',
    private readonly name: string,
  ) {
    this.keyCode = new StringCode(`a key of ${name}`);
    this.one = item.make(1);
  }

  make(capacity: number, old?: Cells): unknown[] {
    const cells = new Array<unknown>(capacity).fill(NOTHING);
    for (let slot = 0; old !== undefined && slot < old.length && slot < capacity; slot++) cells[slot] = old[slot];
    return cells;
  }

  put(cells: unknown[], slot: number, value: unknown): boolean {
    const isWanted = this.container === 'list' ? Array.isArray(value) : value instanceof Map;
    if (!isWanted) {
      throw new TypeError(
        `The field ${this.name} must be a ${this.container === 'list' ? 'list' : 'Map'}, but is ${typeof value}.`,
      );
    }
    const source = value as readonly unknown[] | ReadonlyMap<unknown, unknown>;
    const keys: string[] = [];
    for (const key of this.container === 'map' ? source.keys() : [])
      keys.push(this.seen(this.keyCode, [''], key) as string);
    const items = [...source.values()].map((item) => this.seen(this.item, this.one, item));
    cells[slot] = { keys, items } satisfies Held;
    return true;
  }

  clear(cells: unknown[], slot: number): void {
    cells[slot] = NOTHING;
  }

  /** Whether an item equals `value`, as clients see it. */
  holds(cells: Cells, slot: number, value: unknown): boolean {
    return held(cells as unknown[], slot).items.includes(value);
  }

  get(cells: unknown[], slot: number): unknown {
    const { keys, items } = held(cells, slot);
    return this.container === 'list' ? [...items] : new Map(keys.map((key, i) => [key, items[i]]));
  }

  toJson(cells: unknown[], slot: number): unknown {
    const { keys, items } = held(cells, slot);
    const values = items.map((item) => {
      this.item.put(this.one, 0, item);
      return this.item.toJson(this.one, 0);
    });
    return this.container === 'list' ? values : keys.map((key, i) => [key, values[i]]);
  }

  putJson(cells: unknown[], slot: number, json: unknown): void {
    if (!Array.isArray(json)) throw new TypeError(`The field ${this.name} must be a list in JSON.`);
    const entries: readonly unknown[] = this.container === 'list' ? json : json.map((entry: unknown) => at(entry, 1));
    const items = entries.map((item) => {
      this.item.putJson(this.one, 0, item);
      return this.item.get(this.one, 0);
    });
    const keys = this.container === 'list' ? [] : json.map((entry: unknown) => String(at(entry, 0)));
    cells[slot] = { keys, items } satisfies Held;
  }

  write(out: PacketOutput, cells: unknown[], slots: ArrayLike<number>, from: number, to: number): void {
    const keys: string[] = [];
    const items: unknown[] = [];
    for (let n = from; n < to; n++) {
      const one = held(cells, slots[n] ?? 0);
      out.count(one.items.length);
      keys.push(...one.keys);
      items.push(...one.items);
    }
    const row = this.item.make(items.length);
    items.forEach((item, i) => this.item.put(row, i, item));
    const order = items.map((_, i) => i);
    if (this.container === 'map') this.keyCode.write(out, keys, order, 0, keys.length);
    this.item.write(out, row, order, 0, items.length);
  }

  read(input: PacketInput, cells: unknown[], slots: ArrayLike<number>, from: number, to: number): void {
    const counts: number[] = [];
    let total = 0;
    // Eight values per byte is the densest encoding of any form.
    for (let n = from; n < to; n++) total += counts[counts.push(input.count(1 / 8)) - 1] ?? 0;
    const order = Array.from({ length: total }, (_, i) => i);
    const keys = this.keyCode.make(this.container === 'map' ? total : 0) as string[];
    if (this.container === 'map') this.keyCode.read(input, keys, order, 0, total);
    const row = this.item.make(total);
    this.item.read(input, row, order, 0, total);
    let first = 0;
    for (let n = from; n < to; n++) {
      const end = first + (counts[n - from] ?? 0);
      const items = order.slice(first, end).map((i) => this.item.get(row, i));
      cells[slots[n] ?? 0] = { keys: keys.slice(first, end), items } satisfies Held;
      first = end;
    }
  }

  hash(cells: unknown[], slot: number, hash: number): number {
    const { keys, items } = held(cells, slot);
    let mixed = mixHash(hash, items.length);
    items.forEach((item, i) => {
      if (this.container === 'map') mixed = this.keyCode.hash([...keys], i, mixed);
      this.item.put(this.one, 0, item);
      mixed = this.item.hash(this.one, 0, mixed);
    });
    return mixed;
  }

  /** An item as clients see it; later changes of the author's own object do not affect it. */
  private seen(code: ColumnCode, one: Cells, value: unknown): unknown {
    code.put(one, 0, value);
    return code.get(one, 0);
  }
}

function held(cells: unknown[], slot: number): Held {
  return cells[slot] as Held;
}

function at(entry: unknown, index: number): unknown {
  return Array.isArray(entry) ? (entry as unknown[])[index] : undefined;
}
