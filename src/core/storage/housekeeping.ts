const HOUR_MS = 3_600_000;

/** Deletes what is stored and too old: once it is started and then every hour. A failure is told, and the next hour tries again. */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly prune: () => Promise<void>,
    private readonly tell: (error: unknown) => void,
  ) {}

  /** Begins with the first time. */
  start(): void {
    this.run();
    this.timer = setInterval(() => this.run(), HOUR_MS).unref();
  }

  /** Ends it, and waits for what is under way: call it before the database closes. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private run(): void {
    this.running = this.prune().catch(this.tell);
  }
}
