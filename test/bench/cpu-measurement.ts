import type { LoadResult } from './load/orders.js';
import { median } from './median.js';
import type { Figures, Measurement } from './scenario.js';
import type { Trial } from './trial.js';

const MAX_WARM_UPS = 10;

/** Connections of a request load. */
export const REQUEST_CONNECTIONS = 50;

/** The server's CPU time per message: the median of any number of slices of the same work. */
export class CpuMeasurement implements Measurement {
  private readonly cpuUsOfSlices: number[] = [];
  private sent = 0;
  private received = 0;
  private handled = 0;
  private elapsedMs = 0;
  private loadCpuMs = 0;

  /** @param work sends messages for the given time and waits until the server is done with them */
  constructor(
    private readonly trial: Trial,
    private readonly work: (durationMs: number) => Promise<LoadResult>,
  ) {}

  /** Does the work without measuring until the server's code is compiled: for some time and some messages. */
  async warmUp(atLeast = this.trial.options.warmUpMessages): Promise<this> {
    const { warmUpMs } = this.trial.options;
    let messages = 0;
    for (let round = 0; round < MAX_WARM_UPS && messages < atLeast; round++) {
      const { sent, received } = await this.work(warmUpMs);
      messages += Math.max(sent, received);
    }
    return this;
  }

  async slice(): Promise<void> {
    const before = await this.trial.sample();
    const result = await this.work(this.trial.options.sliceMs);
    const after = await this.trial.sample();
    this.cpuUsOfSlices.push((after.cpuUs - before.cpuUs) / result.sent);
    this.handled += after.handled - before.handled;
    this.sent += result.sent;
    this.received += result.received;
    this.elapsedMs += result.elapsedMs;
    this.loadCpuMs += result.loadCpuShare * result.elapsedMs;
  }

  figures(): Figures {
    const { sent, received, handled, elapsedMs } = this;
    const cpuUs = median(this.cpuUsOfSlices);
    const perSecond = (sent / elapsedMs) * 1000;
    return { cpuUs, sent, received, handled, perSecond, loadCpuShare: this.loadCpuMs / elapsedMs };
  }
}

/** Requests with replies on 50 connections, `inFlight` waiting on each, after at least `warmUpMessages` without. */
export async function requestMeasurement(
  trial: Trial,
  inFlight: number,
  warmUpMessages = trial.options.warmUpMessages,
): Promise<Measurement> {
  const { messages } = trial.subject;
  await trial.open(REQUEST_CONNECTIONS);
  return new CpuMeasurement(trial, (durationMs) => trial.load('request', { messages, inFlight, durationMs })).warmUp(
    warmUpMessages,
  );
}
