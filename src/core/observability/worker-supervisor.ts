import cluster, { type Worker } from 'node:cluster';
import type { LoggerService } from '@nestjs/common';
import { AggregatorRegistry, Gauge, type MetricObject } from 'prom-client';
import { STOP_SIGNALS } from './process-guard.js';
import { isWord, METRICS_WAIT_MS, WORKER_VARIABLE, type SupervisorWord, type WorkerWord } from './worker-channel.js';

/** How long a worker that has ended is waited for before it starts again: twice as long each time, until it has run for a while. */
const BACKOFF = { firstMs: 1_000, mostMs: 30_000, forgottenAfterMs: 60_000 };

/** The variables that say how many workers there are. */
export interface WorkerVariables {
  readonly WORKERS: string;
  /** WORKERS as a number. */
  readonly workerCount: number;
  readonly REDIS_URL?: string | undefined;
}

/** One of WORKERS, over all its lives. */
interface Slot {
  readonly number: number;
  worker?: Worker | undefined;
  nodeId?: string | undefined;
  isListening: boolean;
  startedMs: number;
  backoffMs: number;
  timer?: NodeJS.Timeout | undefined;
}

interface Round {
  readonly metrics: (readonly MetricObject[])[];
  readonly waiting: Set<Worker>;
  readonly finish: () => void;
}

/**
 * With WORKERS, starts this program so many times again and supervises these processes, which share the port; does nothing in
 * one of them, and without WORKERS. Call it first, before anything is opened.
 * @returns false when the caller is to be the server
 * @throws Error, one sentence, when several workers cannot be one server
 */
export function superviseWorkers(config: WorkerVariables, logger: LoggerService): boolean {
  const count = config.workerCount;
  if (count === 1 || cluster.isWorker) return false;
  if (config.REDIS_URL === undefined)
    throw new Error(`WORKERS is ${config.WORKERS}, which needs REDIS_URL and CLUSTER_SECRET: each worker is a node.`);
  new WorkerSupervisor(count, logger).start();
  return true;
}

/** The process that workers are forked from: starts them anew when they end, and stops them all. Serves nobody itself. */
class WorkerSupervisor {
  private readonly slots: Slot[];
  private readonly rounds = new Map<number, Round>();
  private lastRound = 0;
  private isStopping = false;
  private hasFailed = false;

  constructor(
    count: number,
    private readonly logger: LoggerService,
  ) {
    const slot = { isListening: false, startedMs: 0, backoffMs: BACKOFF.firstMs };
    this.slots = Array.from({ length: count }, (_, index) => ({ ...slot, number: index + 1 }));
  }

  /** Starts one worker, and the others once that one listens: what stops the boot is told once. */
  start(): void {
    for (const signal of STOP_SIGNALS) process.on(signal, () => this.stop(signal));
    cluster.on('message', (worker, message) => {
      if (isWord(message)) this.hear(worker, message as WorkerWord);
    });
    cluster.on('listening', (worker) => this.onListening(worker));
    cluster.on('exit', (worker, code, signal) => this.onExit(worker, signal || code));
    const [first] = this.slots;
    if (first !== undefined) this.fork(first);
  }

  private fork(slot: Slot): void {
    slot.timer = undefined;
    slot.startedMs = performance.now();
    slot.isListening = false;
    slot.worker = cluster.fork({ [WORKER_VARIABLE]: String(slot.number) });
  }

  private onListening(worker: Worker): void {
    const slot = this.slotOf(worker);
    if (slot !== undefined) slot.isListening = true;
    if (this.isStopping) return;
    for (const other of this.slots) if (other.worker === undefined && other.timer === undefined) this.fork(other);
  }

  private onExit(worker: Worker, how: number | string): void {
    const slot = this.slotOf(worker);
    if (slot === undefined) return;
    const { nodeId } = slot;
    slot.worker = slot.nodeId = undefined;
    for (const round of this.rounds.values()) this.settle(round, worker);
    if (how !== 0) this.hasFailed = true;
    const hasStarted = slot.isListening || this.slots.some((other) => other.worker !== undefined || other.timer);
    if (this.isStopping || !hasStarted) {
      if (!hasStarted) this.isStopping = true;
      this.endWhenEmpty();
      return;
    }
    // Nobody has to wait for its lease: a process that has ended renews it no more.
    if (nodeId !== undefined) for (const { worker: other } of this.slots) this.say(other, { godwit: 'died', nodeId });
    this.restart(slot, how);
  }

  private restart(slot: Slot, how: number | string): void {
    if (performance.now() - slot.startedMs > BACKOFF.forgottenAfterMs) slot.backoffMs = BACKOFF.firstMs;
    const { backoffMs, number } = slot;
    slot.backoffMs = Math.min(backoffMs * 2, BACKOFF.mostMs);
    this.logger.error(`Worker ${number} has ended (${how}) and starts again in ${backoffMs / 1_000} s.`, 'Workers');
    slot.timer = setTimeout(() => this.fork(slot), backoffMs);
  }

  private stop(signal: NodeJS.Signals): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.hasFailed = false;
    this.logger.log(`Received ${signal}; the workers stop.`, 'Workers');
    for (const { timer, worker } of this.slots) {
      clearTimeout(timer);
      worker?.process.kill('SIGTERM');
    }
    this.endWhenEmpty();
  }

  private endWhenEmpty(): void {
    if (this.slots.every(({ worker }) => worker === undefined)) process.exit(this.hasFailed ? 1 : 0);
  }

  private hear(worker: Worker, word: WorkerWord): void {
    const slot = this.slotOf(worker);
    if (word.godwit === 'node' && slot !== undefined) slot.nodeId = word.nodeId;
    else if (word.godwit === 'ask-metrics')
      this.gather((text) => this.say(worker, { godwit: 'all-metrics', ask: word.ask, text }));
    else if (word.godwit === 'metrics') {
      const round = this.rounds.get(word.round);
      round?.metrics.push(word.metrics);
      if (round !== undefined) this.settle(round, worker);
    }
  }

  /** Asks all workers for their metrics; those that stand still are left out. */
  private gather(answer: (text: string) => void): void {
    const round = ++this.lastRound;
    const metrics: (readonly MetricObject[])[] = [];
    const timer = setTimeout(() => finish(), METRICS_WAIT_MS);
    const finish = (): void => {
      clearTimeout(timer);
      if (this.rounds.delete(round)) void textOf(metrics).then(answer);
    };
    const waiting = new Set<Worker>();
    this.rounds.set(round, { metrics, waiting, finish });
    for (const { worker, isListening } of this.slots) {
      if (worker === undefined || !isListening) continue;
      waiting.add(worker);
      this.say(worker, { godwit: 'want-metrics', round });
    }
    if (waiting.size === 0) finish();
  }

  private settle({ waiting, finish }: Round, worker: Worker): void {
    if (waiting.delete(worker) && waiting.size === 0) finish();
  }

  private say(worker: Worker | undefined, word: SupervisorWord): void {
    if (worker?.isConnected()) worker.send(word);
  }

  private slotOf(worker: Worker): Slot | undefined {
    return this.slots.find((slot) => slot.worker === worker);
  }
}

/** The metrics of several workers as one. */
function textOf(metrics: readonly (readonly MetricObject[])[]): Promise<string> {
  const all = AggregatorRegistry.aggregate(metrics as unknown as object[]);
  const help = 'Workers whose metrics these are.';
  new Gauge({ name: 'godwit_workers', help, registers: [all] }).set(metrics.length);
  return all.metrics();
}
