import { parentPort, workerData } from 'node:worker_threads';
import type { LineSettings } from '../../../core/network-lab/line-settings.js';
import type { Contract } from '../../../protocol/contract/contract.js';
import { Meters, type MeterReading } from '../measure/meters.js';
import { importScenario, type Scenario } from '../scenario.js';
import { Bot } from './bot.js';
import { isCounted, type LinkContext } from './bot-link.js';
import { LoadWire } from './load-wire.js';
import { Pacer } from './pacer.js';

/** What a thread is told when it begins. */
export interface ThreadData {
  readonly url: string;
  readonly contract: Contract;
  readonly isBinary: boolean;
  readonly seed: number;
  readonly signsIn: boolean;
  readonly lab: LineSettings | undefined;
  /** The scenario's file as a URL. */
  readonly scenario: string;
}

/** What a thread is told later: bots to start (times in milliseconds since 1970), to read its meters, or to end. */
export type ThreadOrder =
  | { readonly kind: 'start'; readonly bots: readonly { readonly number: number; readonly atMs: number }[] }
  | { readonly kind: 'read' }
  | { readonly kind: 'end' };

/** What a thread tells: that it is ready, what it has counted, or that it has ended. */
export type ThreadReport =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'reading'; readonly bots: number; readonly busy: number } & MeterReading)
  | { readonly kind: 'ended' };

/** How often the thread looks how late its own loop is. */
const LAG_EVERY_MS = 20;
const SWEEP_EVERY_MS = 1_000;
/** A life that ends at once is not begun again at once. */
const SHORTEST_LIFE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;
/** How long the last answers are waited for. */
const LAST_ANSWERS_MS = 500;

/** The bots of one thread. */
class LoadThread {
  private readonly meters = new Meters();
  private readonly pacer = new Pacer();
  private readonly bots = new Set<Bot>();
  private readonly context: LinkContext;
  private loop = performance.eventLoopUtilization();
  private isOver = false;

  constructor(
    private readonly data: ThreadData,
    private readonly scenario: Scenario,
    private readonly report: (report: ThreadReport) => void,
  ) {
    this.context = {
      url: data.url,
      wire: new LoadWire(data.contract, data.isBinary),
      meters: this.meters,
      pacer: this.pacer,
      allows: new Set(['load.stopped', ...(scenario.options.allows ?? [])]),
      lab: data.lab,
    };
    this.pacer.every(performance.now(), LAG_EVERY_MS, (dueMs) => {
      this.meters.time('generatorLag', Math.max(0, performance.now() - dueMs));
    });
    this.pacer.every(performance.now(), SWEEP_EVERY_MS, () => this.sweep(false));
  }

  take(order: ThreadOrder): void {
    if (order.kind === 'start')
      for (const { number, atMs } of order.bots) this.start(number, atMs - performance.timeOrigin);
    else if (order.kind === 'read') this.read();
    else void this.end();
  }

  private start(number: number, atMs: number): void {
    this.pacer.at(atMs, (dueMs) => void this.live(number, dueMs));
  }

  private async live(number: number, dueMs: number): Promise<void> {
    let failures = 0;
    for (let beginMs = dueMs; !this.isOver; beginMs = await this.pause(beginMs, failures)) {
      failures = (await this.liveOnce(number, beginMs)) ? 0 : failures + 1;
    }
  }

  /** Whether the life ended without an error. */
  private async liveOnce(number: number, dueMs: number): Promise<boolean> {
    const { seed, signsIn } = this.data;
    const bot = new Bot({ number, seed, signsIn, options: this.scenario.options, context: this.context });
    this.bots.add(bot);
    try {
      await bot.arrive(dueMs);
      await this.scenario.life(bot);
      return true;
    } catch (error) {
      if (!this.isOver && !isCounted(error)) bot.fail(error);
      return false;
    } finally {
      bot.depart();
      this.bots.delete(bot);
    }
  }

  private pause(beginMs: number, failures: number): Promise<number> {
    const longMs =
      failures === 0 ? SHORTEST_LIFE_MS : Math.min(LONGEST_PAUSE_MS, SHORTEST_LIFE_MS * 2 ** (failures - 1));
    const nowMs = performance.now();
    const nextMs = failures === 0 ? Math.max(nowMs, beginMs + longMs) : nowMs + longMs;
    return new Promise((resolve) => void this.pacer.at(nextMs, resolve));
  }

  private sweep(isLast: boolean): void {
    const nowMs = performance.now();
    for (const bot of this.bots) bot.sweep(nowMs, isLast);
  }

  private read(): void {
    const now = performance.eventLoopUtilization();
    const { utilization: busy } = performance.eventLoopUtilization(now, this.loop);
    this.loop = now;
    let bots = 0;
    for (const bot of this.bots) if (bot.isConnected) bots += 1;
    this.report({ kind: 'reading', bots, busy, ...this.meters.read() });
  }

  private async end(): Promise<void> {
    this.isOver = true;
    for (const bot of this.bots) bot.stop();
    await new Promise((resolve) => void setTimeout(resolve, LAST_ANSWERS_MS));
    this.report({ kind: 'ended' });
    this.pacer.stop();
  }
}

const data = workerData as ThreadData;
const scenario = await importScenario(data.scenario, data.scenario);
const thread = new LoadThread(data, scenario, (report) => parentPort?.postMessage(report));
parentPort?.on('message', (order: ThreadOrder) => thread.take(order));
parentPort?.postMessage({ kind: 'ready' } satisfies ThreadReport);
