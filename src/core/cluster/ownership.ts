/** The kinds of records that have one owner. */
export const RECORD_KINDS = ['room', 'code', 'session', 'player', 'queue', 'party', 'channel'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Names one record, and the ownership under which something is written. */
export interface OwnedKey {
  readonly kind: RecordKind;
  readonly id: string;
}

/** What its owner shows to write a record: the store refuses others, and the same node under an older epoch. */
export interface OwnerProof extends OwnedKey {
  readonly owner: string;
  readonly epoch: number;
}

/** A record as it is found. */
export interface OwnedRecord extends OwnedKey {
  /** The id of the owning node, which may be buried by now; undefined when it was released. */
  readonly owner: string | undefined;
  /** Grows with every change of the owner, also when the store has forgotten the record meanwhile. */
  readonly epoch: number;
  /** What can be read without its owner: a few short texts. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What is written beside the proof. */
export interface RecordContent {
  /** Fields to set; others stay. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The checkpoint, replaced whole. */
  readonly bytes?: Uint8Array;
}

/**
 * Who owns what, found by kind and id. The owner changes only by compare-and-set with an epoch that the store checks, and a
 * buried or unknown node can write nothing. Nobody decides by reading: who is unsure after a time-out takes the record and
 * expects the epoch that it last knew; whichever take comes second is refused and forgets its copy.
 *
 * All methods reject with {@link StoreUnavailableError} when no answer came, and then the call may have happened or not. What
 * writes rejects with {@link NodeRefusedError} when the writing node is buried or unknown; then nothing has happened.
 */
export abstract class Ownership {
  /** Makes a record. @returns the proof, or the record that is there already */
  abstract create(key: OwnedKey, owner: string, content?: RecordContent): Promise<OwnerProof | OwnedRecord>;

  /** The record without its checkpoint; undefined when there is none. */
  abstract find(key: OwnedKey): Promise<OwnedRecord | undefined>;

  /** The checkpoint; undefined when there is none. */
  abstract load(key: OwnedKey): Promise<Uint8Array | undefined>;

  /** Writes to an own record. @returns false when it is another's by now, or was ended */
  abstract save(proof: OwnerProof, content: RecordContent): Promise<boolean>;

  /**
   * Becomes the owner, whoever it was, if the epoch is still the one that was last known.
   * @returns the proof; the record as it is, if somebody else came first; undefined when there is none
   */
  abstract take(
    key: OwnedKey,
    knownEpoch: number,
    owner: string,
    content?: RecordContent,
  ): Promise<OwnerProof | OwnedRecord | undefined>;

  /**
   * Writes once more and gives the ownership up, so that anybody may take it. Until then {@link ownedBy} still lists it.
   * @returns false as {@link save}
   */
  abstract release(proof: OwnerProof, content: RecordContent): Promise<boolean>;

  /** Removes an own record. @returns false as {@link save} */
  abstract end(proof: OwnerProof): Promise<boolean>;

  /**
   * Says an own record again, in case the store has forgotten it or has an older word. A missing record is made anew, under the
   * epoch of the proof. Against another owner the higher epoch wins, the one that is there if they are equal; but who is
   * sure wins over who is not, because it was frozen when the store forgot, whatever their epochs.
   * @param isSure whether this node has been sure ever since it made or took the record
   * @returns false when another has it: the copy here has to end without saving
   */
  abstract assert(proof: OwnerProof, content: RecordContent, isSure: boolean): Promise<boolean>;

  /** The ids of all records of a kind that a node owns, or was the last to own. */
  abstract ownedBy(nodeId: string, kind: RecordKind): Promise<readonly string[]>;
}

/** Whether a record was made or taken, rather than found in other hands. */
export function isOwned(result: OwnerProof | OwnedRecord | undefined): result is OwnerProof {
  return result !== undefined && !('fields' in result);
}
