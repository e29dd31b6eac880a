import { InputInbox, type PushResult, type SavedInbox } from './input-inbox.js';

/** A token in the unit that tokens are counted in, so that half a percent of one is a whole number. */
const TOKEN = 1_000;
/** What a tick brings: half a percent more than a token, as no two clocks run equally fast. */
const TOKENS_PER_TICK = 1_005;
/** Tokens of so much time are saved, for the burst after a stall. */
const SAVED_MS = 500;
/** An input that has waited this long without a token is dropped. */
const PATIENCE_MS = 250;
/** As many inputs may wait in reserve at most, this tick's included. */
const MAX_TARGET = 3;
/** Ticks without an input count as jitter when at most so many come in a row: more are a stall, or a player who sends nothing. */
const MAX_GAP = 3;
/** So many gaps, beyond one a second, raise the target. */
const GAPS_TO_RAISE = 2;
/** A reserve that was not needed for this long is given up. */
const CALM_MS = 5_000;

/** The pacing of one player's inputs as plain data. */
export interface SavedPace {
  readonly tokens: number;
  /** Absent if there are none. */
  readonly lostTokens?: number;
  readonly target: number;
}

/** Waiting inputs and their pacing as plain data. */
export interface SavedInputs<T> extends SavedInbox<T> {
  /** Absent in what older servers have saved. */
  readonly pace?: SavedPace;
}

/**
 * The inputs of one player, of which each is one step of the simulation. A reliable connection loses none, so what a stall has held
 * up still comes, all at once; {@link due} hands out two a tick until the queue is short again. How fast a client's simulation
 * runs is the server's to say: each step takes a token, of which each tick brings one.
 *
 * Counts ticks and no other time, so a resimulation hands out the same inputs. It is its own iterator, and allocates nothing.
 */
export class PacedInputs<T extends { readonly seq: number }> implements IterableIterator<T> {
  private readonly inbox: InputInbox<T>;
  private readonly maxTokens: number;
  private readonly patience: number;
  private readonly calmTicks: number;
  private readonly result: { done: boolean; value: unknown } = { done: false, value: undefined };
  private tokens: number;
  /** Those of lost ticks; they are spent last. */
  private lostTokens = 0;
  private target = 1;
  private left = 0;
  private lastTick = -1;
  /** Ticks without an input since the last one that had some. */
  private gap = 0;
  /** Rises by a second's ticks with each gap and falls by one with each tick. */
  private unevenness = 0;
  private leastWaiting = Infinity;
  private sinceCheck = 0;

  /**
   * @param tickHz ticks per second
   * @param capacity how many inputs may wait
   */
  constructor(
    private readonly tickHz: number,
    capacity?: number,
  ) {
    // The connection is ordered: a number far ahead means that the client left some out, not that they are still to come.
    this.inbox = new InputInbox<T>({ ...(capacity !== undefined && { capacity }), maxAhead: 2 ** 15 - 1 });
    this.maxTokens = Math.floor((SAVED_MS * tickHz) / 1000) * TOKEN;
    this.tokens = this.maxTokens;
    this.patience = Math.ceil((PATIENCE_MS * tickHz) / 1000);
    this.calmTicks = Math.ceil((CALM_MS * tickHz) / 1000);
  }

  /** The number of the last input that was stepped or dropped, which patches acknowledge. 0 before the first. */
  get ackSeq(): number {
    return this.inbox.ackSeq;
  }

  /** How many inputs wait. */
  get size(): number {
    return this.inbox.size;
  }

  /** How many inputs may wait before two are handed out in a tick: 1, or up to 3 when they arrive unevenly. */
  get reserve(): number {
    return this.target;
  }

  /** What was counted since the member joined. */
  get statistics(): InputInbox<T>['statistics'] {
    return this.inbox.statistics;
  }

  /** Adds an input that arrived after tick `tick`, or returns why not. */
  push(input: T, tick: number): PushResult {
    return this.inbox.push(input, tick);
  }

  /** The inputs to step in tick `tick`; none when called again in the same tick. Valid until the next call. */
  due(tick: number): IterableIterator<T> {
    this.left = 0;
    const elapsed = this.lastTick < 0 ? 1 : tick - this.lastTick;
    if (elapsed <= 0) return this;
    this.lastTick = tick;
    this.tokens = Math.min(this.maxTokens, this.tokens + elapsed * TOKENS_PER_TICK);
    this.watch();
    this.left = this.inbox.size > this.target ? 2 : Math.min(1, this.inbox.size);
    const paid = Math.floor((this.tokens + this.lostTokens) / TOKEN);
    if (this.left <= paid) return this;
    this.left = paid;
    // What the tokens of this tick pay for is kept back, however old it is.
    while (this.inbox.size > this.left && tick - this.inbox.oldestTick > this.patience) this.inbox.drop();
    return this;
  }

  /**
   * The room has lost `ticks` ticks because the server was late. Clients made inputs for that time too, and their clocks ran no faster:
   * its tokens are theirs, beside what they have saved, of as much time at most.
   */
  lost(ticks: number): void {
    this.lostTokens = Math.min(this.maxTokens, this.lostTokens + ticks * TOKEN);
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** The next of the inputs that are due. The returned object is the same each time. */
  next(): IteratorResult<T> {
    const { result } = this;
    const input = this.left > 0 ? this.inbox.shift() : undefined;
    result.done = input === undefined;
    result.value = input;
    if (input !== undefined) {
      this.left -= 1;
      if (this.tokens >= TOKEN) this.tokens -= TOKEN;
      else this.lostTokens -= TOKEN;
    }
    return result as IteratorResult<T>;
  }

  /** The inputs with their pacing as plain data. */
  save(): SavedInputs<T> {
    const { tokens, lostTokens, target } = this;
    return { ...this.inbox.save(), pace: { tokens, target, ...(lostTokens > 0 && { lostTokens }) } };
  }

  /** Goes on from saved inputs. */
  restore({ pace, ...inbox }: SavedInputs<T>): void {
    this.inbox.restore(inbox);
    if (pace === undefined) return;
    this.tokens = Math.min(this.maxTokens, pace.tokens);
    this.lostTokens = Math.min(this.maxTokens, pace.lostTokens ?? 0);
    this.target = Math.min(MAX_TARGET, Math.max(1, pace.target));
  }

  /** Chooses the target by how evenly inputs arrive. */
  private watch(): void {
    const { inbox, tickHz } = this;
    this.unevenness = Math.max(0, this.unevenness - 1);
    if (inbox.size === 0) this.gap += 1;
    else if (this.gap > 0) this.endGap();
    this.leastWaiting = Math.min(this.leastWaiting, inbox.size);
    this.sinceCheck += 1;
    if (this.unevenness > GAPS_TO_RAISE * tickHz) this.setTarget(Math.min(MAX_TARGET, this.target + 1));
    else if (this.sinceCheck >= this.calmTicks)
      this.setTarget(Math.max(1, this.target - (this.leastWaiting >= 2 ? 1 : 0)));
  }

  private endGap(): void {
    if (this.gap <= MAX_GAP) this.unevenness += this.tickHz;
    this.gap = 0;
  }

  private setTarget(target: number): void {
    if (target > this.target) this.unevenness = 0;
    this.target = target;
    this.leastWaiting = Infinity;
    this.sinceCheck = 0;
  }
}
