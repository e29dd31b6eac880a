/**
 * `npm run bench`: server CPU and memory against a bare `ws` server and stock Nest, on this machine's loopback.
 * The numbers that mean something are the ratios: both sides of each were measured in turn, in the same run.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { BenchChild, canPin } from './child-process.js';
import { placeMigrations } from './compiled-files.js';
import type { LoadOrders } from './load/orders.js';
import { parseOptions, USAGE, type BenchOptions } from './options.js';
import { failsGate, markdownTable, resultOf, type RowResult } from './report.js';
import { runLocally, runScenario } from './run.js';
import type { Figures, LocalScenario, Scenario } from './scenario.js';
import { localScenarios, scenarios } from './scenarios/all.js';
import { peerScenarios } from './scenarios/peers.js';

const LOAD_CORE = 1;
const RUN_LIMIT_MS = 30 * 60_000;
/** Server, load and bench need this many file descriptors beside one per connection. */
const SPARE_FILES = 200;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
setTimeout(() => {
  console.error('The bench takes too long and is stopped.');
  process.exit(1);
}, RUN_LIMIT_MS).unref();

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function main(): Promise<void> {
  const options = withinFileLimit(readOptions());
  const isChosen = ({ name }: { name: string }): boolean => options.only.length === 0 || options.only.includes(name);
  const { remote, local } = offered(options);
  const chosen = remote.filter(isChosen);
  placeMigrations();
  const loadProcess = await BenchChild.start<LoadOrders>({ script: 'load/main', core: LOAD_CORE });
  const results: RowResult[] = [];
  const raw: Record<string, unknown> = {};
  try {
    for (const scenario of chosen) {
      const repetitions = await runScenario(scenario, options, loadProcess, showProgress);
      results.push(...scenario.rows.map((row) => resultOf(row, repetitions)));
      raw[scenario.name] = Object.fromEntries(repetitions);
    }
  } finally {
    await loadProcess.stop();
  }
  for (const scenario of local.filter(isChosen)) {
    const repetitions = await runLocally(scenario, options, showProgress);
    if (typeof repetitions === 'string') {
      console.error(`${scenario.name}: left out, ${repetitions}`);
      continue;
    }
    results.push(...scenario.rows.map((row) => resultOf(row, repetitions)));
    raw[scenario.name] = Object.fromEntries(repetitions);
  }
  const machine = describeMachine(options);
  console.log(`${markdownTable(results)}\n\n${machine}`);
  if (options.jsonPath) writeFileSync(options.jsonPath, JSON.stringify({ machine, results, raw }, undefined, 2));
  if (options.isGate) process.exitCode = results.some(failsGate) ? 1 : 0;
}

/** The scenarios to choose from. */
function offered({ isPeers }: BenchOptions): { remote: readonly Scenario[]; local: readonly LocalScenario[] } {
  return isPeers ? { remote: peerScenarios, local: [] } : { remote: scenarios, local: localScenarios };
}

function readOptions(): BenchOptions {
  try {
    const options = parseOptions(process.argv.slice(2));
    const { remote, local } = offered(options);
    const all = [...remote, ...local];
    const unknown = options.only.find((name) => !all.some((scenario) => scenario.name === name));
    if (unknown === undefined) return options;
    throw new Error(`There is no scenario "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}.`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Fewer idle connections where the system does not let a process open so many sockets. */
function withinFileLimit(options: BenchOptions): BenchOptions {
  const report = process.report.getReport() as { userLimits?: { open_files?: { hard: number | string } } };
  const most = Number(report.userLimits?.open_files?.hard ?? NaN) - SPARE_FILES;
  if (!(most < options.idleConnections)) return options;
  console.error(`Only ${most} idle connections are opened, not ${options.idleConnections}: raise "ulimit -n".`);
  return { ...options, idleConnections: most };
}

function showProgress(scenario: string, subject: string, repetition: number, figures: Figures): void {
  const numbers = Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  console.error(`${scenario} #${repetition + 1} ${subject}: ${numbers.join(', ')}`);
}

function describeMachine({ reps, idleConnections }: BenchOptions): string {
  const cores = cpus();
  const pinned = canPin ? 'server and load on a core each' : 'server and load not bound to cores';
  const work = `medians of ${reps}, server CPU time per message; ${idleConnections} idle connections held`;
  const model = cores[0]?.model.trim() ?? 'unknown processor';
  return `Node ${process.version}, ${cores.length} × ${model}, ${pinned}; ${work}.`;
}
