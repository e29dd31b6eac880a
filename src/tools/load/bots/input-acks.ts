/** More inputs than these are never under way; a power of two. */
const MOST = 1_024;
/** Inputs count up to this and begin again at 0. */
const NUMBERS = 65_536;

/** Times from each numbered input to the patch that includes it. */
export class InputAcks {
  private readonly beginMs = new Float64Array(MOST);
  private sent = 0;
  private acknowledged = 0;

  constructor(private readonly time: (ms: number) => void) {}

  /** Forgets those that are under way. The server goes on from the last number, and so does this. */
  forget(): void {
    this.acknowledged = this.sent;
  }

  /** Begins again at 1, in another room. */
  restart(): void {
    this.acknowledged = this.sent = 0;
  }

  /** The number of the next input, which begins at `beginMs`. */
  next(beginMs: number): number {
    this.sent += 1;
    this.beginMs[this.sent % MOST] = beginMs;
    return this.sent % NUMBERS;
  }

  /** A patch arrived that includes the inputs up to the number `ack`. */
  acknowledge(ack: number, nowMs: number): void {
    const ahead = (ack - (this.acknowledged % NUMBERS) + NUMBERS) % NUMBERS;
    if (ahead === 0 || ahead > this.sent - this.acknowledged) return;
    const last = this.acknowledged + ahead;
    for (let each = Math.max(this.acknowledged + 1, this.sent - MOST + 1); each <= last; each++) {
      this.time(nowMs - (this.beginMs[each % MOST] ?? nowMs));
    }
    this.acknowledged = last;
  }
}
