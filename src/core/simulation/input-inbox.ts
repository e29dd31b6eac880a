/** Default capacity. */
export const DEFAULT_CAPACITY = 32;

/** The process-wide counts of inputs, as there are many players. */
export const inputCounts = {
  /** Inputs that were dropped because their sender ran faster than the clock. */
  dropped: 0,
};

/** What happened to an input; all but `taken` are counted. `overflowed`: the oldest waiting input was dropped for it. */
export type PushResult = 'taken' | 'duplicate' | 'old' | 'ahead' | 'overflowed';

/** Options of an {@link InputInbox}. */
export interface InputInboxOptions {
  /** How many inputs may wait; when full, the oldest is dropped. Default 32. */
  readonly capacity?: number;
  /** Inputs further than this ahead of the last used one are refused. Default: twice the capacity. */
  readonly maxAhead?: number;
  /** Width of the sequence number, which wraps around. Default 16. */
  readonly seqBits?: 16 | 32;
  /** For how many ticks in a row the last input is repeated when none is waiting. Default 0: not at all. */
  readonly repeatTicks?: number;
}

/** What an inbox has counted. */
export interface InboxStatistics {
  readonly taken: number;
  readonly duplicate: number;
  readonly old: number;
  readonly ahead: number;
  readonly overflowed: number;
  /** Ticks on which the last input was used again. */
  readonly repeated: number;
  /** Ticks on which there was nothing to use. */
  readonly starved: number;
  /** Inputs that were dropped unused, see {@link InputInbox.drop}. */
  readonly dropped: number;
}

/** An inbox as plain data. */
export interface SavedInbox<T> {
  readonly ackSeq: number;
  readonly floorSeq: number;
  readonly inputs: readonly T[];
}

/**
 * The input buffer of one player, ordered by sequence number. Numbers are compared by serial number arithmetic (RFC 1982), so they
 * may wrap around. A player's first input has number 1.
 */
export class InputInbox<T extends { readonly seq: number }> {
  private readonly ring: (T | undefined)[];
  /** When each arrived, beside the ring. */
  private readonly ticks: Float64Array;
  private readonly maxAhead: number;
  private readonly repeatTicks: number;
  private readonly seqRange: number;
  private readonly counts = {
    taken: 0,
    duplicate: 0,
    old: 0,
    ahead: 0,
    overflowed: 0,
    repeated: 0,
    starved: 0,
    dropped: 0,
  };
  private head = 0;
  private waiting = 0;
  private consumedSeq = 0;
  /** The last number that was used or dropped: nothing up to it is accepted any more. */
  private floorSeq = 0;
  private lastUsed: T | undefined;
  private repeats = 0;

  /** @throws RangeError when the options contradict each other */
  constructor(options: InputInboxOptions = {}) {
    const { capacity = DEFAULT_CAPACITY, seqBits = 16, repeatTicks = 0 } = options;
    const { maxAhead = 2 * capacity } = options;
    this.seqRange = 2 ** seqBits;
    if (!(Number.isInteger(capacity) && capacity >= 1))
      throw new RangeError('An inbox has room for at least one input.');
    if (!(Number.isInteger(maxAhead) && maxAhead >= capacity && maxAhead < this.seqRange / 2)) {
      throw new RangeError('maxAhead is at least the capacity and less than half of all sequence numbers.');
    }
    this.ring = Array.from({ length: capacity }, () => undefined);
    this.ticks = new Float64Array(capacity);
    this.maxAhead = maxAhead;
    this.repeatTicks = repeatTicks;
  }

  /** The number of the last used input, which patches acknowledge. 0 before the first. */
  get ackSeq(): number {
    return this.consumedSeq;
  }

  /** How many inputs wait. */
  get size(): number {
    return this.waiting;
  }

  /** The newest input, waiting or used. */
  get latest(): T | undefined {
    return this.waiting === 0 ? this.lastUsed : this.at(this.waiting - 1);
  }

  /** What was counted since the inbox was made. */
  get statistics(): InboxStatistics {
    return this.counts;
  }

  /** The tick that was given for the oldest waiting input. */
  get oldestTick(): number {
    return this.ticks[this.head] ?? 0;
  }

  /** Adds an input that arrived at tick `tick`, or returns why not. A number outside the width counts as `ahead`. */
  push(input: T, tick = 0): PushResult {
    const result = this.insert(input, tick);
    this.counts[result] += 1;
    return result;
  }

