import cluster from 'node:cluster';
import type { MetricObject, Registry } from 'prom-client';

/** Tells a worker its number. */
export const WORKER_VARIABLE = 'GODWIT_WORKER';
/** When the supervisor has waited for all workers' metrics. */
export const METRICS_WAIT_MS = 1_000;
/** The supervisor itself may be busy. */
const MAX_WAIT_MS = METRICS_WAIT_MS + 4_000;

/** What a worker says to its supervisor. */
export type WorkerWord =
  | { readonly godwit: 'node'; readonly nodeId: string }
  | { readonly godwit: 'ask-metrics'; readonly ask: number }
  | { readonly godwit: 'metrics'; readonly round: number; readonly metrics: readonly MetricObject[] };

/** What the supervisor says to a worker. */
export type SupervisorWord =
  | { readonly godwit: 'died'; readonly nodeId: string }
  | { readonly godwit: 'want-metrics'; readonly round: number }
  | { readonly godwit: 'all-metrics'; readonly ask: number; readonly text: string };

/** Whether a message is of this channel: others, such as Node's own and a game's, pass by. */
export function isWord(message: unknown): message is WorkerWord | SupervisorWord {
  return typeof message === 'object' && message !== null && 'godwit' in message;
}

/** The number of this process among WORKERS, from 1; undefined when it is no worker. */
export function workerNumber(): number | undefined {
  return cluster.isWorker && process.env[WORKER_VARIABLE] !== undefined
    ? Number(process.env[WORKER_VARIABLE])
    : undefined;
}

/** A worker's end of the channel to its supervisor. */
export class WorkerChannel {
  private static ofProcess: WorkerChannel | undefined;
  private readonly asked = new Map<number, (text: string | undefined) => void>();
  private asks = 0;
  private registry: Registry | undefined;
  private onDied: (nodeId: string) => void = () => undefined;

  private constructor() {
    process.on('message', (message) => {
      if (isWord(message)) this.hear(message as SupervisorWord);
    });
  }

  /** That of this process; undefined when it is no worker. */
  static get current(): WorkerChannel | undefined {
    if (workerNumber() === undefined) return undefined;
    return (WorkerChannel.ofProcess ??= new WorkerChannel());
  }

  /** Tells which node this is. @param onDied told of the nodes of workers that have ended */
  introduce(nodeId: string, onDied: (nodeId: string) => void): void {
    this.onDied = onDied;
    this.say({ godwit: 'node', nodeId });
  }

  /** From now on this worker's metrics are among those of all. */
  share(registry: Registry): void {
    this.registry = registry;
  }

  /** The metrics of all workers that answer, as text; undefined when the supervisor does not. */
  allMetrics(): Promise<string | undefined> {
    const ask = ++this.asks;
    return new Promise((resolve) => {
      const done = (text: string | undefined): void => {
        clearTimeout(timer);
        this.asked.delete(ask);
        resolve(text);
      };
      const timer = setTimeout(() => done(undefined), MAX_WAIT_MS).unref();
      this.asked.set(ask, done);
      this.say({ godwit: 'ask-metrics', ask });
    });
  }

  private hear(word: SupervisorWord): void {
    if (word.godwit === 'died') this.onDied(word.nodeId);
    else if (word.godwit === 'all-metrics') this.asked.get(word.ask)?.(word.text);
    else void this.report(word.round);
  }

  private async report(round: number): Promise<void> {
    const metrics = (await this.registry?.getMetricsAsJSON()) ?? [];
    this.say({ godwit: 'metrics', round, metrics });
  }

  private say(word: WorkerWord): void {
    if (process.connected) process.send?.(word);
  }
}
