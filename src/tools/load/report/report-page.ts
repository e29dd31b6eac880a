import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RUNS_FROM_SOURCE } from '../../project/own-program.js';
import { durationText } from '../durations.js';
import type { StageRow } from '../measure/tally.js';
import { allErrors } from '../verdict.js';
import { costText, judgedStage, type LoadResult } from './load-result.js';
import { REPORT_SCRIPT } from './report-script.js';
import { REPORT_STYLE } from './report-style.js';
import { setupPairs, timeName } from './result-text.js';

/** The charts' library: built into the package, installed where this runs from source. */
const UPLOT = RUNS_FROM_SOURCE
  ? dirname(createRequire(import.meta.url).resolve('uplot'))
  : join(import.meta.dirname, 'uplot');

const CHARTS = [
  ['bots', 'Bots and messages'],
  ['times', 'Times, p99 of each second'],
  ['server', 'Server'],
  ['generator', 'Generator'],
] as const;

/** A run as one HTML page that needs nothing else, not even a network. */
export function reportPage(result: LoadResult): string {
  const { verdict, scenario, notes } = result;
  const judged = judgedStage(result);
  const title = `Load: ${scenario}, ${result.setup.bots} bots`;
  const data = { stages: result.stages, seconds: result.seconds, judged: judged?.name, names: namesOf(result) };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${file('uPlot.min.css')}${REPORT_STYLE}</style>
</head>
<body>
<header class="${verdict.outcome}">
<h1>${escaped(verdict.text)}</h1>
${judgements(result)}
${[...verdict.limits, ...notes].map((text) => `<p>${escaped(text)}</p>`).join('\n')}
</header>
<section class="facts">${setupPairs(result)
    .map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`)
    .join('')}</section>
${judged === undefined ? '' : figures(judged)}
<section class="charts">
${CHARTS.map(([id, head]) => `<figure><figcaption>${head}</figcaption><div id="${id}"></div></figure>`).join('\n')}
<figure class="wide"><figcaption>Distribution, ${escaped(judged?.name ?? '')}: so many percent took at most so long</figcaption><div id="curve"></div></figure>
</section>
${errorTable(result)}
${[...result.stages].reverse().map(stageTables).join('\n')}
<script>${file('uPlot.iife.min.js')}</script>
<script id="data" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

function namesOf({ stages }: LoadResult): Record<string, string> {
  const keys = stages.flatMap(({ times }) => times.map(({ key }) => key));
  return Object.fromEntries(keys.map((key) => [key, timeName(key)]));
}

function judgements({ verdict }: LoadResult): string {
  if (verdict.judgements.length === 0) return '';
  const items = verdict.judgements.map(
    ({ text, isMet, measured }) =>
      `<li class="${isMet ? 'met' : 'missed'}"><code>${escaped(text)}</code> ${escaped(measured)}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

/** The few numbers that everybody asks for. */
function figures(stage: StageRow): string {
  const { figures: all, server } = stage;
  const time = (name: string, key: string): [string, string][] => {
    const value = all[key];
    return value === undefined ? [] : [[name, durationText(value)]];
  };
  const tiles: [string, string][] = [
    ['bots', String(all.bots ?? 0)],
    ['errors', String(all.errors ?? 0)],
    ...time('connect p99', 'connectP99'),
    ...time('reply p99', 'replyP99'),
    ...time('input to patch p99', 'inputAckP99'),
    ...time('age of state p99', 'stateAgeP99'),
    ...time('tick late p99', 'tickLateP99'),
    ...(server === undefined
      ? []
      : ([
          ['server CPU', `${Math.round(server.cpuPercent)} %`],
          ['server memory', `${Math.round(server.memoryBytes / 1_048_576)} MB`],
          ['patches left out', String(server.patchesLeftOut)],
        ] satisfies [string, string][])),
    ['hash mismatches', String(all.hashMismatches ?? 0)],
  ];
  const cost = costText(stage);
  return `<section class="tiles">${tiles.map(([name, value]) => `<div><b>${value}</b>${name}</div>`).join('')}</section>
${cost === undefined ? '' : `<p class="cost">${escaped(cost)}</p>`}`;
}

function errorTable({ stages }: LoadResult): string {
  const rows = Object.entries(allErrors(stages)).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return '';
  return `<h2>Errors</h2>${table(
    ['code', 'count'],
    rows.map(([code, count]) => [code, whole(count)]),
  )}`;
}

function stageTables(stage: StageRow): string {
  const times = stage.times.map(({ key, count, p50, p90, p99, p999, max }) => [
    timeName(key),
    whole(count),
    ...[p50, p90, p99, p999, max].map(durationText),
  ]);
  const traffic = stage.traffic.map(({ key, count, bytes }) => [
    key.replace(/^out:/, 'sent: ').replace(/^in:/, 'received: '),
    whole(count),
    whole(count / stage.seconds),
    whole(bytes),
    bytes === 0 ? '' : (bytes / count).toFixed(1),
  ]);
  const head = `${stage.name}, ${durationText(stage.seconds * 1_000)}, ${stage.figures.bots ?? 0} bots`;
  return `<details${stage.isJudged ? ' open' : ''}><summary>${escaped(head)}</summary>
${table(['time', 'count', 'p50', 'p90', 'p99', 'p99.9', 'max'], times)}
${table(['messages', 'count', 'a second', 'bytes', 'bytes each'], traffic)}</details>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function file(name: string): string {
  return readFileSync(join(UPLOT, name), 'utf8');
}
