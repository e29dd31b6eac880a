import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { EmbeddedSocket } from './embedded-socket.js';

/** What the thread gets at startup. */
export interface EmbeddedWorkerData {
  /** PGlite's own folder. */
  readonly folder: string;
}

/** One batch of protocol messages, answered by one reply, or the order to stop. */
export type EmbeddedRequest = Uint8Array | 'close';

const CLOSE_TIMEOUT_MS = 3_000;

/**
 * PGlite in a thread of its own, so that no query delays a tick. It accepts one connection at a time, as a socket that pg can
 * use. Breaking off a connection in the middle of a query kills the thread like a crash, since PGlite cannot cancel; the next
 * connection starts another one, and PostgreSQL's recovery restores everything that was committed. Committed data survives
 * the end of the thread, of the process and, if its disk honours syncs, of the machine.
 */
export class EmbeddedServer {
  private thread: Promise<Worker> | undefined;
  /** Settled when the last thread has ended: two of them in one folder would corrupt it. */
  private gone: Promise<unknown> = Promise.resolve();

  /** @param folder PGlite's own folder; created if missing */
  constructor(private readonly folder: string) {}

  /** Starts the thread now instead of at the first connection. @throws Error when the folder cannot be opened */
  async start(): Promise<void> {
    await this.running();
  }

  /** A connection that is not open yet, for pg's `stream` option. */
  openSocket(): Duplex {
    return new EmbeddedSocket(
      () => this.running(),
      (worker) => this.abandon(worker),
    );
  }

  /** Stops the thread cleanly, or by force when it is busy. */
  async stop(): Promise<void> {
    const worker = await this.thread?.catch(() => undefined);
    this.thread = undefined;
    worker?.ref();
    worker?.postMessage('close' satisfies EmbeddedRequest);
    const timer = setTimeout(() => void worker?.terminate(), CLOSE_TIMEOUT_MS);
    await this.gone;
    clearTimeout(timer);
  }

  private running(): Promise<Worker> {
    this.thread ??= this.launch();
    return this.thread;
  }

  private async launch(): Promise<Worker> {
    await this.gone;
    const worker = newThread({ folder: this.folder });
    const ended = new Promise<void>((done) => worker.once('exit', () => done()));
    this.gone = ended;
    // Without a listener, a failing thread would end the process; connections notice its exit instead.
    let failure: Error | undefined;
    worker.on('error', (error: Error) => (failure = error));
    const isReady = await Promise.race([
      new Promise((done) => worker.once('message', () => done(true))),
      ended.then(() => false),
    ]);
    if (!isReady) {
      this.thread = undefined;
      throw new Error(failure?.message ?? 'its thread has ended', { cause: failure });
    }
    const current = this.thread;
    worker.once('exit', () => {
      if (this.thread === current) this.thread = undefined;
    });
    worker.unref();
    return worker;
  }

  private abandon(worker: Worker): void {
    this.thread = undefined;
    worker.ref();
    void worker.terminate();
  }
}

/**
 * Node runs the compiled file as it is. Source files, used by tools, need the same loader as the tools; tests, which start
 * many threads, name a compiled copy.
 */
function newThread(workerData: EmbeddedWorkerData): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./embedded-worker.js', import.meta.url), { workerData });
  const compiled = process.env.GODWIT_EMBEDDED_THREAD;
  if (compiled !== undefined) return new Worker(compiled, { workerData, execArgv: [] });
  const execArgv = ['--import', '@swc-node/register/esm-register'];
  return new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData, execArgv });
}
