import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LOADER, RUNS_FROM_SOURCE } from '../../project/own-program.js';
import type { BotStart } from '../schedule.js';
import type { ThreadData, ThreadOrder, ThreadReport } from './load-thread.js';

/** Bots of one thread. */
const BOTS_PER_THREAD = 250;

const THREAD = new URL(RUNS_FROM_SOURCE ? './load-thread.ts' : './load-thread.js', import.meta.url);

/** A thread's reading. */
export type ThreadReading = Extract<ThreadReport, { readonly kind: 'reading' }>;

/** The threads that the bots live in. */
export class ThreadPool {
  private failure: Error | undefined;

  private constructor(private readonly workers: readonly Worker[]) {
    for (const worker of workers) worker.on('error', (error) => (this.failure ??= error));
  }

  /** Starts as many threads as so many bots need. @throws Error when a thread does not start, such as for its scenario */
  static async start(bots: number, data: ThreadData): Promise<ThreadPool> {
    const count = Math.ceil(bots / BOTS_PER_THREAD);
    const workers = Array.from(
      { length: count },
      () => new Worker(THREAD, { workerData: data, execArgv: [...LOADER] }),
    );
    const pool = new ThreadPool(workers);
    try {
      await Promise.all(workers.map((worker) => once(worker, 'message')));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** How many threads there are. */
  get size(): number {
    return this.workers.length;
  }

  /** Starts bots, each in its thread. @param originMs when the run began, in milliseconds since 1970 */
  startBots(starts: readonly BotStart[], originMs: number): void {
    for (const [index, worker] of this.workers.entries()) {
      const own = starts.filter(({ number }) => number % this.workers.length === index);
      const bots = own.map(({ number, atMs }) => ({ number, atMs: originMs + atMs }));
      if (bots.length > 0) worker.postMessage({ kind: 'start', bots } satisfies ThreadOrder);
    }
  }

  /** Reads all meters. @throws Error the one that ended a thread */
  async read(): Promise<ThreadReading[]> {
    if (this.failure !== undefined) throw this.failure;
    return Promise.all(this.workers.map(async (worker) => (await ask(worker, { kind: 'read' })) as ThreadReading));
  }

  /** Has all bots stop, and waits a little for the last answers. */
  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => ask(worker, { kind: 'end' })));
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

async function ask(worker: Worker, order: ThreadOrder): Promise<ThreadReport> {
  const answer = once(worker, 'message');
  worker.postMessage(order);
  const [report] = (await answer) as [ThreadReport];
  return report;
}
