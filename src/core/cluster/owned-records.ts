import type { Agreement } from './lease.js';
import { StoreUnavailableError } from './membership.js';
import { LinkError } from './node-links.js';
import {
  isOwned,
  type OwnedKey,
  type OwnedRecord,
  type OwnerProof,
  type Ownership,
  type RecordContent,
  type RecordKind,
} from './ownership.js';
import type { StoreTrust } from './store-trust.js';

/** What a record stands for, in the memory of this node. */
export interface RecordHolder {
  /** What an assertion writes, enough to make a forgotten record anew. */
  content(): RecordContent;
  /** Another node has it: end this copy, without saving. */
  onLost(): void;
}

/** How a hand-over ended: the other has it, it is still here, or another has it though nobody said so. */
export type HandOver = 'given' | 'kept' | 'lost';

interface Held {
  proof: OwnerProof;
  readonly holder: RecordHolder;
  saidAtMs: number;
}

/** Writes to the store under way at a time, when all records are said. */
const AT_ONCE = 16;
/** How often a take is tried that nobody answers; the adapter's time-out paces them. */
const TAKES = 3;

/**
 * The records that this node owns, with the proof for each, and everything that is written under it. Whose proof is refused is told
 * to end. Rooms, sessions and whatever else has one owner keep theirs here.
 */
export class OwnedRecords implements Agreement {
  private readonly held = new Map<string, Held>();
  /** Being made or taken: the store may show them as this node's before it knows. */
  private readonly pending = new Set<string>();
  /** On their way to another node, whoever has them at this moment. */
  private readonly leaving = new Set<Held>();
  private readonly unended = new Map<string, OwnerProof>();

  constructor(
    private readonly ownership: Ownership,
    private readonly trust: StoreTrust,
    private readonly nodeId: string,
    private readonly nowMs: () => number,
  ) {}

  /** How many records this node owns. */
  get size(): number {
    return this.held.size;
  }

  /** Whether what is missing in the store does not exist; if not, its node may still be about to say it. */
  get isSettled(): boolean {
    return this.trust.isSettled;
  }

  /** A record of any node, without its checkpoint; undefined when there is none. @throws StoreUnavailableError */
  find(key: OwnedKey): Promise<OwnedRecord | undefined> {
    return this.ownership.find(key);
  }

  /** The checkpoint of a record of any node. @throws StoreUnavailableError */
  load(key: OwnedKey): Promise<Uint8Array | undefined> {
    return this.ownership.load(key);
  }

  /** The ids of what a node has, or has left behind. @throws StoreUnavailableError */
  ofNode(nodeId: string, kind: RecordKind): Promise<readonly string[]> {
    return this.ownership.ownedBy(nodeId, kind);
  }

  /** The proof of an own record. */
  proofOf(key: OwnedKey): OwnerProof | undefined {
    return this.held.get(nameOf(key))?.proof;
  }

  /**
   * Makes a record. @param isNamed whether others could make one of the same id; then the store must be settled
   * @returns undefined when it is made, or the record that is there
   * @throws StoreUnavailableError also while the store may have forgotten it
   */
  async create(key: OwnedKey, holder: RecordHolder, isNamed = false): Promise<OwnedRecord | undefined> {
    this.require(isNamed ? this.trust.isSettled : this.trust.isAgreed);
    return this.while(key, async () => {
      const answer = await this.ownership.create(key, this.nodeId, holder.content());
      if (!isOwned(answer)) return answer;
      this.hold(answer, holder);
      return undefined;
    });
  }

  /**
   * Becomes the owner. @param isGiven whether the owner offers it and has stopped; else the store must be settled
   * @returns whether it is this node's now; if not, another came first or it has ended
   * @throws StoreUnavailableError when nobody knows; then the record may be this node's, see {@link strays}
   */
  async take(key: OwnedKey, knownEpoch: number, holder: RecordHolder, isGiven = false): Promise<boolean> {
    return this.while(key, async () => {
      const proof = await this.takeSurely(key, knownEpoch, isGiven ? 'isAgreed' : 'isSettled');
      if (proof) this.hold(proof, holder);
      return proof !== undefined;
    });
  }

  /** Writes to an own record. @returns false when it is not this node's (any more); the holder has been told */
  async save(key: OwnedKey, content: RecordContent): Promise<boolean> {
    const held = this.held.get(nameOf(key));
    if (!held) return false;
    this.require(this.trust.isAgreed);
    const { proof } = held;
    return (await this.ownership.save(proof, content)) || this.refused(held, proof);
  }

  /** Ends an own record; if the store does not answer, later. */
  async end(key: OwnedKey): Promise<void> {
    const held = this.held.get(nameOf(key));
    if (!held) return;
    this.held.delete(nameOf(key));
    this.unended.set(nameOf(key), held.proof);
    await this.endAll();
  }

