import { parseArgs } from 'node:util';

/** What to measure, and how long. */
export interface BenchOptions {
  /** Names of the scenarios to run; empty means all. */
  only: readonly string[];
  /** Fresh server processes per row; the median counts. */
  reps: number;
  /** Time for the compiler to settle before anything is measured. */
  warmUpMs: number;
  /** The warm-up is repeated, at most nine times, until so many messages went through. */
  warmUpMessages: number;
  /** Time of one slice of a measurement; the servers that are compared take turns after each. */
  sliceMs: number;
  /** Slices per measurement. */
  slices: number;
  /** Connections of the idle scenario. */
  idleConnections: number;
  /** Connections of the broadcast and input scenarios. */
  playerConnections: number;
  /** Where the raw figures go as JSON. */
  jsonPath: string | undefined;
  /** Where V8 writes a CPU profile of every server. */
  profileDir: string | undefined;
  /** Whether a row over its bar fails the run. */
  isGate: boolean;
  /** Whether other makers' servers are measured beside Godwit, and nothing else. */
  isPeers: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only <name>     run one scenario; may be given several times
  --reps <n>        repetitions per row, each with a fresh server (5; with --quick 1)
  --quick           about a minute instead of eight: shorter, fewer idle connections
  --json <file>     also write the raw figures
  --profile <dir>   write a V8 CPU profile of every server
  --gate            fail when a row is more than 15 % over its bar

npm run bench:peers takes the same options: Godwit's state sync beside Colyseus`;

const FULL = {
  reps: 5,
  warmUpMs: 600,
  warmUpMessages: 30_000,
  sliceMs: 200,
  slices: 7,
  idleConnections: 10_000,
  playerConnections: 1_000,
};
const QUICK = {
  ...FULL,
  reps: 1,
  warmUpMs: 300,
  warmUpMessages: 10_000,
  sliceMs: 120,
  slices: 5,
  idleConnections: 2_000,
};
const MAX_REPS = 50;

/**
 * Reads the command line.
 * @throws Error with one sentence for an option which does not exist or makes no sense.
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      reps: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      profile: { type: 'string' },
      gate: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
    },
  });
  const base = values.quick ? QUICK : FULL;
  const reps = values.reps === undefined ? base.reps : Number(values.reps);
  if (!Number.isInteger(reps) || reps < 1 || reps > MAX_REPS)
    throw new Error(`--reps is a number from 1 to ${MAX_REPS}.`);
  return {
    ...base,
    reps,
    only: values.only,
    jsonPath: values.json,
    profileDir: values.profile,
    isGate: values.gate,
    isPeers: values.peers,
  };
}
