import type { ErrorCode } from '../../protocol/error-codes.js';

/** What the replays of one network address hold together, and those of all addresses. */
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

  /** True while there is more than may be. */
  get isExceeded(): boolean {
    return this.bytes > this.maxBytes;
  }

  /** Counts bytes that are kept, or, negative, that are not any more. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (bytes > 0 && this.bytes > this.maxBytes) this.onExceeded();
    this.total?.add(bytes);
  }
}

/** Counts for nobody. */
const UNBOUNDED = new ReplayBudget(Infinity, undefined, () => undefined);

/** So many entries that the client has got are kept before the list is shortened. */
const SHORTEN_AFTER = 256;
/** What an entry takes besides its bytes, roughly. */
const ENTRY_BYTES = 64;

/** What is kept of a refusal: enough to end the request that waits for it. */
export interface KeptRefusal {
  readonly ref: number;
  readonly code: ErrorCode;
  readonly text: string;
}

/** A payload as a string, a whole frame, or a refusal. */
type ReplayEntry = string | Buffer | KeptRefusal;

/** What a session's replay is, as plain data. */
export interface SavedReplay {
  /** How many messages were sent before the oldest that is kept. */
  readonly before: number;
  /** What is kept, oldest first: a payload as it is, a whole frame in base64. */
  readonly payloads: readonly (string | { readonly frame: string })[];
}

/**
 * The counted messages that a client may not have got yet, oldest first, so that a new connection can go on where the old
 * one broke. Both ends count, nothing is numbered on the wire: stream management as in XMPP (XEP-0198 sections 4 and 5).
 */
export class ReplayBuffer {
  private entries: (ReplayEntry | undefined)[] = [];
  /** Index of the oldest entry that is kept. */
  private first = 0;
  /** The count of that entry, less one. */
  private before = 0;
  private bytes = 0;

  /**
   * @param maxBytes when more is waiting, the oldest is given up, and with it the chance to resume from before it; with 0,
   *   messages are counted and none is kept
   * @param budget where its bytes are counted too
   */
  constructor(
    private maxBytes: number,
    private budget: ReplayBudget = UNBOUNDED,
  ) {}

  /** Goes on where a replay was saved. */
  static restore({ before, payloads }: SavedReplay, maxBytes: number, budget?: ReplayBudget): ReplayBuffer {
    const replay = new ReplayBuffer(maxBytes, budget);
    replay.before = before;
    for (const payload of payloads) {
      replay.record(typeof payload === 'string' ? payload : Buffer.from(payload.frame, 'base64'));
    }
    return replay;
  }

  /** The replay as plain data. @param payloadOf writes a refusal */
  save(payloadOf: (refusal: KeptRefusal) => string): SavedReplay {
    const payloads: SavedReplay['payloads'][number][] = [];
    for (const entry of this.after(this.before)) {
      if (Buffer.isBuffer(entry)) payloads.push({ frame: entry.toString('base64') });
      else payloads.push(typeof entry === 'string' ? entry : payloadOf(entry));
    }
    return { before: this.before, payloads };
  }

  /** How many messages were recorded ever. */
  get sent(): number {
    return this.before + this.entries.length - this.first;
  }

  /** What is kept, in bytes, roughly. */
  get size(): number {
    return this.bytes;
  }

  /** True when a client that has received `received` messages can get all the others. */
  canReplayAfter(received: number): boolean {
    return Number.isInteger(received) && received >= this.before && received <= this.sent;
  }

  /** Keeps what was sent. A buffer must not change afterwards. */
  record(entry: ReplayEntry): void {
    const size = sizeOf(entry);
    this.entries.push(entry);
    this.bytes += size;
    this.budget.add(size);
    if (this.bytes > this.maxBytes) this.trim();
  }

  /** Forgets what the client has received: `received` messages in all. Numbers that cannot be are ignored. */
  acknowledge(received: number): void {
    if (!this.canReplayAfter(received)) return;
    while (this.before < received) this.dropOldest();
  }

  /** Keeps so much from now on. */
  limit(maxBytes: number): void {
    this.maxBytes = maxBytes;
    this.trim();
  }

  /** Counts its bytes in another budget from now on. */
  moveTo(budget: ReplayBudget): void {
    this.budget.add(-this.bytes);
    this.budget = budget;
    budget.add(this.bytes);
  }

  /** Gives all up that it holds, and with it the chance to resume without it. It goes on counting. */
  clear(): void {
    while (this.first < this.entries.length) this.dropOldest();
  }

  /** It is needed no more. */
  release(): void {
    this.clear();
    this.entries = [];
  }

  /** What a client that has received `received` messages still lacks, oldest first. */
  *after(received: number): Generator<ReplayEntry> {
    for (let index = this.first + received - this.before; index < this.entries.length; index++) {
      const entry = this.entries[index];
      if (entry !== undefined) yield entry;
    }
  }

  private trim(): void {
    // One message is kept even if it is larger than all that may be.
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