  /** Saves once more and lets anybody take it. @throws StoreUnavailableError, and then it is still held */
  async release(key: OwnedKey, content: RecordContent): Promise<boolean> {
    const held = this.held.get(nameOf(key));
    if (!held) return false;
    this.require(this.trust.isAgreed);
    const isReleased = await this.ownership.release(held.proof, content);
    if (isReleased) this.held.delete(nameOf(key));
    return isReleased || this.refused(held, held.proof);
  }

  /** Forgets an own record that another node has, without a word to its holder or the store. */
  forget(key: OwnedKey): void {
    this.held.delete(nameOf(key));
  }

  /**
   * Frees an own record for the node that has offered it, without a word to its holder; that is done before the offer is refused, so that
   * it cannot be taken anew here while that node takes it back. What the store does not answer is found by {@link strays}.
   */
  async giveBack(key: OwnedKey): Promise<void> {
    const held = this.held.get(nameOf(key));
    if (!held) return;
    this.held.delete(nameOf(key));
    await this.while(key, () => this.ownership.release(held.proof, {})).catch(() => undefined);
  }

  /**
   * Gives an own record to another node, and with it those that belong to it. The copy here must have stopped acting before, and only
   * goes on if it was `kept`. Nobody decides by reading: when it is not known whether the other has taken it, this node does.
   * @param offer asks the other to take it: true when it has, false when it has not tried and will not. When it rejects, the other may
   *   have; an answered {@link LinkError} says that it has not, or has given it up again
   * @param along records that the offer names too; what is kept is held still, of what is lost the holder is told
   */
  async handOver(
    key: OwnedKey,
    offer: (proof: OwnerProof) => Promise<boolean>,
    along: readonly OwnedKey[] = [],
  ): Promise<HandOver> {
    const held = this.held.get(nameOf(key));
    if (!held) return 'lost';
    if (!this.trust.isAgreed) return 'kept';
    const others = along.flatMap((other) => this.held.get(nameOf(other)) ?? []);
    for (const leaving of [held, ...others]) this.leaving.add(leaving);
    let isGiven: boolean | undefined;
    let isRefused = false;
    try {
      isGiven = await offer(held.proof);
    } catch (error) {
      if (error instanceof LinkError && !error.isUnsure) isRefused = true;
    }
    const ending = await this.settle(held, isGiven, isRefused);
    await Promise.all(others.map((other) => this.follow(other, ending, isGiven, isRefused)));
    for (const leaving of [held, ...others]) this.leaving.delete(leaving);
    return ending;
  }

  /** Records that the store takes for this node's, and nobody here has: left by answers that were lost. */
  async strays(kind: RecordKind): Promise<OwnedRecord[]> {
    this.require(this.trust.isAgreed);
    const strays: OwnedRecord[] = [];
    for (const id of await this.ownership.ownedBy(this.nodeId, kind)) {
      const key = { kind, id };
      if (this.isKnown(key)) continue;
      const record = await this.ownership.find(key);
      // One that was freed, and that nobody has taken, has the last owner's name.
      if (record && (record.owner ?? this.nodeId) === this.nodeId && !this.isKnown(key)) strays.push(record);
    }
    return strays;
  }

  /** Says those again that were not said for a while, `limit` at most, and ends what could not be ended before. */
  async repair(periodOf: (kind: RecordKind) => number, limit: number): Promise<void> {
    if (!this.trust.isAgreed) return;
    const nowMs = this.nowMs();
    const due: Held[] = [];
    for (const held of this.held.values()) {
      if (this.leaving.has(held)) continue;
      if (held.saidAtMs + periodOf(held.proof.kind) <= nowMs && due.push(held) >= limit) break;
    }
    await this.endAll();
    await this.each(due, (held) => this.assert(held, true));
  }

  assertAll(isSure: boolean): Promise<boolean> {
    return this.each([...this.held.values()], (held) => this.assert(held, isSure));
  }

  compareAll(): Promise<boolean> {
    return this.each([...this.held.values()], async (held) => {
      const { proof } = held;
      if (!(await this.ownership.save(proof, {}))) this.refused(held, proof);
    });
  }

  retakeAll(): Promise<boolean> {
    return this.each([...this.held.values()], async (held) => {
      const { proof } = held;
      const taken = await this.while(proof, () => this.takeSurely(proof, proof.epoch, 'isGraceOver'));
      if (taken && held.proof === proof) held.proof = taken;
      else if (!taken) this.refused(held, proof);
    });
  }

  /** Ends every copy here: this node has been buried. */
  loseAll(): void {
    for (const held of [...this.held.values()]) this.lose(held);
  }

  private async assert(held: Held, isSure: boolean): Promise<void> {
    const { proof } = held;
    held.saidAtMs = this.nowMs();
    if (!(await this.ownership.assert(proof, held.holder.content(), isSure))) this.refused(held, proof);
  }

