import { BinarySink } from '../../protocol/state/binary-sink.js';
import { JsonSink } from '../../protocol/state/json-sink.js';
import { KnownEntities } from '../../protocol/state/known-entities.js';
import { HASH_BASIS, mixHash } from '../../protocol/state/patch-format.js';
import { PatchWriter, type PatchHead } from '../../protocol/state/patch-writer.js';
import { selectAll, selectVisible, Selection, type Visible } from '../../protocol/state/selection.js';
import { ByteBudget } from './byte-budget.js';
import { InterestQuery } from './interest-query.js';
import type { SyncedSet } from './synced-set.js';
import type { SetInterest } from './view-options.js';
import type { Watcher } from './watcher.js';

/** The frames of a patch, and whether they say anything. */
export interface Encoded {
  readonly frames: readonly Buffer[];
  readonly isEmpty: boolean;
}

const EVERYONE = 0;

/** Writers are the process's own: rooms write one after the other. */
const selection = new Selection();
const query = new InterestQuery();
const binary = new PatchWriter(new BinarySink());
const json = new PatchWriter(new JsonSink());

/** Writes the patches of one state. */
export class StateEncoder {
  private readonly hasSecrets: boolean;

  constructor(private readonly sets: readonly SyncedSet[]) {
    this.hasSecrets = sets.some(({ secretLayers }) => secretLayers.length > 0);
  }

  /** What everyone may see, for all clients that were sent version `head.base`. */
  whole(head: PatchHead, isBinary: boolean, maxBytes: number): Encoded {
    const writer = isBinary ? binary : json;
    let isEmpty = true;
    writer.begin(head, maxBytes);
    for (const { schema, table } of this.sets) {
      selectAll(selection, table, schema.layers[EVERYONE] ?? [], head.base);
      isEmpty &&= selection.isEmpty;
      writer.section(schema.index, EVERYONE, table, selection);
    }
    return { frames: writer.finish(), isEmpty };
  }

  /** What a view of its own sees; from then on, that is what the watcher knows. */
  view(head: PatchHead, watcher: Watcher, maxBytes: number): Encoded {
    const { view, session } = watcher;
    const writer = session.codec.isBinary ? binary : json;
    let isEmpty = true;
    let budget = view.budgetBytes ?? Infinity;
    writer.begin(head, maxBytes);
    for (const set of this.sets) {
      const interest = watcher.interests[set.schema.index];
      if (interest === undefined) {
        selectAll(selection, set.table, set.schema.layers[EVERYONE] ?? [], head.base);
      } else {
        budget = this.look(set, watcher, interest, budget);
      }
      isEmpty &&= selection.isEmpty;
      writer.section(set.schema.index, EVERYONE, set.table, selection);
    }
    return { frames: writer.finish(), isEmpty };
  }

  /** What a watcher lacks of what `lead` knows; from then on, it knows the same. */
  like(head: PatchHead, lead: Watcher, watcher: Watcher, maxBytes: number): readonly Buffer[] {
    const writer = watcher.session.codec.isBinary ? binary : json;
    writer.begin(head, maxBytes);
    for (const { table, schema } of this.sets) {
      const columns = schema.layers[EVERYONE] ?? [];
      const seen = lead.known[schema.index];
      if (seen === undefined) {
        selectAll(selection, table, columns, head.base);
      } else {
        const known = (watcher.known[schema.index] ??= new KnownEntities());
        selectVisible(selection, table, columns, known, listOf(seen.slots()));
      }
      writer.section(schema.index, EVERYONE, table, selection);
    }
    return writer.finish();
  }

  /** Whether something that the watcher knows has changed and waits for a later patch. */
  isBehind({ known, view }: Watcher): boolean {
    if (view.budgetBytes === undefined) return false;
    return this.sets.some(({ schema, table }) => {
      const list = known[schema.index];
      for (let i = 0; list !== undefined && i < list.count; i++) {
        if ((table.touched[list.slotAt(i)] ?? 0) > list.sentAt(i)) return true;
      }
      return false;
    });
  }

