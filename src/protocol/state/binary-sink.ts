import { MAX_HEADER_BYTES, headerBytes, writeHeader } from '../frame.js';
import { PacketOutput } from '../binary/packet-output.js';
import { ProtocolType } from '../protocol.messages.js';
import type { EntityTable } from './entity-table.js';
import { ADDED, FULL, MORE, REMOVED, Which } from './patch-format.js';
import type { GroupPart, PatchHead, PatchSink, SectionPart } from './patch-writer.js';
import { hasColumn, type Selection } from './selection.js';

const MAX_VARUINT_BYTES = 8;
const U32 = 0x1_0000_0000;

/** Writes patches of `godwit.binary.v1`, each into its frame: see `patch-format.ts`. */
export class BinarySink implements PatchSink {
  private readonly out = new PacketOutput({ godot: 4 });
  private start = 0;
  private flagsAt = 0;
  private marked = 0;

  get length(): number {
    return this.out.position - this.start;
  }

  beginPatch({ version, base, tick, serverTimeMs, state }: PatchHead, isContinuation: boolean): void {
    const { out } = this;
    this.beginPacket(ProtocolType.StatePatch);
    this.flagsAt = out.position - this.start;
    this.byte(base === 0 ? FULL : 0);
    out.count(version);
    out.count(base === 0 ? 0 : version - base);
    out.count(tick);
    const p = out.room(6);
    out.view.setUint32(p, serverTimeMs % U32, true);
    out.view.setUint16(p + 4, serverTimeMs / U32, true);
    out.position = p + 6;
    if (base === 0 && !isContinuation) out.count(state.index);
  }

  beginOwn(ack: number): void {
    this.beginPacket(ProtocolType.StateOwn);
    this.flagsAt = -1;
    this.out.count(ack);
  }

  section(set: number, layer: number, table: EntityTable, selection: Selection): void {
    const { removed, addedCount, groupCount } = selection;
    this.head(set, layer, groupCount, removed.length, addedCount);
    if (removed.length > 0) this.ids(removed, 0, removed.length, undefined);
    for (let i = 0; i < groupCount; i++) {
      const group = selection.groups[i];
      if (group) this.group(table, layer, selection.listed, group, 0, group.count);
    }
    if (addedCount > 0) this.added(table, layer, selection.added, 0, addedCount);
  }

  part({ set, layer, table, removed, listed, groups, added, addedFrom, addedTo }: SectionPart): void {
    this.head(set, layer, groups.length, removed.length, addedTo - addedFrom);
    if (removed.length > 0) this.ids(removed, 0, removed.length, undefined);
    for (const { group, from, to } of groups) this.group(table, layer, listed, group, from, to);
    if (addedTo > addedFrom) this.added(table, layer, added, addedFrom, addedTo);
  }

  mark(): void {
    this.marked = this.length;
  }

  rewind(): void {
    this.out.position = this.start + this.marked;
  }

  finish(hasMore: boolean): Buffer {
    const { out } = this;
    const payloadBytes = this.length;
    if (hasMore) {
      const at = this.start + this.flagsAt;
      out.bytes[at] = (out.bytes[at] ?? 0) | MORE;
    }
    const bytes = headerBytes(payloadBytes);
    writeHeader(out.bytes, this.start - bytes, true, payloadBytes);
    return out.finish(MAX_HEADER_BYTES - bytes);
  }

  private beginPacket(type: ProtocolType): void {
    const { out } = this;
    out.begin('the state');
    const p = out.room(MAX_HEADER_BYTES + 3) + MAX_HEADER_BYTES;
    this.start = p;
    out.bytes[p] = type;
    out.bytes[p + 1] = 0;
    out.bytes[p + 2] = 0;
    out.position = p + 3;
  }

  private head(set: number, layer: number, groups: number, removed: number, added: number): void {
    this.out.count(set * 4 + layer);
    this.out.count(groups * 4 + (added > 0 ? ADDED : 0) + (removed > 0 ? REMOVED : 0));
  }

  private added(table: EntityTable, layer: number, slots: ArrayLike<number>, from: number, to: number): void {
    this.ids(slots, from, to, table.ids);
    for (const column of table.schema.layers[layer] ?? []) {
      table.codes[column]?.write(this.out, table.cells[column] ?? [], slots, from, to);
    }
  }

  private group(
    table: EntityTable,
    layer: number,
    listed: number,
    group: GroupPart['group'],
    from: number,
    to: number,
  ): void {
    const { out } = this;
    const columns = table.schema.layers[layer] ?? [];
    this.mask(group.mask, columns.length);
    this.which(group, from, to, listed);
    for (let i = 0; i < columns.length; i++) {
      if (!hasColumn(group.mask, i)) continue;
      const column = columns[i] ?? 0;
      table.codes[column]?.write(out, table.cells[column] ?? [], group.slots, from, to);
    }
  }

  private mask(mask: number, columns: number): void {
    let rest = mask;
    for (let left = columns; left > 0; left -= 8) {
      this.byte(rest % 0x100);
      rest = Math.floor(rest / 0x100);
    }
  }

  private which(group: GroupPart['group'], from: number, to: number, listed: number): void {
    const { out } = this;
    const count = to - from;
    if (count === listed) {
      out.count(count * 4 + Which.All);
      return;
    }
    const bitBytes = (listed + 7) >> 3;
    // A distance takes at least one byte, and seldom more.
    if (count >= bitBytes) {
      out.count(count * 4 + Which.Bits);
      const p = out.room(bitBytes);
      out.bytes.fill(0, p, p + bitBytes);
      for (let i = from; i < to; i++) {
        const ordinal = group.ordinals[i] ?? 0;
        const at = p + (ordinal >> 3);
        out.bytes[at] = (out.bytes[at] ?? 0) | (1 << (ordinal & 7));
      }
      out.position = p + bitBytes;
      return;
    }
    out.count(count * 4 + Which.Distances);
    let before = 0;
    for (let i = from; i < to; i++) {
      const ordinal = group.ordinals[i] ?? 0;
      out.count(ordinal - before);
      before = ordinal;
    }
  }

  /** A count, and ids as differences: the items themselves, or the ids that `ids` has for them. */
  private ids(items: ArrayLike<number>, from: number, to: number, ids: ArrayLike<number> | undefined): void {
    const { out } = this;
    out.count(to - from);
    out.reserve((to - from) * MAX_VARUINT_BYTES);
    let before = 0;
    for (let i = from; i < to; i++) {
      const item = items[i] ?? 0;
      const id = ids === undefined ? item : (ids[item] ?? 0);
      const distance = id - before;
      if (distance < 0x80) out.bytes[out.position++] = distance;
      else out.count(distance);
      before = id;
    }
  }

  private byte(value: number): void {
    const p = this.out.room(1);
    this.out.bytes[p] = value;
    this.out.position = p + 1;
  }
}
