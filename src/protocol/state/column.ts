import type { PacketInput } from '../binary/packet-input.js';
import type { PacketOutput } from '../binary/packet-output.js';

/** The values of one column, by slot; `width` components each. Numbers are held as the wire has them. */
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

/** What can be done with one column; compiled, since it runs for each value of each patch. */
export interface ColumnCode {
  /** What a value takes on the wire, about. */
  readonly bytes: number;
  /** Cells for so many slots, with zero values; those of `old` are kept. */
  make(capacity: number, old?: Cells): Cells;
  /** Stores a value of the author's as clients get it. Returns whether that changed anything. @throws TypeError */
  put(cells: Cells, slot: number, value: unknown): boolean;
  /** Back to the zero value. */
  clear(cells: Cells, slot: number): void;
  /** The value as clients see it. */
  get(cells: Cells, slot: number): unknown;
  /** The same for JSON. */
  toJson(cells: Cells, slot: number): unknown;
  /** Stores what {@link toJson} gave. @throws TypeError */
  putJson(cells: Cells, slot: number, json: unknown): void;
  /** Writes the values of slots[from] up to slots[to - 1] in a row. */
  write(out: PacketOutput, cells: Cells, slots: ArrayLike<number>, from: number, to: number): void;
  /** Reads a row into slots[from] up to slots[to - 1]. @throws PacketFault */
  read(input: PacketInput, cells: Cells, slots: ArrayLike<number>, from: number, to: number): void;
  /** Mixes the value into a hash. */
  hash(cells: Cells, slot: number, hash: number): number;
}

/** Which object a reference means, and under which id. */
export type IdOf = (entity: object) => number | undefined;

/** What compiling takes beside the column. */
export interface ColumnOptions {
  /** Whose field it is, for refusals. */
  readonly owner: string;
  /** The id of an entity; 0 when it has left its set, undefined when it never was in one. */
  readonly idOf: IdOf;
  /** Keeps numbers exactly as their author assigned them: for snapshots, which go on where they were taken. */
  readonly isExact?: boolean;
}