  /** What only this client may know: the last input that counted, and fields of its entities. Undefined when that is nothing new. */
  own(watcher: Watcher, ack: number): Buffer | undefined {
    if (!this.hasSecrets && ack === watcher.ack) return undefined;
    const writer = watcher.session.codec.isBinary ? binary : json;
    let isBegun = ack !== watcher.ack;
    if (isBegun) writer.beginOwn(ack);
    for (const set of this.sets) {
      for (const layer of set.secretLayers) {
        this.selectSecrets(set, layer, watcher);
        if (selection.isEmpty) continue;
        if (!isBegun) writer.beginOwn(ack);
        isBegun = true;
        watcher.secretsAt = set.table.version;
        writer.section(set.schema.index, layer, set.table, selection);
      }
    }
    watcher.ack = ack;
    return isBegun ? writer.finish()[0] : undefined;
  }

  /** The hash of what a client knows; of what everyone may see it is `shared`, where that is known. */
  hash(watcher: Watcher, shared: number | undefined): number {
    let hash = shared ?? HASH_BASIS;
    if (shared === undefined) {
      for (const set of this.sets) {
        const known = watcher.known[set.schema.index];
        hash = known ? hashOf(set, EVERYONE, known.slots(), known.count, hash) : this.hashAll(set, hash);
      }
    }
    for (const layer of [1, 2] as const) {
      for (const set of this.sets) {
        if (!set.secretLayers.includes(layer)) continue;
        const known = watcher.secretsOf(layer, set.schema.index);
        hash = hashOf(set, layer, known.slots(), known.count, hash);
      }
    }
    return hash;
  }

  /** The hash of everything that everyone may see. */
  sharedHash(): number {
    return this.sets.reduce((hash, set) => this.hashAll(set, hash), HASH_BASIS);
  }

  private hashAll(set: SyncedSet, hash: number): number {
    const order = set.table.order();
    return hashOf(set, EVERYONE, order, order.length, hash);
  }

  private look(set: SyncedSet, watcher: Watcher, interest: SetInterest, budget: number): number {
    const { table, grid, schema } = set;
    const known = (watcher.known[schema.index] ??= new KnownEntities());
    const { session } = watcher;
    query.look(table, grid, interest, known, session);
    let left = budget;
    if (budget !== Infinity) {
      watcher.budget ??= new ByteBudget();
      left = watcher.budget.plan(query, table, known, { interest, grid, session, budget });
    }
    selectVisible(selection, table, schema.layers[EVERYONE] ?? [], known, query);
    return left;
  }

  private selectSecrets(set: SyncedSet, layer: 1 | 2, watcher: Watcher): void {
    const { table, schema } = set;
    const known = watcher.secretsOf(layer, schema.index);
    const key = layer === 2 ? watcher.owner : watcher.view.team;
    let slots = key === undefined ? [] : set.heldBy(layer, key);
    const seen = watcher.known[schema.index];
    if (seen !== undefined) slots = slots.filter((slot) => seen.indexOf(table.ids[slot] ?? 0) >= 0);
    selectVisible(selection, table, schema.layers[layer] ?? [], known, listOf(slots));
  }
}

function listOf(slots: ArrayLike<number>): Visible {
  return { slots, count: slots.length, waiting: undefined };
}

function hashOf(
  { table, schema }: SyncedSet,
  layer: number,
  slots: ArrayLike<number>,
  count: number,
  before: number,
): number {
  const columns = schema.layers[layer] ?? [];
  if (columns.length === 0) return before;
  let hash = mixHash(before, count);
  for (let i = 0; i < count; i++) {
    const slot = slots[i] ?? 0;
    hash = mixHash(hash, table.ids[slot] ?? 0);
    for (const column of columns) hash = table.codes[column]?.hash(table.cells[column] ?? [], slot, hash) ?? hash;
  }
  return hash;
}
