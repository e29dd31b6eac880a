import type { OwnedKey, OwnedRecord, OwnerProof, RecordContent, RecordKind } from '../ownership.js';

interface StoredRecord {
  readonly key: OwnedKey;
  owner: string | undefined;
  /** Under whose name it is listed: the owner, or who released it. */
  listedAt: string;
  epoch: number;
  fields: Readonly<Record<string, string>>;
  bytes: Uint8Array | undefined;
  /** Its owner asserted it without having been sure all along. */
  isUnsure: boolean;
}

/** The records of a {@link MemoryStore}, and which of them each node owns. Whether a node may write is checked before. */
export class MemoryRecords {
  private readonly records = new Map<string, StoredRecord>();
  private readonly lists = new Map<string, Map<string, OwnedKey>>();

  constructor(private readonly nowMs: () => number) {}

  /** The nodes that own records, or were the last to own one. */
  owners(): Iterable<string> {
    return this.lists.keys();
  }

  /** @see Ownership.create */
  create(key: OwnedKey, owner: string, content: RecordContent): OwnerProof | OwnedRecord {
    const known = this.find(key);
    return known ?? this.put(key, owner, this.nextEpoch(0), content, false);
  }

  /** @see Ownership.find */
  find(key: OwnedKey): OwnedRecord | undefined {
    const record = this.records.get(nameOf(key));
    return record && { kind: key.kind, id: key.id, owner: record.owner, epoch: record.epoch, fields: record.fields };
  }

  /** @see Ownership.load */
  load(key: OwnedKey): Uint8Array | undefined {
    return this.records.get(nameOf(key))?.bytes;
  }

  /** @see Ownership.save */
  save(proof: OwnerProof, content: RecordContent): boolean {
    const record = this.own(proof);
    if (record) write(record, content);
    return record !== undefined;
  }

  /** @see Ownership.take */
  take(key: OwnedKey, knownEpoch: number, owner: string, content: RecordContent): OwnerProof | OwnedRecord | undefined {
    const record = this.records.get(nameOf(key));
    if (record?.epoch !== knownEpoch) return this.find(key);
    return this.put(key, owner, this.nextEpoch(knownEpoch), content, false);
  }

  /** @see Ownership.release */
  release(proof: OwnerProof, content: RecordContent): boolean {
    const record = this.own(proof);
    if (!record) return false;
    write(record, content);
    record.owner = undefined;
    record.epoch = this.nextEpoch(record.epoch);
    return true;
  }

  /** @see Ownership.end */
  end(proof: OwnerProof): boolean {
    const record = this.own(proof);
    if (!record) return false;
    this.records.delete(nameOf(proof));
    this.unlist(record);
    return true;
  }

  /** @see Ownership.assert */
  assert(proof: OwnerProof, content: RecordContent, isSure: boolean): boolean {
    const record = this.records.get(nameOf(proof));
    if (record && !yields(record, proof, isSure)) return false;
    this.put(proof, proof.owner, proof.epoch, content, !isSure);
    return true;
  }

  /** @see Ownership.ownedBy */
  ownedBy(nodeId: string, kind: RecordKind): readonly string[] {
    return [...(this.lists.get(nodeId)?.values() ?? [])].filter((key) => key.kind === kind).map((key) => key.id);
  }

  private own(proof: OwnerProof): StoredRecord | undefined {
    const record = this.records.get(nameOf(proof));
    return record?.owner === proof.owner && record.epoch === proof.epoch ? record : undefined;
  }

  private put(
    { kind, id }: OwnedKey,
    owner: string,
    epoch: number,
    content: RecordContent,
    isUnsure: boolean,
  ): OwnerProof {
    const known = this.records.get(nameOf({ kind, id }));
    if (known) this.unlist(known);
    const record = { key: { kind, id }, owner, listedAt: owner, epoch, isUnsure };
    const stored: StoredRecord = { ...record, fields: known?.fields ?? {}, bytes: known?.bytes };
    write(stored, content);
    this.records.set(nameOf(stored.key), stored);
    const list = this.lists.get(owner) ?? new Map<string, OwnedKey>();
    this.lists.set(owner, list.set(nameOf(stored.key), stored.key));
    return { kind, id, owner, epoch };
  }

  private unlist({ key, listedAt }: StoredRecord): void {
    const list = this.lists.get(listedAt);
    list?.delete(nameOf(key));
    if (list?.size === 0) this.lists.delete(listedAt);
  }

  private nextEpoch(epoch: number): number {
    return Math.max(epoch + 1, Math.floor(this.nowMs()));
  }
}

/** Whether a record gives way to an assertion. */
function yields(record: StoredRecord, proof: OwnerProof, isSure: boolean): boolean {
  if (record.owner === proof.owner) return record.epoch <= proof.epoch;
  if (record.isUnsure === isSure) return isSure;
  return record.epoch < proof.epoch;
}

function write(record: StoredRecord, content: RecordContent): void {
  if (content.fields) record.fields = { ...record.fields, ...content.fields };
  // A copy: whoever gave it may use the buffer again.
  if (content.bytes) record.bytes = Uint8Array.from(content.bytes);
}

function nameOf({ kind, id }: OwnedKey): string {
  return `${kind}:${id}`;
}
