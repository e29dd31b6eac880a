import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Project } from '../project/project.js';
import { ThreadPool } from './bots/thread-pool.js';
import { machineText, readOptions, type LoadOptions, type LoadWords } from './load-options.js';
import { probe, type Probed } from './load-probe.js';
import { LoadRun, type RunOptions } from './load-run.js';
import { ServerWatch } from './measure/server-figures.js';
import type { LoadResult } from './report/load-result.js';
import { reportPage } from './report/report-page.js';
import { resultText } from './report/result-text.js';
import { Screen } from './report/screen.js';
import { findScenario } from './scenario-file.js';
import { importScenario, type Scenario } from './scenario.js';
import { stagesOf } from './schedule.js';
import { verdictOf, type Outcome } from './verdict.js';

/** Where reports go, relative to the project. */
const REPORTS = '.cache/load';

/** The program's exit code: 0 as expected, 1 not, or void. */
const EXIT_CODES: Readonly<Record<Outcome, number>> = { done: 0, passed: 0, failed: 1, void: 1 };

/** Where a load is called, and what it is. */
export interface LoadCall {
  readonly project: Project;
  /** The scenario's name or file. */
  readonly scenario: string;
  readonly words: LoadWords;
  /** The folder that paths are relative to. */
  readonly calledIn: string;
}

/**
 * Has bots play on a server, tells what it held, and writes a report.
 * @throws Error, one sentence, when there is nothing to run: a bad option, no such scenario, no server
 */
export async function load({ project, scenario: what, words, calledIn }: LoadCall): Promise<void> {
  const options = readOptions(words);
  const url = await findScenario(project, what, calledIn);
  const scenario = await importScenario(url, what);
  const probed = await probe(options, scenario.options);
  const startedAt = new Date().toISOString();
  const { bots, seed, isBinary, lab } = options;
  const pool = await ThreadPool.start(bots, { ...probed, url: options.url, isBinary, seed, lab, scenario: url });
  const result = await runWith(pool, { options, scenario, probed, startedAt, lab: words.lab });
  const report =
    options.out ?? join(project.root, REPORTS, `${startedAt.replaceAll(/[:.]/g, '-')}-${scenario.name}.html`);
  writeReport(report, result);
  const place = relative(calledIn, report);
  const text = options.isJson ? JSON.stringify(result) : `${resultText(result)}\nReport: ${place}`;
  process.stdout.write(`${text}\n`);
  process.exitCode = EXIT_CODES[result.verdict.outcome];
}

interface Started {
  readonly options: LoadOptions;
  readonly scenario: Scenario;
  readonly probed: Probed;
  readonly startedAt: string;
  readonly lab: string | undefined;
}

async function runWith(pool: ThreadPool, started: Started): Promise<LoadResult> {
  const { options } = started;
  const server = new ServerWatch(options.httpUrl, process.env.METRICS_TOKEN);
  const plan = planOf(options);
  const totalMs = stagesOf(plan).at(-1)?.toMs ?? 0;
  const screen = options.isJson
    ? undefined
    : new Screen(`${started.scenario.name}: ${options.bots} bots on ${options.url}`, totalMs, process.stderr);
  const run = new LoadRun(pool, server, { ...plan, onSecond: (row, stage) => screen?.show(row, stage) });
  const stop = (): void => run.stop();
  process.once('SIGINT', stop);
  const following = server.follow();
  try {
    await run.run();
  } finally {
    server.stop();
    screen?.end();
    process.off('SIGINT', stop);
    await pool.close();
    await following;
  }
  const { expectations, findsLimit } = options;
  return {
    format: 1,
    scenario: started.scenario.name,
    verdict: verdictOf(run.stages, { expectations, findsLimit }),
    startedAt: started.startedAt,
    setup: setupOf(started, pool.size),
    stages: run.stages,
    seconds: run.seconds,
    notes: server.problem === undefined ? [] : [`The server's own figures are missing. ${server.problem}`],
  };
}

function planOf({ bots, rampMs, holdMs, step, expectations, findsLimit }: LoadOptions): RunOptions {
  return { bots, rampMs, holdMs, expectations, findsLimit, ...(step !== undefined && { step }) };
}

function setupOf({ options, probed, lab }: Started, threads: number): LoadResult['setup'] {
  const { url, bots, rampMs, holdMs, seed, isBinary } = options;
  return {
    ...{ url, bots, rampMs, holdMs, seed, threads },
    codec: isBinary ? 'binary' : 'json',
    signsIn: probed.signsIn,
    ...(lab !== undefined && { lab }),
    machine: machineText(),
    contract: probed.contract.hash,
  };
}

function writeReport(path: string, result: LoadResult): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, reportPage(result));
  writeFileSync(path.replace(/(\.html)?$/, '.json'), `${JSON.stringify(result, undefined, 2)}\n`);
}
