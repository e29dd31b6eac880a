import type { BenchChild } from './child-process.js';
import type { LoadOrders } from './load/orders.js';
import type { BenchOptions } from './options.js';
import type { Figures, LocalScenario, Measurement, Scenario } from './scenario.js';
import { Trial } from './trial.js';

/** The figures of each subject, one entry per repetition. */
export type Repetitions = Map<string, Figures[]>;

/** Called after each repetition for each subject. */
export type Progress = (scenario: string, subject: string, repetition: number, figures: Figures) => void;

/** Measures every subject of a scenario once per repetition. */
export async function runScenario(
  scenario: Scenario,
  options: BenchOptions,
  loadProcess: BenchChild<LoadOrders>,
  progress?: Progress,
): Promise<Repetitions> {
  const result: Repetitions = new Map(scenario.subjects.map(({ name }) => [name, []]));
  for (let repetition = 0; repetition < options.reps; repetition++) {
    const measured = await runRepetition(scenario, options, loadProcess, repetition);
    for (const [subject, figures] of measured) {
      result.get(subject)?.push(figures);
      progress?.(scenario.name, subject, repetition, figures);
    }
  }
  return result;
}

/**
 * Measures a local scenario once per repetition.
 * @returns why it cannot be measured here, where it cannot
 */
export async function runLocally(
  scenario: LocalScenario,
  options: BenchOptions,
  progress?: Progress,
): Promise<Repetitions | string> {
  const result: Repetitions = new Map();
  for (let repetition = 0; repetition < (scenario.isOnce ? 1 : options.reps); repetition++) {
    const measured = await scenario.measure(options);
    if (typeof measured === 'string') return measured;
    for (const [subject, figures] of Object.entries(measured)) {
      result.set(subject, [...(result.get(subject) ?? []), figures]);
      progress?.(scenario.name, subject, repetition, figures);
    }
  }
  return result;
}

/**
 * Starts a fresh server for every subject and lets them take turns, slice by slice, each round beginning with another
 * one: whatever slows the machine for a second or two then slows all of them.
 */
async function runRepetition(
  scenario: Scenario,
  options: BenchOptions,
  loadProcess: BenchChild<LoadOrders>,
  repetition: number,
): Promise<Map<string, Figures>> {
  const trials: Trial[] = [];
  const measurements: Measurement[] = [];
  try {
    for (const subject of scenario.subjects) {
      const trial = await Trial.start(subject, options, loadProcess);
      trials.push(trial);
      measurements.push(await scenario.prepare(trial));
    }
    const rounds = scenario.isOneSlice ? 1 : options.slices;
    for (let round = 0; round < rounds; round++) {
      for (const measurement of rotated(measurements, repetition + round)) await measurement.slice();
    }
  } catch (error) {
    // The first error is the one that tells; what stopping says after it is only its echo.
    await Promise.allSettled(trials.map((trial) => trial.stop()));
    throw error;
  }
  await Promise.all(trials.map((trial) => trial.stop()));
  return new Map(scenario.subjects.map(({ name }, index) => [name, measurements[index]?.figures() ?? {}]));
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
