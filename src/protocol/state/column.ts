import type { PacketInput } from '../binary/packet-input.js';
import type { PacketOutput } from '../binary/packet-output.js';

/** The values of one column, by slot; `width` components each. Numbers are stored in wire form. */
export type Cells =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | unknown[];

/** The operations on one column; compiled, since they run for each value of each patch. */
export interface ColumnCode {
  /** Approximate size of a value on the wire. */
  readonly bytes: number;
  /** Cells for this many slots, with zero values; those of `old` are kept. */
  make(capacity: number, old?: Cells): Cells;
  /** Stores a value in the form clients get. Returns whether anything changed. @throws TypeError */
  put(cells: Cells, slot: number, value: unknown): boolean;
  /** Resets to the zero value. */
  clear(cells: Cells, slot: number): void;
  /** The value as clients see it. */
  get(cells: Cells, slot: number): unknown;
  /** The same for JSON. */
  toJson(cells: Cells, slot: number): unknown;
  /** Stores a value from {@link toJson}. @throws TypeError */
  putJson(cells: Cells, slot: number, json: unknown): void;
  /** Writes the values of slots[from] up to slots[to - 1] in a row. */
  write(out: PacketOutput, cells: Cells, slots: ArrayLike<number>, from: number, to: number): void;
  /** Reads a row into slots[from] up to slots[to - 1]. @throws PacketFault */
  read(input: PacketInput, cells: Cells, slots: ArrayLike<number>, from: number, to: number): void;
  /** Mixes the value into a hash. */
  hash(cells: Cells, slot: number, hash: number): number;
}

/** The id of a referenced object. */
export type IdOf = (entity: object) => number | undefined;

/** What compiling needs besides the column. */
export interface ColumnOptions {
  /** The class that has the field, for errors. */
  readonly owner: string;
  /** The id of an entity; 0 when it has left its set, undefined when it was never in one. */
  readonly idOf: IdOf;
  /** Stores numbers exactly as assigned: for snapshots, which must continue from exactly the same values. */
  readonly isExact?: boolean;
}
