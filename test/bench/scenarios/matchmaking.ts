import { easyPlayer, hopelessPlayer, matchmakerWith } from '../matchmaking/waiting-players.js';
import type { TicketRequest } from '../../../src/modules/matchmaking/search/ticket.js';
import { median } from '../median.js';
import type { Figures, LocalScenario, Row } from '../scenario.js';

const SIZES = [1_000, 10_000, 100_000];
const REPEATS = 3;

const [few, many, most] = SIZES.map((size) => `${size} tickets`);
const row = { figure: 'passMs', unit: 'ms', compare: 'amount' } as const;
const rows: readonly Row[] = [
  { ...row, work: 'match the tickets that wait: one pass', subject: few ?? '', against: few ?? '' },
  { ...row, work: 'match the tickets that wait: one pass', subject: many ?? '', against: many ?? '', atMost: 100 },
  { ...row, work: 'match the tickets that wait: one pass', subject: most ?? '', against: most ?? '' },
  {
    work: 'match the tickets that wait: each, by n log n',
    figure: 'perNLogNNs',
    unit: 'ns',
    subject: most ?? '',
    against: many ?? '',
    compare: 'ratio',
    atMost: 2,
  },
  {
    ...row,
    work: 'one pass in which nobody suits anybody',
    figure: 'hopelessMs',
    subject: many ?? '',
    against: many ?? '',
  },
];

/** What one pass over the waiting tickets takes, and how that grows with their number. */
export const matchmaking: LocalScenario = {
  name: 'matchmaking',
  isOnce: true,
  rows,
  measure() {
    const figures = new Map<string, Figures[]>(SIZES.map((size) => [`${size} tickets`, []]));
    // The first round lets the compiler settle; the sizes take turns, so that what slows the machine slows all.
    for (let round = 0; round <= REPEATS; round++) {
      for (const size of SIZES) {
        const measured = figuresOf(size);
        if (round > 0) figures.get(`${size} tickets`)?.push(measured);
      }
    }
    return Promise.resolve(Object.fromEntries([...figures].map(([subject, list]) => [subject, mediansOf(list)])));
  },
};

function figuresOf(size: number): Figures {
  const passMs = msOfPass(size, easyPlayer);
  return { passMs, perNLogNNs: (passMs * 1e6) / (size * Math.log2(size)), hopelessMs: msOfPass(size, hopelessPlayer) };
}

/** CPU time of the first pass, in which the windows are those of a wait of ten seconds. */
function msOfPass(size: number, requestOf: (index: number) => TicketRequest): number {
  const matchmaker = matchmakerWith(size, requestOf);
  const before = process.cpuUsage();
  matchmaker.pass(size + 10_000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function mediansOf(list: readonly Figures[]): Figures {
  const names = Object.keys(list[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(list.map((figures) => figures[name] ?? NaN))]));
}
