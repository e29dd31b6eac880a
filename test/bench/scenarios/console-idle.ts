import { INPUTS, MOVES } from '../loads.js';
import type { Figures, Measurement, Row, Scenario, Subject } from '../scenario.js';
import type { Trial } from '../trial.js';
import { inputs } from './inputs.js';
import { requestBatched } from './request-batched.js';
import { stateInterest } from './state.js';

const BYTES_PER_KIB = 1_024;
const WITHOUT = 'without the module';
const CONTROL = 'without it, again';
const LOADED = 'with the module';

function ratio(work: string, subject: string, atMost?: number): Row {
  const compared = { figure: 'cpuUs', unit: 'µs', subject, against: WITHOUT, compare: 'ratio' } as const;
  return { work, ...compared, ...(atMost !== undefined && { atMost }) };
}

/** The same work on a server with the console at which nobody looks, and on two without the module: how alike those are is how much to believe. */
function unwatched(name: string, work: string, { prepare }: Scenario, common: Omit<Subject, 'name'>): Scenario {
  const subject = (title: string, state: string): Subject => ({
    ...{ ...common, name: title },
    env: { ...common.env, BENCH_ADMIN: state },
  });
  return {
    name,
    subjects: [subject(WITHOUT, 'deleted'), subject(CONTROL, 'deleted'), subject(LOADED, 'loaded')],
    rows: [
      ratio(`${work} with the console, nobody looking, against without the module`, LOADED, 1.05),
      ratio('the same server against itself', CONTROL),
    ],
    prepare,
  };
}

/** A request with its reply. */
export const consoleRequests = unwatched(
  'console-requests',
  'validated request with reply, 16 in flight,',
  requestBatched,
  { server: 'godwit', messages: MOVES },
);

/** Players' inputs. */
export const consoleInputs = unwatched('console-inputs', 'input without reply', inputs, {
  server: 'godwit',
  messages: INPUTS,
});

/** Patches of a state. */
export const consolePatches = unwatched('console-patches', 'patch of the nearest 20', stateInterest, {
  server: 'state-godwit',
  env: { BENCH_STATE: 'interest' },
  messages: INPUTS,
});

/** What a server without any load keeps in its heap. */
class HeapMeasurement implements Measurement {
  private heapKib = 0;

  constructor(private readonly trial: Trial) {}

  async slice(): Promise<void> {
    this.heapKib = (await this.trial.sample(true)).heapBytes / BYTES_PER_KIB;
  }

  figures(): Figures {
    return { heapKib: this.heapKib };
  }
}

/** What the module keeps in memory: its classes, what its sections were resolved to, and the page's files. */
export const consoleMemory: Scenario = {
  ...unwatched('console-memory', 'memory', requestBatched, { server: 'godwit', messages: MOVES }),
  isOneSlice: true,
  rows: [
    {
      work: 'memory of the console, nobody looking',
      ...{ figure: 'heapKib', unit: 'KiB', subject: LOADED, against: WITHOUT, compare: 'difference', atMost: 2_048 },
    },
  ],
  prepare: (trial) => Promise.resolve(new HeapMeasurement(trial)),
};
