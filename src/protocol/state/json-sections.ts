import type { MirrorSet } from './mirror-set.js';
import { LAYERS, type Layer } from './patch-format.js';

/** Entities and their values by column. */
export interface JsonRows {
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

/** Reads the sections of a packet into the sets of a mirror. @throws TypeError when they are not what they should be */
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
