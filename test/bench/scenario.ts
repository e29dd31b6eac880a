import type { BenchOptions } from './options.js';
import type { MessageSpec } from './load/orders.js';
import type { Trial } from './trial.js';

/** The servers under test, each a file in `servers/`. */
export type ServerName =
  'bare-ws' | 'stock-nest' | 'godwit' | 'godwit-lobby' | 'entry' | 'state-bare' | 'state-godwit' | 'state-colyseus';

/** One server with one load: what is measured, and what others are compared with. */
export interface Subject {
  /** Name within its scenario. */
  readonly name: string;
  readonly server: ServerName;
  /** Environment of the server process beside the common one. */
  readonly env?: Record<string, string>;
  /** The messages it gets. */
  readonly messages: MessageSpec;
}

/** Figures by name; their units are in their names: `cpuUs`, `residentKib`, `perSecond`. */
export type Figures = Record<string, number>;

/** A measurement in slices, so that the servers which are compared can take turns within a second. */
export interface Measurement {
  /** Measures one slice. */
  slice(): Promise<void>;
  /** The figures over all slices so far. */
  figures(): Figures;
}

/** One row of the result: a figure of one subject against the same figure of another. */
export interface Row {
  /** The work in words, as the table shows it. */
  readonly work: string;
  readonly figure: string;
  readonly unit: 'ms' | 'µs' | 'ns' | 'KiB' | 'bytes' | '%' | 'lost';
  /** Names of two subjects. */
  readonly subject: string;
  readonly against: string;
  /** How the two are compared; `amount` is the subject's figure alone. */
  readonly compare: 'ratio' | 'difference' | 'amount';
  /** The bar; undefined for a row that only informs. */
  readonly atMost?: number;
}

/** A kind of work, measured on several subjects in turn. */
export interface Scenario {
  readonly name: string;
  readonly subjects: readonly Subject[];
  readonly rows: readonly Row[];
  /** Set where one slice says all, and a second would only repeat it. */
  readonly isOneSlice?: boolean;
  /** Brings a fresh server into the state to be measured: connected, and its code compiled. */
  prepare(trial: Trial): Promise<Measurement>;
}

/** A kind of work that is measured without the load process. */
export interface LocalScenario {
  readonly name: string;
  /** True when one repetition is enough, since it takes long and is a median itself. */
  readonly isOnce?: boolean;
  readonly rows: readonly Row[];
  /** Measures once: the figures by subject, or why that is not possible on this machine. */
  measure(options: BenchOptions): Promise<Readonly<Record<string, Figures>> | string>;
}
