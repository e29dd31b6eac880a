import type { EntityTable } from './entity-table.js';
import type { ChangeGroup, Selection } from './selection.js';

/** The beginning of a patch. */
export interface PatchHead {
  readonly version: number;
  /** The version it follows on from; 0 for a full patch. */
  readonly base: number;
  readonly tick: number;
  readonly serverTimeMs: number;
  /** The state's number and name in the contract; only written in full patches. */
  readonly state: { readonly index: number; readonly name: string };
}

/** A part of a selection, written as its own section. */
export interface SectionPart {
  readonly set: number;
  readonly layer: number;
  readonly table: EntityTable;
  /** Removed ids, from .. to. */
  readonly removed: readonly number[];
  readonly listed: number;
  readonly groups: readonly GroupPart[];
  /** Slots of added entities. */
  readonly added: ArrayLike<number>;
  readonly addedFrom: number;
  readonly addedTo: number;
}

/** A part of a group. */
export interface GroupPart {
  readonly group: ChangeGroup;
  readonly from: number;
  readonly to: number;
}

/** Writes packets of one codec. */
export interface PatchSink {
  /** Starts a StatePatch, or its next part. */
  beginPatch(head: PatchHead, isContinuation: boolean): void;
  /** Starts a StateOwn. */
  beginOwn(ack: number): void;
  /** Writes a whole section: the usual case. */
  section(set: number, layer: number, table: EntityTable, selection: Selection): void;
  /** Writes a part of a section. */
  part(part: SectionPart): void;
  /** The packet's current length. */
  readonly length: number;
  /** Saves the packet's current position. */
  mark(): void;
  /** Returns to the saved position. */
  rewind(): void;
  /** The finished packet in its frame. */
  finish(hasMore: boolean): Buffer;
}

/** Initial number of entities per part when a large section is split. */
const CHUNK = 1024;

/**
 * Puts sections into packets of at most `maxBytes` each, one section after another; what does not fit starts the next part
 * of the patch.
 */
export class PatchWriter {
  private frames: Buffer[] = [];
  private head: PatchHead | undefined;
  private maxBytes = 0;
  /** Whether the packet already has sections. */
  private isBegun = false;

  constructor(private readonly sink: PatchSink) {}

  /** Starts a patch. */
  begin(head: PatchHead, maxBytes: number): void {
    this.frames = [];
    this.head = head;
    this.maxBytes = maxBytes;
    this.isBegun = false;
    this.sink.beginPatch(head, false);
  }

  /** Starts a StateOwn, which is never split: nobody owns that much. */
  beginOwn(ack: number): void {
    this.frames = [];
    this.head = undefined;
    this.maxBytes = Infinity;
    this.sink.beginOwn(ack);
  }

  /** Adds a section; does nothing when the selection is empty. */
  section(set: number, layer: number, table: EntityTable, selection: Selection): void {
    if (selection.isEmpty) return;
    const { sink } = this;
    sink.mark();
    sink.section(set, layer, table, selection);
    if (sink.length <= this.maxBytes) {
      this.isBegun = true;
      return;
    }
    sink.rewind();
    this.split(set, layer, table, selection);
  }

  /** The frames of all parts, in order. */
  finish(): Buffer[] {
    this.frames.push(this.sink.finish(false));
    return this.frames;
  }

  private split(set: number, layer: number, table: EntityTable, selection: Selection): void {
    const { removed, listed, added, addedCount } = selection;
    const nothing = { set, layer, table, removed: [], listed, groups: [], added, addedFrom: 0, addedTo: 0 };
    this.chunks(removed.length, (from, to) => ({ ...nothing, removed: removed.slice(from, to) }));
    for (let i = 0; i < selection.groupCount; i++) {
      const group = selection.groups[i];
      if (group) this.chunks(group.count, (from, to) => ({ ...nothing, groups: [{ group, from, to }] }));
    }
    this.chunks(addedCount, (addedFrom, addedTo) => ({ ...nothing, addedFrom, addedTo }));
  }

  private chunks(count: number, partOf: (from: number, to: number) => SectionPart): void {
    let size = CHUNK;
    for (let from = 0; from < count;) {
      const to = Math.min(count, from + size);
      if (this.tryPart(partOf(from, to), to - from === 1)) {
        from = to;
      } else if (this.isBegun) {
        this.nextPacket();
      } else {
        size = Math.ceil((to - from) / 2);
      }
    }
  }

  /** @param isSingle a single entity is written whatever its size */
  private tryPart(part: SectionPart, isSingle: boolean): boolean {
    const { sink } = this;
    sink.mark();
    sink.part(part);
    if (sink.length > this.maxBytes && (this.isBegun || !isSingle)) {
      sink.rewind();
      return false;
    }
    this.isBegun = true;
    return true;
  }

  private nextPacket(): void {
    if (this.head === undefined) return;
    this.frames.push(this.sink.finish(true));
    this.sink.beginPatch(this.head, true);
    this.isBegun = false;
  }
}
