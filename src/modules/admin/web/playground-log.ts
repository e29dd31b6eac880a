/** One line of a test player's log: a packet, or what has happened to the line. */
export interface LogEntry {
  readonly id: number;
  readonly kind: 'out' | 'in' | 'note';
  /** On the page's own clock, in milliseconds. */
  readonly atMs: number;
  /** The message's name; what happened, for a note. */
  readonly name: string;
  readonly type: number;
  readonly ref: number;
  readonly message: unknown;
  /** As it was on the wire. */
  readonly frame: string | Uint8Array<ArrayBuffer>;
  readonly bytes: number;
  /** The error's code: of an Error, or why the packet could not be sent or read. */
  readonly code: string | undefined;
  /** The answer to a request, once it is there. */
  answer: LogEntry | undefined;
  /** How long the answer took, in milliseconds. */
  tookMs: number | undefined;
}

/** Types that nobody asked to see: Ping, Pong, what a state consists of, and StateHave. */
export const QUIET_TYPES: ReadonlySet<number> = new Set([4, 5, 10, 11, 12, 18]);
const MAX_ENTRIES = 400;
/** Twenty patches a second would soon push everything else out. */
const MAX_QUIET_ENTRIES = 100;

/** What a test player has sent and received, the latest first. */
export class PlayerLog {
  entries: readonly LogEntry[] = [];
  private lastId = 0;

  /** Adds a line. An answer goes beside its request. @returns the request that it answers */
  add(entry: Omit<LogEntry, 'id' | 'answer' | 'tookMs'>): LogEntry | undefined {
    const added: LogEntry = { ...entry, id: ++this.lastId, answer: undefined, tookMs: undefined };
    const asked = this.requestOf(added);
    if (asked === undefined) this.entries = shortened([added, ...this.entries]);
    else {
      asked.answer = added;
      asked.tookMs = added.atMs - asked.atMs;
    }
    return asked;
  }

  /** Forgets everything. */
  clear(): void {
    this.entries = [];
  }

  private requestOf({ kind, ref }: LogEntry): LogEntry | undefined {
    if (kind !== 'in' || ref === 0) return undefined;
    return this.entries.find((entry) => entry.kind === 'out' && entry.ref === ref && entry.answer === undefined);
  }
}

function shortened(entries: readonly LogEntry[]): readonly LogEntry[] {
  const counts = { quiet: 0, other: 0 };
  return entries.filter(({ type }) =>
    QUIET_TYPES.has(type) ? ++counts.quiet <= MAX_QUIET_ENTRIES : ++counts.other <= MAX_ENTRIES,
  );
}
