import { BAD_VALUE, TRUNCATED } from '../binary/packet-fault.js';
import type { PacketInput } from '../binary/packet-input.js';
import type { MirrorSet } from './mirror-set.js';
import { ADDED, type Layer, LAYERS, REMOVED, Which } from './patch-format.js';

/** Reads all sections up to the end of a packet into a mirror's sets. @throws PacketFault */
export function readSections(input: PacketInput, sets: readonly MirrorSet[]): void {
  while (input.position < input.end) readSection(input, sets);
}

function readSection(input: PacketInput, sets: readonly MirrorSet[]): void {
  const head = input.varuint();
  const set = sets[Math.floor(head / 4)];
  const layer = head % 4;
  if (set === undefined || layer > 2) throw BAD_VALUE;
  const parts = input.varuint();
  if ((parts & REMOVED) !== 0) set.remove(layer, readIds(input));
  for (let left = Math.floor(parts / 4); left > 0; left--) readGroup(input, set, layer);
  if ((parts & ADDED) !== 0) readAdded(input, set, layer);
}

function readGroup(input: PacketInput, set: MirrorSet, layer: number): void {
  const columns = set.layers[layer] ?? [];
  const mask = take(input, Math.ceil(columns.length / 8));
  const ids = readWhich(input, set.known[layer] ?? []);
  const slots = ids.map((id) => set.slotFor(id));
  for (const [ordinal, { code, cells }] of columns.entries()) {
    if ((((mask[ordinal >> 3] ?? 0) >> (ordinal & 7)) & 1) === 1) code.read(input, cells, slots, 0, slots.length);
  }
}

function readAdded(input: PacketInput, set: MirrorSet, layer: number): void {
  const ids = readIds(input);
  const slots = ids.map((id) => set.slotFor(id));
  // The cells may have been reallocated in the meantime, so they are looked up now.
  for (const column of set.layers[layer] ?? []) column.code.read(input, column.cells, slots, 0, slots.length);
  set.add(layer, ids);
}

function readIds(input: PacketInput): number[] {
  const count = input.count(1);
  const ids: number[] = [];
  let id = 0;
  for (let i = 0; i < count; i++) ids.push((id += input.varuint()));
  return ids;
}

function readWhich(input: PacketInput, known: readonly number[]): readonly number[] {
  const head = input.varuint();
  const count = Math.floor(head / 4);
  const ids: number[] = [];
  const put = (ordinal: number): void => {
    const id = known[ordinal];
    if (id === undefined) throw BAD_VALUE;
    ids.push(id);
  };
  switch (head % 4) {
    case Which.All:
      if (count !== known.length) throw BAD_VALUE;
      return known;
    case Which.Bits: {
      const bits = take(input, Math.ceil(known.length / 8));
      for (let i = 0; i < bits.length * 8; i++) if ((((bits[i >> 3] ?? 0) >> (i & 7)) & 1) === 1) put(i);
      if (ids.length !== count) throw BAD_VALUE;
      return ids;
    }
    case Which.Distances: {
      let ordinal = 0;
      if (count > input.end - input.position) throw TRUNCATED;
      for (let i = 0; i < count; i++) put((ordinal += input.varuint()));
      return ids;
    }
    default:
      throw BAD_VALUE;
  }
}

function take(input: PacketInput, bytes: number): Buffer {
  const { position } = input;
  if (position + bytes > input.end) throw TRUNCATED;
  input.position = position + bytes;
  return input.bytes.subarray(position, position + bytes);
}

/** Entities and their values by column. */
interface JsonRows {
  readonly ids: readonly number[];
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

/** A section in JSON. */
export interface JsonSection {
  readonly set: string;
  readonly layer: Layer;
  readonly removed?: readonly number[];
  readonly changed?: readonly JsonRows[];
  readonly added?: JsonRows;
}

/** Reads the sections of a packet into a mirror's sets. @throws TypeError when they are malformed */
export function readJsonSections(sections: readonly JsonSection[], sets: readonly MirrorSet[]): void {
  for (const { set: path, layer: name, removed = [], changed = [], added } of sections) {
    const set = sets.find(({ schema }) => schema.path === path);
    const layer = LAYERS.indexOf(name);
    if (set === undefined || layer < 0) throw new TypeError(`There is no set ${path} with a layer ${name}.`);
    if (removed.length > 0) set.remove(layer, removed);
    for (const rows of changed) putRows(set, layer, rows);
    if (added === undefined) continue;
    putRows(set, layer, added);
    set.add(layer, added.ids);
  }
}

function putRows(set: MirrorSet, layer: number, { ids, columns }: JsonRows): void {
  const slots = ids.map((id) => set.slotFor(id));
  for (const { path, code, cells } of set.layers[layer] ?? []) {
    const values = columns[path];
    if (values === undefined) continue;
    for (const [i, slot] of slots.entries()) code.putJson(cells, slot, values[i]);
  }
}
