import type { LoadConnection } from './load-connection.js';
import type { LoadResult } from './orders.js';

/** How long the last answers may take after the sending has ended. */
const DRAIN_MS = 15_000;

/** A stretch of sending over open connections, from `run` until the last answer. */
export abstract class Workload {
  protected sent = 0;
  protected received = 0;
  private readonly startedAt = performance.now();
  private readonly cpuAtStart = process.cpuUsage();
  private readonly timers: NodeJS.Timeout[] = [];
  private resolve!: (result: LoadResult) => void;
  private reject!: (error: Error) => void;
  private readonly result = new Promise<LoadResult>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(protected readonly connections: readonly LoadConnection[]) {}

  /** Whether a frame of this type counts as an answer. */
  abstract expects(type: number): boolean;

  /** Fails the run when the whole text of an answer is not what it should be; called once per connection. */
  abstract inspect(text: string): void;

  /** `count` answers came in one read. */
  abstract answersArrived(connection: LoadConnection, count: number): void;

  /** Called at the start, and again when the time for sending is over. */
  protected abstract begin(): void;
  protected abstract endSending(): void;

  /** Sends for `durationMs` (0: what `begin` sends) and resolves when all that was sent is answered; rejects if that takes too long. */
  run(durationMs: number): Promise<LoadResult> {
    for (const connection of this.connections) connection.serve(this);
    this.timers.push(
      setTimeout(() => this.fail(`${this.sent} sent, only ${this.received} answered`), durationMs + DRAIN_MS),
    );
    this.begin();
    if (durationMs > 0) this.timers.push(setTimeout(() => this.endSending(), durationMs));
    else this.endSending();
    return this.result;
  }

  /** Ends the run with an error. */
  fail(reason: string): void {
    this.timers.forEach(clearTimeout);
    this.reject(new Error(reason));
  }

  /** Ends the run well. */
  protected finish(): void {
    this.timers.forEach(clearTimeout);
    const elapsedMs = performance.now() - this.startedAt;
    const { user, system } = process.cpuUsage(this.cpuAtStart);
    const loadCpuShare = (user + system) / 1000 / elapsedMs;
    this.resolve({ sent: this.sent, received: this.received, elapsedMs, loadCpuShare });
  }
}