  /** The input for this tick; undefined when none waits and none is to be repeated. */
  shift(): T | undefined {
    if (this.waiting === 0) return this.repeatLast();
    const input = this.removeOldest();
    this.acknowledge(input);
    this.lastUsed = input;
    this.repeats = 0;
    return input;
  }

  /** Drops the oldest waiting input: it is acknowledged, but was never used. */
  drop(): void {
    if (this.waiting === 0) return;
    this.counts.dropped += 1;
    inputCounts.dropped += 1;
    this.acknowledge(this.removeOldest());
  }

  /** Drops what is waiting and continues after `ackSeq`, for a player who resumes counting from there. */
  resumeAfter(ackSeq: number): void {
    this.assertSeq(ackSeq);
    while (this.waiting > 0) this.removeOldest();
    this.consumedSeq = ackSeq;
    this.floorSeq = ackSeq;
    this.lastUsed = undefined;
    this.repeats = 0;
  }

  /** The inbox as plain data, with what waits. */
  save(): SavedInbox<T> {
    const inputs: T[] = [];
    for (let index = 0; index < this.waiting; index++) {
      const input = this.at(index);
      if (input !== undefined) inputs.push(input);
    }
    return { ackSeq: this.consumedSeq, floorSeq: this.floorSeq, inputs };
  }

  /** Goes on from a saved inbox; what was waiting here is dropped. */
  restore({ ackSeq, floorSeq, inputs }: SavedInbox<T>): void {
    this.resumeAfter(ackSeq);
    this.assertSeq(floorSeq);
    this.floorSeq = floorSeq;
    for (const input of inputs) this.insert(input, 0);
  }

  private acknowledge(input: T | undefined): void {
    if (input === undefined) return;
    this.consumedSeq = input.seq;
    this.floorSeq = input.seq;
  }

  private insert(input: T, tick: number): PushResult {
    const { seq } = input;
    if (!this.isSeq(seq)) return 'ahead';
    const ahead = this.distance(this.floorSeq, seq);
    if (ahead <= 0) return 'old';
    if (ahead > this.maxAhead) return 'ahead';

    // Nearly always the newest; only links that are not ordered make it look further.
    let place = this.waiting;
    while (place > 0 && this.aheadAt(place - 1) >= ahead) place--;
    if (place < this.waiting && this.aheadAt(place) === ahead) return 'duplicate';
    if (this.waiting < this.ring.length) {
      this.insertAt(place, input, tick);
      return 'taken';
    }
    if (place === 0) {
      this.floorSeq = seq;
      return 'overflowed';
    }
    this.floorSeq = this.removeOldest()?.seq ?? this.floorSeq;
    this.insertAt(place - 1, input, tick);
    return 'overflowed';
  }

  private insertAt(place: number, input: T, tick: number): void {
    for (let index = this.waiting; index > place; index--) this.put(index, this.at(index - 1), this.tickAt(index - 1));
    this.put(place, input, tick);
    this.waiting += 1;
  }

  private removeOldest(): T | undefined {
    const input = this.at(0);
    this.put(0, undefined, 0);
    this.head = (this.head + 1) % this.ring.length;
    this.waiting -= 1;
    return input;
  }

  private repeatLast(): T | undefined {
    if (this.lastUsed === undefined || this.repeats >= this.repeatTicks) {
      this.counts.starved += 1;
      return undefined;
    }
    this.repeats += 1;
    this.counts.repeated += 1;
    return this.lastUsed;
  }

  private at(index: number): T | undefined {
    return this.ring[(this.head + index) % this.ring.length];
  }

  private tickAt(index: number): number {
    return this.ticks[(this.head + index) % this.ring.length] ?? 0;
  }

  private put(index: number, input: T | undefined, tick: number): void {
    const place = (this.head + index) % this.ring.length;
    this.ring[place] = input;
    this.ticks[place] = tick;
  }

  private aheadAt(index: number): number {
    return this.distance(this.floorSeq, this.at(index)?.seq ?? this.floorSeq);
  }

  /** How far `to` is after `from`, negative when it is before (RFC 1982 section 3.2). */
  private distance(from: number, to: number): number {
    const forward = (to - from + this.seqRange) % this.seqRange;
    return forward < this.seqRange / 2 ? forward : forward - this.seqRange;
  }

  private isSeq(seq: number): boolean {
    return Number.isInteger(seq) && seq >= 0 && seq < this.seqRange;
  }

  private assertSeq(seq: number): void {
    if (!this.isSeq(seq)) throw new RangeError(`${seq} is no sequence number.`);
  }
}
