import { durationText } from './durations.js';

/** What a figure is measured in. */
export type Unit = 'time' | 'share' | 'bytes' | 'count';

/** What a run is judged by, by name; times in milliseconds, shares in percent. Undefined: not measured. */
export type Figures = Readonly<Record<string, number | undefined>>;

type Operator = '<' | '<=' | '>' | '>=' | '=';

/** What must be true of a figure. */
export interface Expectation {
  /** As it was written: `tickLateP99<15ms`. */
  readonly text: string;
  readonly figure: string;
  readonly operator: Operator;
  readonly limit: number;
}

/** What came of an expectation. */
export interface Judgement {
  readonly text: string;
  readonly isMet: boolean;
  /** The figure as people read it; "not measured" where there was none. */
  readonly measured: string;
}

/** Times that are measured; each has a P50, P90, P99, P999 and Max. */
export const TIMES = [
  'connect',
  'signIn',
  'join',
  'firstState',
  'reply',
  'inputAck',
  'stateAge',
  'patchInterval',
  'resume',
  'tickLate',
  'generatorLag',
];

/** What follows the name of a time. */
export const QUANTILES: Readonly<Record<string, number>> = { P50: 50, P90: 90, P99: 99, P999: 99.9, Max: 100 };

/** Figures that are no times. */
const OTHERS: Readonly<Record<string, Unit>> = {
  errors: 'count',
  bots: 'count',
  resyncs: 'count',
  hashMismatches: 'count',
  patchesLeftOut: 'count',
  ticksDropped: 'count',
  sentPerSecond: 'count',
  receivedPerSecond: 'count',
  serverCpu: 'share',
  serverMemory: 'bytes',
  serverLoopLag: 'time',
  generatorCpu: 'share',
};

const SCALES: Readonly<Record<string, readonly [Unit, number]>> = {
  ms: ['time', 1],
  s: ['time', 1_000],
  '%': ['share', 1],
  KB: ['bytes', 1_024],
  MB: ['bytes', 1_048_576],
  GB: ['bytes', 1_073_741_824],
};

const EXAMPLES: Readonly<Record<Unit, string>> = { time: '15ms', share: '80%', bytes: '512MB', count: '0' };

/** The unit of a figure; undefined if there is no such figure. Times of one message are `ChatSay.p99`. */
export function unitOf(figure: string): Unit | undefined {
  const other = OTHERS[figure];
  if (other !== undefined) return other;
  if (/^\w+\.(p50|p90|p99|p999|max)$/.test(figure)) return 'time';
  const [, time = '', quantile = ''] = /^([a-z]+(?:[A-Z][a-z]+)*)(P\d+|Max)$/.exec(figure) ?? [];
  return TIMES.includes(time) && quantile in QUANTILES ? 'time' : undefined;
}

/**
 * Reads expectations such as `tickLateP99<15ms,errors=0`.
 * @throws Error, one sentence, for text of another form
 */
export function parseExpectations(text: string): Expectation[] {
  return text.split(',').map((part) => parseOne(part.trim()));
}

function parseOne(text: string): Expectation {
  const [, figure = '', operator, digits, scale = ''] =
    /^([\w.]+)\s*(<=|>=|<|>|=)\s*(\d+(?:\.\d+)?)\s*([a-zA-Z%]*)$/.exec(text) ?? [];
  if (operator === undefined) throw new Error(`"${text}" is no expectation such as tickLateP99<15ms or errors=0.`);
  const unit = unitOf(figure);
  if (unit === undefined) {
    const times = TIMES.map((time) => `${time}P99`);
    throw new Error(
      `Nothing named "${figure}" is measured; there are ${[...times, ...Object.keys(OTHERS)].join(', ')}.`,
    );
  }
  const [given, factor] = scale === '' ? (['count', 1] as const) : (SCALES[scale] ?? ['nothing', 1]);
  if (given !== unit) {
    throw new Error(`"${text}": ${figure} is given like this: ${figure}${operator}${EXAMPLES[unit]}.`);
  }
  return { text, figure, operator: operator as Operator, limit: Number(digits) * factor };
}

/** Whether the figures are as expected. One that was not measured is not. */
export function judge({ text, figure, operator, limit }: Expectation, figures: Figures): Judgement {
  const value = figures[figure];
  if (value === undefined) return { text, isMet: false, measured: 'not measured' };
  return { text, isMet: holds(value, operator, limit), measured: figureText(figure, value) };
}

/** A figure as people read it. */
export function figureText(figure: string, value: number): string {
  const unit = unitOf(figure);
  if (unit === 'time') return durationText(value);
  if (unit === 'bytes') return `${Math.round(value / 1_048_576)} MB`;
  return `${Number(value.toFixed(1))}${unit === 'share' ? ' %' : ''}`;
}

function holds(value: number, operator: Operator, limit: number): boolean {
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  if (operator === '>') return value > limit;
  return operator === '>=' ? value >= limit : value === limit;
}
