import { buildFrame } from '../frame.js';
import { ProtocolType } from '../protocol.messages.js';
import { wellFormedJson } from '../well-formed.js';
import type { EntityTable } from './entity-table.js';
import { LAYERS } from './patch-format.js';
import type { PatchHead, PatchSink, SectionPart } from './patch-writer.js';
import { hasColumn, type Selection } from './selection.js';

/** Values by column. */
type JsonColumns = Readonly<Record<string, readonly unknown[]>>;

/** Writes patches of `godwit.json.v1`, each into its frame: see `patch-format.ts`. */
export class JsonSink implements PatchSink {
  private type: number = ProtocolType.StatePatch;
  private head: Readonly<Record<string, unknown>> = {};
  private sections: string[] = [];
  private bytes = 0;
  private marked = { count: 0, bytes: 0 };

  get length(): number {
    return this.bytes;
  }

  beginPatch({ version, base, tick, serverTimeMs, state }: PatchHead, isContinuation: boolean): void {
    const isFull = base === 0;
    const time = Math.floor(serverTimeMs);
    this.begin(ProtocolType.StatePatch, {
      ...(isFull && { full: true }),
      ...{ version, base: isFull ? version : base, tick, serverTimeMs: time },
      ...(isFull && !isContinuation && { state: state.name }),
    });
  }

  beginOwn(ack: number): void {
    this.begin(ProtocolType.StateOwn, { ack });
  }

  section(set: number, layer: number, table: EntityTable, selection: Selection): void {
    const { removed, listed, groups, groupCount, added, addedCount } = selection;
    const whole = groups.slice(0, groupCount).map((group) => ({ group, from: 0, to: group.count }));
    this.part({ set, layer, table, removed, listed, groups: whole, added, addedFrom: 0, addedTo: addedCount });
  }

  part({ layer, table, removed, groups, added, addedFrom, addedTo }: SectionPart): void {
    const every = (): boolean => true;
    const section = JSON.stringify({
      set: table.path,
      layer: LAYERS[layer],
      ...(removed.length > 0 && { removed }),
      ...(groups.length > 0 && {
        changed: groups.map(({ group, from, to }) => ({
          ids: idsOf(table, group.slots, from, to),
          columns: columnsOf(table, layer, group.slots, from, to, (column) => hasColumn(group.mask, column)),
        })),
      }),
      ...(addedTo > addedFrom && {
        added: {
          ids: idsOf(table, added, addedFrom, addedTo),
          columns: columnsOf(table, layer, added, addedFrom, addedTo, every),
        },
      }),
    });
    // A choice may contain any text.
    const text = wellFormedJson(section);
    this.sections.push(text);
    this.bytes += Buffer.byteLength(text) + 1;
  }

  mark(): void {
    this.marked = { count: this.sections.length, bytes: this.bytes };
  }

  rewind(): void {
    this.sections.length = this.marked.count;
    this.bytes = this.marked.bytes;
  }

  finish(hasMore: boolean): Buffer {
    const head = JSON.stringify({ ...this.head, ...(hasMore && { more: true }) }).slice(0, -1);
    return buildFrame(`{"type":${this.type},"message":${head},"sets":[${this.sections.join(',')}]}}`);
  }

  private begin(type: ProtocolType, head: Readonly<Record<string, unknown>>): void {
    this.type = type;
    this.head = head;
    this.sections = [];
    // With room for "more" and the brackets.
    this.bytes = JSON.stringify(head).length + 64;
  }
}

function idsOf(table: EntityTable, slots: ArrayLike<number>, from: number, to: number): number[] {
  const ids: number[] = [];
  for (let i = from; i < to; i++) ids.push(table.ids[slots[i] ?? 0] ?? 0);
  return ids;
}

function columnsOf(
  table: EntityTable,
  layer: number,
  slots: ArrayLike<number>,
  from: number,
  to: number,
  has: (ordinal: number) => boolean,
): JsonColumns {
  const columns: Record<string, readonly unknown[]> = {};
  for (const [ordinal, column] of (table.schema.layers[layer] ?? []).entries()) {
    const code = table.codes[column];
    if (code === undefined || !has(ordinal)) continue;
    const values: unknown[] = [];
    for (let i = from; i < to; i++) values.push(code.toJson(table.cells[column] ?? [], slots[i] ?? 0));
    columns[table.schema.columns[column]?.path ?? ''] = values;
  }
  return columns;
}
