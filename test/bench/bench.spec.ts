import { spawnSync } from 'node:child_process';
import { BenchChild } from './child-process.js';
import type { LoadOrders } from './load/orders.js';
import { parseOptions, type BenchOptions } from './options.js';
import { failsGate, markdownTable, resultOf } from './report.js';
import { runLocally, runScenario, type Repetitions } from './run.js';
import { codec } from './scenarios/codec.js';
import { requestBatched } from './scenarios/request-batched.js';

const START_MS = 120_000;

const tiny: BenchOptions = { ...parseOptions(['--quick']), warmUpMs: 1, warmUpMessages: 1, sliceMs: 20, slices: 2 };

describe('bench', () => {
  let loadProcess: BenchChild<LoadOrders>;
  let repetitions: Repetitions;

  beforeAll(async () => {
    loadProcess = await BenchChild.start<LoadOrders>({ script: 'load/main', core: 1 });
    repetitions = await runScenario(requestBatched, tiny, loadProcess);
  }, START_MS);

  afterAll(async () => {
    await loadProcess.stop();
  });

  it('is compiled by its own command', () => {
    const args = ['node_modules/typescript-7/bin/tsc', '-p', 'test/bench/tsconfig.bench.json', '--noEmit'];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ stdout: '', status: 0 });
  });

  it.each(['bare ws', 'Godwit'])('gets every request answered by %s', (subject) => {
    const [figures] = repetitions.get(subject)!;

    expect(figures!.sent).toBeGreaterThan(0);
    expect(figures!.received).toBe(figures!.sent);
    expect(figures!.handled).toBe(figures!.sent);
  });

  it.each(['bare ws', 'Godwit'])('measures the CPU time of %s', (subject) => {
    const [figures] = repetitions.get(subject)!;

    expect(figures!.cpuUs).toBeGreaterThan(0);
    expect(figures!.cpuUs).toBeLessThan(Infinity);
  });

  it('puts each row with its ratio and bar into the table', () => {
    const results = requestBatched.rows.map((row) => resultOf(row, repetitions));

    expect(results[0]!.compared).toBeGreaterThan(0);
    expect(markdownTable(results)).toMatch(
      /^\| work .*\n.*\n\| validated request with reply, 16 in flight \|.*<= 0.45 x/,
    );
  });
});

describe(runLocally.name, () => {
  it('measures both codecs, and holds the size of the move input to its bar', async () => {
    const measured = await runLocally(codec, { ...tiny, sliceMs: 4, slices: 1 });
    if (typeof measured === 'string') throw new Error(measured);
    const [size, ...others] = codec.rows.map((row) => resultOf(row, measured));

    expect(size).toMatchObject({ compare: 'amount', verdict: 'ok', compared: size!.value });
    expect(others.map(({ compared }) => compared > 0)).toEqual(others.map(() => true));
  });

  it('passes on why something cannot be measured here', async () => {
    const absent = { name: 'absent', rows: [], measure: () => Promise.resolve('there is no engine') };

    expect(await runLocally(absent, tiny)).toBe('there is no engine');
  });
});

describe(resultOf.name, () => {
  const row = requestBatched.rows[0]!;
  const measured = (bare: number[], ours: number[]): Repetitions =>
    new Map([
      ['bare ws', bare.map((cpuUs) => ({ cpuUs }))],
      ['Godwit', ours.map((cpuUs) => ({ cpuUs }))],
    ]);

  it('takes the median of the ratios within each repetition', () => {
    const result = resultOf(row, measured([10, 20, 10], [4, 8, 9]));

    expect(result).toMatchObject({ compared: 0.4, comparedMin: 0.4, comparedMax: 0.9, value: 8, verdict: 'ok' });
  });

  it('lets the gate pass within 15 % over the bar and fail beyond', () => {
    expect(failsGate(resultOf(row, measured([100], [51])))).toBe(false);
    expect(failsGate(resultOf(row, measured([100], [52])))).toBe(true);
  });

  it('knows no margin for what is counted', () => {
    const counted = { ...row, compare: 'amount', atMost: 16 } as const;

    expect(failsGate(resultOf(counted, measured([96], [16])))).toBe(false);
    expect(failsGate(resultOf(counted, measured([96], [17])))).toBe(true);
  });

  it('fails the gate when nothing was measured', () => {
    expect(failsGate(resultOf(row, new Map()))).toBe(true);
  });
});

describe(parseOptions.name, () => {
  it.each(['--reps=0', '--reps=x', '--reps=51', '--nonsense'])('refuses %s', (option) => {
    expect(() => parseOptions([option])).toThrow();
  });

  it('takes a name for each --only', () => {
    expect(parseOptions(['--only', 'idle', '--only', 'types']).only).toEqual(['idle', 'types']);
  });
});
