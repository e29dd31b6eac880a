import { availableParallelism } from 'node:os';
import { readLabSettings, type LineSettings } from '../../core/network-lab/line-settings.js';
import { milliseconds } from './durations.js';
import { parseExpectations, type Expectation } from './expectations.js';

/** Options as they were typed. */
export interface LoadWords {
  readonly bots: string;
  readonly ramp?: string;
  readonly hold: string;
  readonly findLimit?: boolean;
  readonly step?: string;
  readonly url: string;
  readonly codec: string;
  readonly seed: string;
  readonly lab?: string;
  readonly expect?: string;
  readonly json?: boolean;
  readonly out?: string;
}

/** What to do, checked. */
export interface LoadOptions {
  readonly bots: number;
  readonly rampMs: number;
  readonly holdMs: number;
  readonly step: number | undefined;
  readonly findsLimit: boolean;
  /** The game's address, `ws://` or `wss://`. */
  readonly url: string;
  /** Of its pages, such as /metrics; without a slash at the end. */
  readonly httpUrl: string;
  readonly isBinary: boolean;
  readonly seed: number;
  readonly lab: LineSettings | undefined;
  readonly expectations: readonly Expectation[];
  readonly isJson: boolean;
  readonly out: string | undefined;
}

const MAX_BOTS = 100_000;
/** By default bots arrive this fast. */
const BOTS_PER_SECOND = 50;
/** What `--find-limit` looks for when nothing is expected. */
const LIMIT_EXPECTATIONS = 'errors=0,tickLateP99<15ms';
const STEPS = 10;

/** Checks what was typed. @throws Error, one sentence that names the option */
export function readOptions(words: LoadWords): LoadOptions {
  const bots = wholeNumber('--bots', words.bots, 1, MAX_BOTS);
  const findsLimit = words.findLimit === true;
  if (words.step !== undefined && !findsLimit) throw new Error('--step goes with --find-limit.');
  const step = words.step === undefined ? Math.ceil(bots / STEPS) : wholeNumber('--step', words.step, 1, bots);
  const expect = words.expect ?? (findsLimit ? LIMIT_EXPECTATIONS : undefined);
  const holdMs = named('--hold', () => milliseconds(words.hold));
  if (holdMs < 1_000) throw new Error('--hold is a second at least: what is shorter cannot be judged.');
  return {
    bots,
    rampMs:
      words.ramp === undefined
        ? (bots * 1_000) / BOTS_PER_SECOND
        : named('--ramp', () => milliseconds(words.ramp ?? '')),
    holdMs,
    step: findsLimit ? step : undefined,
    findsLimit,
    ...addresses(words.url),
    isBinary: oneOf('--codec', words.codec, ['binary', 'json']) === 'binary',
    seed: wholeNumber('--seed', words.seed, 0, Number.MAX_SAFE_INTEGER),
    lab: words.lab === undefined ? undefined : line(words.lab),
    expectations: expect === undefined ? [] : named('--expect', () => parseExpectations(expect)),
    isJson: words.json === true,
    out: words.out,
  };
}

/** What this machine is, for the report. */
export function machineText(): string {
  return `${availableParallelism()} cores, Node ${process.versions.node}, ${process.platform}`;
}

function addresses(text: string): { url: string; httpUrl: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^(ws|http)s?:$/.test(url.protocol)) {
    throw new Error(`--url is the server's address, such as ws://localhost:1234, not "${text}".`);
  }
  const isSecure = ['wss:', 'https:'].includes(url.protocol);
  const rest = `${url.host}${url.pathname}${url.search}`;
  return { url: `${isSecure ? 'wss' : 'ws'}://${rest}`, httpUrl: `${isSecure ? 'https' : 'http'}://${url.host}` };
}

function line(text: string): LineSettings {
  const settings = readLabSettings(text);
  if (settings === undefined || settings === 'off') {
    throw new Error(`--lab is a bad line such as latency=100,jitter=30,loss=1, not "${text}".`);
  }
  return settings.line;
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new Error(`${option} is a whole number from ${min} to ${max}, not "${text}".`);
}

function oneOf(option: string, text: string, all: readonly string[]): string {
  if (all.includes(text)) return text;
  throw new Error(`${option} is one of ${all.join(', ')}, not "${text}".`);
}

/** Names the option in the sentence of an error. */
function named<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${option}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
