import type { FieldPlace, PacketOutput } from '../binary/packet-output.js';
import type { PacketInput } from '../binary/packet-input.js';
import type { Cells, ColumnCode } from './column.js';
import { mixHash } from './patch-format.js';

/** The operations on a column of strings. */
export class StringCode implements ColumnCode {
  readonly bytes = 16;
  private readonly place: FieldPlace;

  /** @param name the field and its class, for errors */
  constructor(private readonly name: string) {
    this.place = { struct: 'the state', field: name, holds: 'text' };
  }

  make(capacity: number, old?: Cells): unknown[] {
    const cells = new Array<unknown>(capacity).fill('');
    for (let slot = 0; old !== undefined && slot < old.length && slot < capacity; slot++) cells[slot] = old[slot];
    return cells;
  }

  put(cells: unknown[], slot: number, value: unknown): boolean {
    if (typeof value !== 'string') throw new TypeError(`The field ${this.name} must be text, but is ${typeof value}.`);
    // Stores what clients get, or the hashes would never match: an unpaired surrogate has no UTF-8, and no string in Godot 4
    // can contain U+0000.
    const text = value.toWellFormed().replaceAll('\0', '\ufffd');
    if (cells[slot] === text) return false;
    cells[slot] = text;
    return true;
  }

  clear(cells: unknown[], slot: number): void {
    cells[slot] = '';
  }

  get(cells: unknown[], slot: number): unknown {
    return cells[slot];
  }

  toJson(cells: unknown[], slot: number): unknown {
    return cells[slot];
  }

  putJson(cells: unknown[], slot: number, json: unknown): void {
    this.put(cells, slot, json);
  }

  write(out: PacketOutput, cells: unknown[], slots: ArrayLike<number>, from: number, to: number): void {
    for (let n = from; n < to; n++) out.string(cells[slots[n] ?? 0], this.place);
  }

  read(input: PacketInput, cells: unknown[], slots: ArrayLike<number>, from: number, to: number): void {
    for (let n = from; n < to; n++) cells[slots[n] ?? 0] = input.string();
  }

  hash(cells: unknown[], slot: number, hash: number): number {
    const bytes = Buffer.from(String(cells[slot]));
    let mixed = mixHash(hash, bytes.length);
    for (const byte of bytes) mixed = mixHash(mixed, byte);
    return mixed;
  }
}