  private async settle(held: Held, isGiven: boolean | undefined, isRefused: boolean): Promise<HandOver> {
    const name = nameOf(held.proof);
    if (this.held.get(name) !== held) return isGiven === true ? 'given' : 'lost';
    if (isGiven === undefined) return await this.takeBack(held, isRefused);
    if (isGiven) this.held.delete(name);
    return isGiven ? 'given' : 'kept';
  }

  /** Where the first record is, this one is too; when that is nobody knows where, it is anybody's, and the caller ends all copies. */
  private async follow(held: Held, ending: HandOver, isGiven: boolean | undefined, isRefused: boolean): Promise<void> {
    const { proof } = held;
    if (this.held.get(nameOf(proof)) !== held) return;
    if (ending === 'kept') {
      await this.settle(held, isGiven, isRefused);
      return;
    }
    this.held.delete(nameOf(proof));
    if (ending === 'given') return;
    const freed = this.while(proof, () => this.takeSurely(proof, proof.epoch, 'isSettled', isRefused));
    // What the store does not answer is found by `strays`.
    await freed.then((taken) => taken && this.ownership.release(taken, {})).catch(() => undefined);
  }

  private async takeBack(held: Held, isRefused: boolean): Promise<HandOver> {
    const { proof } = held;
    try {
      const taken = await this.while(proof, () => this.takeSurely(proof, proof.epoch, 'isSettled', isRefused));
      if (taken && this.held.get(nameOf(proof)) === held) held.proof = taken;
      else if (!taken) this.lose(held);
    } catch {
      // Whoever has it: this copy must not act. What the store has of it is found by `strays`.
      this.lose(held);
    }
    return this.held.get(nameOf(proof)) === held ? 'kept' : 'lost';
  }

  /**
   * Takes until there is an answer: an earlier try of this very take may have got through. Each try needs the trust anew, since it may
   * reach another store. @param isRefused the other one does not have it, or has given it back
   */
  private async takeSurely(
    key: OwnedKey,
    knownEpoch: number,
    trust: 'isAgreed' | 'isSettled' | 'isGraceOver',
    isRefused = false,
  ): Promise<OwnerProof | undefined> {
    let epoch = knownEpoch;
    for (let take = 1; ; take += 1) {
      this.require(this.trust[trust]);
      try {
        const answer = await this.ownership.take(key, epoch, this.nodeId);
        if (isOwned(answer)) return answer;
        const isFree = isRefused && answer !== undefined && answer.owner === undefined;
        const isOurs = take > 1 && answer?.owner === this.nodeId;
        if (!(isFree || isOurs) || take === TAKES) return undefined;
        ({ epoch } = answer);
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || take === TAKES) throw error;
      }
    }
  }

  private async endAll(): Promise<void> {
    for (const [name, proof] of this.unended) {
      try {
        await this.ownership.end(proof);
        this.unended.delete(name);
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        return;
      }
    }
  }

  private async each(list: readonly Held[], work: (held: Held) => Promise<void>): Promise<boolean> {
    for (let start = 0; start < list.length; start += AT_ONCE) {
      // A later store knows nothing, and everything would be missing there.
      if (!this.trust.isCurrent) return false;
      try {
        await Promise.all(list.slice(start, start + AT_ONCE).map(work));
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        return false;
      }
    }
    return true;
  }

  /** One at a time for each record: a second could not tell its own earlier try from the first. */
  private async while<T>(key: OwnedKey, work: () => Promise<T>): Promise<T> {
    const name = nameOf(key);
    this.require(!this.pending.has(name));
    this.pending.add(name);
    try {
      return await work();
    } finally {
      this.pending.delete(name);
    }
  }

  private hold(proof: OwnerProof, holder: RecordHolder): void {
    this.held.set(nameOf(proof), { proof, holder, saidAtMs: this.nowMs() });
  }

  /** The store refused what was written under a proof. That ends the copy, unless it has a newer one by now, or is about to leave anyway. */
  private refused(held: Held, proof: OwnerProof): false {
    if (held.proof === proof && !this.leaving.has(held)) this.lose(held);
    return false;
  }

  private lose(held: Held): void {
    const name = nameOf(held.proof);
    if (this.held.get(name) !== held) return;
    this.held.delete(name);
    held.holder.onLost();
  }

  private isKnown(key: OwnedKey): boolean {
    const name = nameOf(key);
    return this.held.has(name) || this.pending.has(name) || this.unended.has(name);
  }

  private require(isTrusted: boolean): void {
    if (!isTrusted)
      throw new StoreUnavailableError('The store may have forgotten what others have, or is being asked.');
  }
}

function nameOf({ kind, id }: OwnedKey): string {
  return `${kind}:${id}`;
}
