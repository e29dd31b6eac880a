/** Lets so many works run at once; others wait in line, up to a limit. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param mostAtOnce works that may run at the same time
   * @param mostWaiting works that may wait
   */
  constructor(
    private readonly mostAtOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** True when one more would be turned away. */
  get isFull(): boolean {
    return this.running >= this.mostAtOnce && this.waiting.length >= this.mostWaiting;
  }

  /** Runs `work` when it is its turn. @throws what `work` throws; Error when {@link isFull} */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.isFull) throw new Error('Too many are waiting.');
    if (this.running < this.mostAtOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes to the next in line, or is free.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
