import { ValidateBy } from 'class-validator';

/** How bad a simulated line is, in both directions. All zero: as good as the real one. */
export interface LineSettings {
  /** Added round-trip time, in milliseconds; half of it each way. */
  readonly latencyMs: number;
  /** How far the round trip strays from that, in milliseconds: half of it each way, evenly spread to both sides. */
  readonly jitterMs: number;
  /** Lost TCP segments, in percent. Nothing is ever missing: the line stalls until the loss is repaired. */
  readonly lossPercent: number;
  /** Maximum throughput each way, in bytes per second; 0 for no limit. */
  readonly bytesPerSecond: number;
  /** How many undelivered bytes the network takes before the sender notices, as the kernel's buffers do. */
  readonly bufferBytes: number;
}

/** A line that changes nothing. */
export const CLEAR_LINE: LineSettings = {
  latencyMs: 0,
  jitterMs: 0,
  lossPercent: 0,
  bytesPerSecond: 0,
  // What Linux takes with its default limits was 4 MB; routers with less are common.
  bufferBytes: 262_144,
};

/** The largest value of each setting. */
export const MAX_LINE: LineSettings = {
  latencyMs: 10_000,
  jitterMs: 10_000,
  lossPercent: 50,
  bytesPerSecond: 1_000_000_000,
  bufferBytes: 67_108_864,
};

/** What NETWORK_LAB says: how lines begin, and the seed of all their chances. */
export interface LabSettings {
  readonly line: LineSettings;
  readonly seed: number;
}

/** The names in NETWORK_LAB. */
const NAMES: ReadonlyMap<string, keyof LineSettings> = new Map([
  ['latency', 'latencyMs'],
  ['jitter', 'jitterMs'],
  ['loss', 'lossPercent'],
  ['rate', 'bytesPerSecond'],
  ['buffer', 'bufferBytes'],
]);

/**
 * Reads `NETWORK_LAB`: `off`, `on`, or settings such as `latency=100,jitter=30,loss=1`.
 * @returns undefined for text of another form
 */
export function readLabSettings(text: string): LabSettings | 'off' | undefined {
  if (text === 'off') return 'off';
  if (text === 'on') return { line: CLEAR_LINE, seed: 0 };
  const line: Record<keyof LineSettings, number> = { ...CLEAR_LINE };
  let seed = 0;
  for (const part of text.split(',')) {
    const [, name = '', digits = ''] = /^\s*([a-z]+)=(\d{1,10}(?:\.\d{1,6})?)\s*$/.exec(part) ?? [];
    const value = Number(digits);
    const field = NAMES.get(name);
    if (digits !== '' && name === 'seed' && Number.isInteger(value)) seed = value;
    else if (field !== undefined && value <= MAX_LINE[field]) line[field] = value;
    else return undefined;
  }
  return { line, seed };
}

/** The network lab's variable. */
export class NetworkLabConfig {
  /**
   * Bad networks on purpose, for development: off, on (each client chooses its own), or how all connections begin, such as
   * latency=100,jitter=30,loss=1 (ms of round trip, ms, percent; also rate= and buffer= in bytes, and seed=). Refused in
   * production.
   */
  @ValidateBy({
    name: 'isNetworkLab',
    validator: {
      validate: (text) => typeof text === 'string' && readLabSettings(text) !== undefined,
      defaultMessage: () => 'must be off, on or settings such as latency=100,jitter=30,loss=1',
    },
  })
  readonly NETWORK_LAB: string = 'off';
}
