import type { ErrorCode } from '../../protocol/error-codes.js';

/** The bytes held by the replays of one network address, and by those of all addresses. */
export class ReplayBudget {
  /** The bytes of this address. */
  bytes = 0;

  /**
   * @param total the budget of all addresses; undefined for that one itself
   * @param onExceeded called whenever something is added and there is more than `maxBytes`, in the midst of a send
   */
  constructor(
    private readonly maxBytes: number,
    private readonly total: ReplayBudget | undefined,
    private readonly onExceeded: () => void,
  ) {}

  /** True while it is over its limit. */
  get isExceeded(): boolean {
    return this.bytes > this.maxBytes;
  }

  /** Adds bytes; negative when they are released. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (bytes > 0 && this.bytes > this.maxBytes) this.onExceeded();
    this.total?.add(bytes);
  }
}

/** A budget without a limit. */
const UNBOUNDED = new ReplayBudget(Infinity, undefined, () => undefined);

/** How many acknowledged entries may pile up before the list is compacted. */
const SHORTEN_AFTER = 256;
/** Approximate overhead of an entry, in bytes. */
const ENTRY_BYTES = 64;

/** A refusal as it is kept: enough to settle the request that waits for it. */
export interface KeptRefusal {
  readonly ref: number;
  readonly code: ErrorCode;
  readonly text: string;
}

/** A payload as a string, a whole frame, or a refusal. */
type ReplayEntry = string | Buffer | KeptRefusal;

/** A replay as plain data. */
export interface SavedReplay {
  /** How many messages were sent before the oldest kept one. */
  readonly before: number;
  /** The kept messages, oldest first: payloads as they are, complete frames in base64. */
  readonly payloads: readonly (string | { readonly frame: string })[];
}

/**
 * The counted messages that a client may not have received yet, oldest first, so that a new connection can continue where the old
 * one broke. Both ends count; nothing is numbered on the wire. This is stream management as in XMPP (XEP-0198 sections 4 and 5).
 */
export class ReplayBuffer {
  private entries: (ReplayEntry | undefined)[] = [];
  /** Index of the oldest kept entry. */
  private first = 0;
  /** The count of that entry, less one. */
  private before = 0;
  private bytes = 0;

  /**
   * @param maxBytes beyond this the oldest entries are dropped, and with them the chance to resume from before them; 0 counts
   *   messages but keeps none
   * @param budget the shared budget its bytes count towards
   */
  constructor(
    private maxBytes: number,
    private budget: ReplayBudget = UNBOUNDED,
  ) {}

  /** Restores a saved replay. */
  static restore({ before, payloads }: SavedReplay, maxBytes: number, budget?: ReplayBudget): ReplayBuffer {
    const replay = new ReplayBuffer(maxBytes, budget);
    replay.before = before;
    for (const payload of payloads) {
      replay.record(typeof payload === 'string' ? payload : Buffer.from(payload.frame, 'base64'));
    }
    return replay;
  }

  /** The replay as plain data. @param payloadOf encodes a refusal */
  save(payloadOf: (refusal: KeptRefusal) => string): SavedReplay {
    const payloads: SavedReplay['payloads'][number][] = [];
    for (const entry of this.after(this.before)) {
      if (Buffer.isBuffer(entry)) payloads.push({ frame: entry.toString('base64') });
      else payloads.push(typeof entry === 'string' ? entry : payloadOf(entry));
    }
    return { before: this.before, payloads };
  }

  /** How many messages were recorded in all. */
  get sent(): number {
    return this.before + this.entries.length - this.first;
  }

  /** Approximate size of what is kept, in bytes. */
  get size(): number {
    return this.bytes;
  }

  /** Whether everything after the first `received` messages is still kept. */
  canReplayAfter(received: number): boolean {
    return Number.isInteger(received) && received >= this.before && received <= this.sent;
  }

  /** Records a message. A buffer must not change afterwards. */
  record(entry: ReplayEntry): void {
    const size = sizeOf(entry);
    this.entries.push(entry);
    this.bytes += size;
    this.budget.add(size);
    if (this.bytes > this.maxBytes) this.trim();
  }

  /** Drops what the client has acknowledged: the first `received` messages. Impossible numbers are ignored. */
  acknowledge(received: number): void {
    if (!this.canReplayAfter(received)) return;
    while (this.before < received) this.dropOldest();
  }

  /** Sets a new limit. */
  limit(maxBytes: number): void {
    this.maxBytes = maxBytes;
    this.trim();
  }

  /** Moves its bytes to another budget. */
  moveTo(budget: ReplayBudget): void {
    this.budget.add(-this.bytes);
    this.budget = budget;
    budget.add(this.bytes);
  }

  /** Drops everything it holds, and with it the chance to resume; keeps counting. */
  clear(): void {
    while (this.first < this.entries.length) this.dropOldest();
  }

  /** Releases its share of the budget; the replay is no longer needed. */
  release(): void {
    this.clear();
    this.entries = [];
  }

  /** Everything after the first `received` messages, oldest first. */
  *after(received: number): Generator<ReplayEntry> {
    for (let index = this.first + received - this.before; index < this.entries.length; index++) {
      const entry = this.entries[index];
      if (entry !== undefined) yield entry;
    }
  }

  private trim(): void {
    // One message is kept even if it alone exceeds the limit.
    const least = this.maxBytes === 0 ? 0 : 1;
    while (this.bytes > this.maxBytes && this.entries.length - this.first > least) this.dropOldest();
  }

  private dropOldest(): void {
    const oldest = this.entries[this.first];
    if (oldest === undefined) return;
    const size = sizeOf(oldest);
    this.bytes -= size;
    this.budget.add(-size);
    this.entries[this.first] = undefined;
    this.first += 1;
    this.before += 1;
    if (this.first < SHORTEN_AFTER) return;
    this.entries = this.entries.slice(this.first);
    this.first = 0;
  }
}

function sizeOf(entry: ReplayEntry): number {
  if (typeof entry !== 'string' && !Buffer.isBuffer(entry)) return ENTRY_BYTES + entry.text.length;
  return entry.length + ENTRY_BYTES;
}
