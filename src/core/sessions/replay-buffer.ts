/** So many entries that the client has got are kept before the list is shortened. */
const SHORTEN_AFTER = 256;
/** What an entry takes besides its bytes, roughly. */
const ENTRY_BYTES = 64;

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
  private payloads: (string | Buffer | undefined)[] = [];
  /** Index of the oldest payload that is kept. */
  private first = 0;
  /** The count of that payload, less one. */
  private before = 0;
  private bytes = 0;

  /** @param maxBytes when more is waiting, the oldest is given up, and with it the chance to resume from before it */
  constructor(private readonly maxBytes: number) {}

  /** Goes on where a replay was saved. */
  static restore({ before, payloads }: SavedReplay, maxBytes: number): ReplayBuffer {
    const replay = new ReplayBuffer(maxBytes);
    replay.before = before;
    for (const payload of payloads) {
      replay.record(typeof payload === 'string' ? payload : Buffer.from(payload.frame, 'base64'));
    }
    return replay;
  }

  /** The replay as plain data. */
  save(): SavedReplay {
    const payloads: SavedReplay['payloads'][number][] = [];
    for (const payload of this.after(this.before)) {
      payloads.push(typeof payload === 'string' ? payload : { frame: payload.toString('base64') });
    }
    return { before: this.before, payloads };
  }

  /** How many messages were recorded ever. */
  get sent(): number {
    return this.before + this.payloads.length - this.first;
  }

  /** True when a client that has received `received` messages can get all the others. */
  canReplayAfter(received: number): boolean {
    return Number.isInteger(received) && received >= this.before && received <= this.sent;
  }

  /** Keeps what was sent: a payload as a string, or a whole frame. The buffer must not change afterwards. */
  record(payload: string | Buffer): void {
    this.payloads.push(payload);
    this.bytes += sizeOf(payload);
    while (this.bytes > this.maxBytes && this.payloads.length - this.first > 1) this.dropOldest();
  }

  /** Forgets what the client has received: `received` messages in all. Numbers that cannot be are ignored. */
  acknowledge(received: number): void {
    if (!this.canReplayAfter(received)) return;
    while (this.before < received) this.dropOldest();
  }

  /** What a client that has received `received` messages still lacks, oldest first. */
  *after(received: number): Generator<string | Buffer> {
    for (let index = this.first + received - this.before; index < this.payloads.length; index++) {
      const payload = this.payloads[index];
      if (payload !== undefined) yield payload;
    }
  }

  private dropOldest(): void {
    const oldest = this.payloads[this.first];
    if (oldest === undefined) return;
    this.bytes -= sizeOf(oldest);
    this.payloads[this.first] = undefined;
    this.first += 1;
    this.before += 1;
    if (this.first < SHORTEN_AFTER) return;
    this.payloads = this.payloads.slice(this.first);
    this.first = 0;
  }
}

function sizeOf(payload: string | Buffer): number {
  return payload.length + ENTRY_BYTES;
}
