const MAX_LINES = 2_000;
/** Of one line; what is longer is cut. */
const MAX_LENGTH = 8_192;
/** Of all lines together: whoever logs long ones keeps fewer. */
const MAX_TOTAL_LENGTH = 1_048_576;

/** A line of the log, as it was written. */
export interface TailLine {
  /** Counts up from 0. */
  readonly number: number;
  readonly text: string;
}

/** The last lines of this process's log, for whoever looks. A line costs the place that it takes, and is read by nobody before. */
export class LogTail {
  /** The log of this process, whichever application in it writes. */
  static readonly ofProcess = new LogTail();

  private readonly lines: (string | undefined)[] = [];
  private first = 0;
  private next = 0;
  private length = 0;

  /** How many lines there have been. */
  get total(): number {
    return this.next;
  }

  /** Keeps a line. */
  add(line: string): void {
    const kept = line.length <= MAX_LENGTH ? line : copied(line);
    if (this.next - this.first === MAX_LINES) this.forgetFirst();
    this.lines[this.next % MAX_LINES] = kept;
    this.next += 1;
    this.length += kept.length;
    while (this.length > MAX_TOTAL_LENGTH) this.forgetFirst();
  }

  /** The lines that are kept, the latest first. @param before only those with a smaller number */
  *latest(before = Infinity): Iterable<TailLine> {
    for (let number = Math.min(before, this.next) - 1; number >= this.first; number--)
      yield { number, text: this.lines[number % MAX_LINES] ?? '' };
  }

  private forgetFirst(): void {
    const slot = this.first % MAX_LINES;
    this.length -= this.lines[slot]?.length ?? 0;
    this.lines[slot] = undefined;
    this.first += 1;
  }
}

/** The beginning of a line, without holding the rest of it in memory. */
function copied(line: string): string {
  return Buffer.from(line.slice(0, MAX_LENGTH)).toString();
}
