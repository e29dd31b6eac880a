import { durationText, milliseconds } from '../durations.js';
import { allErrors } from '../verdict.js';
import { costText, judgedStage, type LoadResult } from './load-result.js';

const TIME_NAMES: Readonly<Record<string, string>> = {
  connect: 'connect',
  signIn: 'sign in',
  join: 'join a room',
  firstState: 'join to first state',
  reply: 'all replies',
  inputAck: 'input to patch',
  stateAge: 'age of state',
  patchInterval: 'between patches',
  resume: 'resume a session',
  heartbeat: 'ping',
  hello: 'Hello',
  lab: 'lab',
  resync: 'resync',
  generatorLag: "generator's own lag",
};

/** A measured time's name for people. */
export function timeName(key: string): string {
  return TIME_NAMES[key] ?? key.replace(/^(reply|own):/, '');
}

/** What is said at the end of a run: the verdict first. */
export function resultText(result: LoadResult): string {
  const { verdict, stages, notes } = result;
  const stage = judgedStage(result);
  const errors = Object.entries(allErrors(stages)).sort(([, a], [, b]) => b - a);
  const lines = [verdict.text, ''];
  for (const { text, isMet, measured } of verdict.judgements)
    lines.push(`${isMet ? 'met    ' : 'NOT MET'} ${text} (${measured})`);
  if (verdict.judgements.length > 0) lines.push('');
  if (stage !== undefined) {
    lines.push(
      `${stage.name}:`.padEnd(26) +
        ['count', 'p50', 'p90', 'p99', 'p99.9', 'max'].map((head) => head.padStart(9)).join(''),
    );
    for (const { key, count, p50, p90, p99, p999, max } of stage.times) {
      const cells = [String(count), ...[p50, p90, p99, p999, max].map(durationText)];
      lines.push(`  ${timeName(key)}`.padEnd(26) + cells.map((cell) => cell.padStart(9)).join(''));
    }
    if (stage.server !== undefined) {
      const { cpuPercent, memoryBytes, patchesLeftOut, ticksDropped, tickLateP99 } = stage.server;
      const late = tickLateP99 === undefined ? '' : `, ticks ${durationText(tickLateP99)} late (p99)`;
      lines.push(
        '',
        `Server: ${Math.round(cpuPercent)} % CPU, ${Math.round(memoryBytes / 1_048_576)} MB${late}, ${patchesLeftOut} patches left out, ${ticksDropped} ticks dropped.`,
      );
    }
    const cost = costText(stage);
    if (cost !== undefined) lines.push(cost);
  }
  if (errors.length > 0) lines.push('', 'Errors:', ...errors.map(([code, count]) => `  ${count} x ${code}`));
  return [...lines, ...verdict.limits, ...notes].join('\n');
}

/** What ran, as pairs of a name and a value. */
export function setupPairs({ scenario, setup, startedAt }: LoadResult): [string, string][] {
  return [
    ['scenario', scenario],
    ['server', setup.url],
    [
      'bots',
      `${setup.bots}, arriving in ${durationText(setup.rampMs)}, then ${durationText(milliseconds(setup.holdMs))}`,
    ],
    ['codec', setup.codec],
    ['accounts', setup.signsIn ? 'each bot signs in with its device' : 'anonymous'],
    ['line', setup.lab ?? 'as it is'],
    ['seed', String(setup.seed)],
    ['generator', `${setup.threads} ${setup.threads === 1 ? 'thread' : 'threads'} on ${setup.machine}`],
    ['contract', setup.contract],
    ['started', startedAt],
  ];
}
