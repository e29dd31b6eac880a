const LINE_TIMEOUT_MS = 60_000;
const TAIL_LINES = 30;

interface LineWaiter {
  pattern: RegExp;
  resolve: (match: RegExpExecArray) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** The output lines of a process or a page, with a way to wait for one of them. */
export class LineLog {
  private readonly kept: string[] = [];
  private readonly waiters = new Set<LineWaiter>();
  private closedBecause?: string;

  /** @param owner named in error messages */
  constructor(private readonly owner: string) {}

  /** Everything written so far, oldest first, without colour codes. */
  get lines(): readonly string[] {
    return this.kept;
  }

  /** Adds a line and wakes those who wait for it. */
  add(line: string): void {
    // eslint-disable-next-line no-control-regex -- Godot colours its output even when nobody looks
    const text = line.replace(/\u001b\[[0-9;]*m/g, '');
    this.kept.push(text);
    for (const waiter of [...this.waiters]) {
      const match = waiter.pattern.exec(text);
      if (match) this.settle(waiter, () => waiter.resolve(match));
    }
  }

  /** Marks the log as complete; pending waits fail with the reason. */
  close(reason: string): void {
    this.closedBecause ??= reason;
    for (const waiter of [...this.waiters]) {
      const error = this.failure(`${reason} without ${waiter.pattern.source}`);
      this.settle(waiter, () => waiter.reject(error));
    }
  }

  /**
   * Resolves with the match of the first line, from index `fromLine` on, that `pattern` (without flag g) matches; it may have
   * been written already.
   * @throws Error with the last lines when the log closes first or after `timeoutMs`.
   */
  waitFor(pattern: RegExp, timeoutMs = LINE_TIMEOUT_MS, fromLine = 0): Promise<RegExpExecArray> {
    for (const line of this.kept.slice(fromLine)) {
      const match = pattern.exec(line);
      if (match) return Promise.resolve(match);
    }
    if (this.closedBecause) return Promise.reject(this.failure(`${this.closedBecause} without ${pattern.source}`));

    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        reject(this.failure(`wrote no ${pattern.source} within ${timeoutMs} ms`));
      }, timeoutMs);
      const waiter: LineWaiter = { pattern, resolve, reject, timer };
      this.waiters.add(waiter);
    });
  }

  /** An error that names the owner and quotes its last lines. */
  failure(text: string): Error {
    const tail = this.kept.slice(-TAIL_LINES).map((line) => `  | ${line}`);
    return new Error([`${this.owner} ${text}; its last lines:`, ...tail].join('\n'));
  }

  private settle(waiter: LineWaiter, outcome: () => void): void {
    clearTimeout(waiter.timer);
    this.waiters.delete(waiter);
    outcome();
  }
}
