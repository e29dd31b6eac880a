import { setTimeout as delay } from 'node:timers/promises';
import { CpuMeasurement } from '../cpu-measurement.js';
import { INPUTS } from '../loads.js';
import type { Scenario } from '../scenario.js';
import type { Trial } from '../trial.js';

const HZ = 20;
/** Paced work takes longer to say something: the server sleeps most of the time. */
const STRETCH = 2;
const HANDLED_WITHIN_MS = 5_000;

/** Waits until the server has handled `count` messages since it started. */
async function untilHandled(trial: Trial, count: number): Promise<void> {
  const deadline = performance.now() + HANDLED_WITHIN_MS;
  let handled = 0;
  while (performance.now() < deadline) {
    ({ handled } = await trial.sample());
    if (handled === count) return;
    await delay(10);
  }
  throw new Error(`${count} inputs were sent, ${handled} were handled`);
}

/** Players' inputs without replies: 1,000 connections, 20 a second each. */
export const inputs: Scenario = {
  name: 'inputs',
  subjects: [
    { name: 'bare ws', server: 'bare-ws', messages: INPUTS },
    { name: 'Godwit', server: 'godwit', messages: INPUTS },
  ],
  rows: [
    {
      work: 'input without reply, 1,000 connections × 20 Hz',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'bare ws',
      compare: 'ratio',
      atMost: 1.1,
    },
  ],
  prepare: async (trial) => {
    const { messages } = trial.subject;
    let sent = 0;
    await trial.open(trial.options.playerConnections);
    return new CpuMeasurement(trial, async (durationMs) => {
      const result = await trial.load('input', { messages, hz: HZ, durationMs: STRETCH * durationMs });
      sent += result.sent;
      await untilHandled(trial, sent);
      return result;
    }).warmUp();
  },
};
