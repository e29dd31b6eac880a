import { durationText } from '../durations.js';
import type { SecondRow } from '../load-run.js';
import type { Stage } from '../schedule.js';

const BARS = '▁▂▃▄▅▆▇█';
/** Seconds that the sparklines show. */
const WIDTH = 60;
const HOME = '\u001b[H';
const CLEAR_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR = '\u001b[2J';

/** Values as bars of text, the last ones. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const shown = values.slice(-WIDTH);
  const most = Math.max(...shown.map((value) => value ?? 0));
  return shown
    .map((value) =>
      value === undefined ? ' ' : (BARS[most === 0 ? 0 : Math.round((value / most) * (BARS.length - 1))] ?? ''),
    )
    .join('');
}

/** What there is to show. */
export interface Moment {
  /** The last minute. */
  readonly rows: readonly SecondRow[];
  /** Of the whole run so far. */
  readonly errors: number;
  readonly stage: Stage;
  /** How long the run may take. */
  readonly totalMs: number;
}

/** What the screen shows at a moment, line by line. */
export function screenLines(title: string, { rows, errors, stage, totalMs }: Moment): string[] {
  const now = rows.at(-1);
  if (now === undefined) return [title];
  const line = (name: string, value: string, of: (row: SecondRow) => number | undefined): string =>
    `${name.padEnd(22)}${value.padStart(12)}  ${sparkline(rows.map(of))}`;
  const time = (name: string, key: string): string[] => {
    const value = now.p99[key];
    return value === undefined ? [] : [line(`${name} p99`, durationText(value), (row) => row.p99[key])];
  };
  return [
    title,
    `${stage.name}, ${durationText(now.atMs)} of ${durationText(totalMs)}`,
    '',
    line('bots', String(now.bots), (row) => row.bots),
    line('sent a second', count(now.sentPerSecond), (row) => row.sentPerSecond),
    line('received a second', count(now.receivedPerSecond), (row) => row.receivedPerSecond),
    line('errors', String(errors), (row) => row.errors),
    ...time('connect', 'connect'),
    ...time('reply', 'reply'),
    ...time('input to patch', 'inputAck'),
    ...time('age of state', 'stateAge'),
    '',
    ...(now.tickLateP99 === undefined
      ? []
      : [line('server: tick late p99', durationText(now.tickLateP99), (row) => row.tickLateP99)]),
    ...(now.serverCpu === undefined
      ? ['server: no figures from /metrics']
      : [line('server: CPU', `${Math.round(now.serverCpu)} %`, (row) => row.serverCpu)]),
    line('generator: busiest', `${Math.round(now.generatorCpu)} %`, (row) => row.generatorCpu),
    ...time('generator: lag', 'generatorLag'),
  ];
}

/** One screen, drawn again each second; on something that is no terminal, a line every ten seconds. */
export class Screen {
  private readonly rows: SecondRow[] = [];
  private errors = 0;
  private toldMs = -Infinity;

  constructor(
    private readonly title: string,
    private readonly totalMs: number,
    private readonly out: NodeJS.WriteStream,
  ) {
    if (out.isTTY) out.write(HIDE_CURSOR + CLEAR);
  }

  /** Shows a moment. */
  show(row: SecondRow, stage: Stage): void {
    this.rows.push(row);
    if (this.rows.length > WIDTH) this.rows.shift();
    this.errors += row.errors;
    if (this.out.isTTY) {
      const { rows, errors, totalMs } = this;
      const lines = screenLines(this.title, { rows, errors, stage, totalMs });
      this.out.write(HOME + lines.map((text) => text + CLEAR_LINE).join('\n') + CLEAR_BELOW + '\n');
    } else if (row.atMs - this.toldMs >= 10_000) {
      this.toldMs = row.atMs;
      const parts = [
        stage.name,
        `${row.bots} bots`,
        `${count(row.sentPerSecond)} sent a second`,
        `${this.errors} errors`,
      ];
      this.out.write(`${durationText(row.atMs)}: ${parts.join(', ')}\n`);
    }
  }

  /** Leaves the terminal as it was. */
  end(): void {
    if (this.out.isTTY) this.out.write(SHOW_CURSOR);
  }
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
