import type { ContractEntitySet } from '../contract/contract.js';
import { columnCode } from './column-code.js';
import type { Cells, ColumnCode } from './column.js';
import { mixHash } from './patch-format.js';

/** One column of a mirror. */
export interface MirrorColumn {
  readonly path: string;
  readonly layer: number;
  readonly code: ColumnCode;
  cells: Cells;
}

/** A client's copy of one set. */
export class MirrorSet {
  readonly columns: readonly MirrorColumn[];
  /** The columns of each layer. */
  readonly layers: readonly (readonly MirrorColumn[])[];
  /** Ids of the known entities of each layer, ascending. */
  readonly known: number[][] = [[], [], []];
  private readonly slots = new Map<number, number>();
  private readonly free: number[] = [];
  private capacity = 0;

  constructor(readonly schema: ContractEntitySet) {
    this.columns = schema.columns.map((column) => {
      const code = columnCode(column, { owner: schema.class, idOf: () => 0 });
      return { path: column.path, layer: column.layer, code, cells: code.make(0) };
    });
    this.layers = [0, 1, 2].map((layer) => this.columns.filter((column) => column.layer === layer));
  }

  /** The slot of an entity; a new one is assigned if it is not known yet. */
  slotFor(id: number): number {
    const known = this.slots.get(id);
    if (known !== undefined) return known;
    const slot = this.free.pop() ?? this.slots.size;
    if (slot >= this.capacity) this.grow();
    this.slots.set(id, slot);
    return slot;
  }

  /** The slot of an entity, or undefined. */
  slotOf(id: number): number | undefined {
    return this.slots.get(id);
  }

  /** Adds entities to a layer. @param ids ascending */
  add(layer: number, ids: readonly number[]): void {
    this.known[layer] = [...(this.known[layer] ?? []), ...ids].sort((a, b) => a - b);
  }

  /** Removes entities from a layer; fields of layers 1 and 2 fall back to their zero values. */
  remove(layer: number, ids: readonly number[]): void {
    const gone = new Set(ids);
    this.known[layer] = (this.known[layer] ?? []).filter((id) => !gone.has(id));
    for (const id of ids) {
      const slot = this.slots.get(id);
      if (slot === undefined) continue;
      const columns = layer === 0 ? this.columns : (this.layers[layer] ?? []);
      for (const { code, cells } of columns) code.clear(cells, slot);
      if (layer !== 0) continue;
      this.slots.delete(id);
      this.free.push(slot);
    }
  }

  /** Removes everything. */
  clear(): void {
    for (const layer of [2, 1, 0]) this.remove(layer, [...(this.known[layer] ?? [])]);
  }

  /** The fields of an entity, by path. */
  valuesOf(id: number): Record<string, unknown> {
    const slot = this.slots.get(id) ?? -1;
    const values: Record<string, unknown> = {};
    for (const { path, code, cells } of this.columns) values[path] = code.get(cells, slot);
    return values;
  }

  /** Mixes a layer's contents into a hash. */
  hash(layer: number, hash: number): number {
    const columns = this.layers[layer] ?? [];
    const ids = this.known[layer] ?? [];
    if (columns.length === 0) return hash;
    let mixed = mixHash(hash, ids.length);
    for (const id of ids) {
      mixed = mixHash(mixed, id);
      const slot = this.slots.get(id) ?? 0;
      for (const { code, cells } of columns) mixed = code.hash(cells, slot, mixed);
    }
    return mixed;
  }

  private grow(): void {
    this.capacity = Math.max(16, this.capacity * 2);
    for (const column of this.columns) column.cells = column.code.make(this.capacity, column.cells);
  }
}
