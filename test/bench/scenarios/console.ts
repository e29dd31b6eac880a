import { BenchChild } from '../child-process.js';
import { median } from '../median.js';
import { measurePlayerSearch } from '../storage/measure-player-search.js';
import type { Figures, LocalScenario, Row } from '../scenario.js';
import type { ConsoleOrders } from '../servers/godwit-console.js';

const SERVER_CORE = 0;
const QUICK_TURNS = 2;
const TURNS = 5;
const TURN_MS = 5_000;
const TIMES = 40;
const SEARCHED = { accounts: 1_000_000, rounds: 200 };
const QUICK_SEARCHED = { accounts: 50_000, rounds: 30 };
const PERCENT = 100;
const US_PER_MS = 1_000;

const SHOWN = 'console';

function amount(work: string, figure: string, unit: Row['unit'], atMost: number): Row {
  return { work, figure, unit, subject: SHOWN, against: SHOWN, compare: 'amount', atMost };
}

/** What pages of the console take from the game while they are open. */
export const consolePages: LocalScenario = {
  name: 'console-pages',
  isOnce: true,
  rows: [
    amount('console: overview in five tabs, 1,000 connections, 200 rooms: of a core', 'overview', '%', 0.5),
    amount('console: state of 1,000 entities, four times a second: of a core', 'state', '%', 2),
    {
      work: 'the same: between two ticks of its room, 99th percentile, against nobody looking',
      ...{ figure: 'tickP99Ms', unit: 'ms', subject: SHOWN, against: 'nobody', compare: 'ratio', atMost: 1.1 },
    },
    amount('console: 10,000 rooms, filtered and sorted: CPU of the first page', 'firstMs', 'ms', 30),
    amount('the same: CPU of its longest slice, for which ticks and messages wait', 'sliceMs', 'ms', 2),
    amount('console: 10,000 rooms: CPU of what is visible, read again', 'againMs', 'ms', 1),
    amount('console: a line of the log that nobody reads', 'lineUs', 'µs', 2),
  ],
  async measure({ reps }) {
    const server = await BenchChild.start<ConsoleOrders>({ script: 'servers/godwit-console', core: SERVER_CORE });
    try {
      await server.ask('fill', {});
      const watched = await watchInTurns(server, reps === 1 ? QUICK_TURNS : TURNS);
      const { lineUs } = await server.ask('log', {});
      await server.ask('list', {});
      await server.ask('page', { times: TIMES });
      const { firstMs, sliceMs, againMs } = await server.ask('page', { times: TIMES });
      const { tickP99Ms, ...shares } = watched.state;
      return {
        [SHOWN]: { ...shares, overview: watched.overview, tickP99Ms, firstMs, sliceMs, againMs, lineUs },
        nobody: { tickP99Ms: watched.nobodyP99Ms },
      };
    } finally {
      await server.stop();
    }
  },
};

interface Shares {
  readonly overview: number;
  readonly state: { readonly state: number; readonly tickP99Ms: number };
  readonly nobodyP99Ms: number;
}

/** By turns, so that whatever slows the machine slows all: each page against nobody who looks. */
async function watchInTurns(server: BenchChild<ConsoleOrders>, turns: number): Promise<Shares> {
  const figures: Figures[] = [];
  const watch = async (page: ConsoleOrders['watch']['order']['page']): Promise<[share: number, p99Ms: number]> => {
    const { cpuUs, elapsedMs, tickP99Ms } = await server.ask('watch', { page, durationMs: TURN_MS });
    return [(cpuUs / US_PER_MS / elapsedMs) * PERCENT, tickP99Ms];
  };
  await watch('state');
  for (let turn = 0; turn < turns; turn++) {
    const [quiet, nobodyP99Ms] = await watch('none');
    const [overview] = await watch('overview');
    const [state, tickP99Ms] = await watch('state');
    const [after] = await watch('none');
    const idle = (quiet + after) / 2;
    figures.push({ overview: overview - idle, state: state - idle, tickP99Ms, nobodyP99Ms });
  }
  const middle = (figure: string): number => median(figures.map((each) => each[figure] ?? 0));
  return {
    overview: middle('overview'),
    state: { state: middle('state'), tickP99Ms: middle('tickP99Ms') },
    nobodyP99Ms: middle('nobodyP99Ms'),
  };
}

/** Players found by people, among a million. */
export const playerSearch: LocalScenario = {
  name: 'player-search',
  isOnce: true,
  rows: [
    amount('console: a player among a million on PostgreSQL, by the start of a name', 'prefixMs', 'ms', 50),
    amount('console: the same, by e-mail address', 'emailMs', 'ms', 50),
    amount('console: the same, by the subject of a provider', 'linkedMs', 'ms', 50),
    amount('console: a page of the thousand who are banned, or of those by the start of a name', 'bannedMs', 'ms', 50),
    amount('console: a page of the 10,000 who are online, or of those by the start of a name', 'onlineMs', 'ms', 50),
  ],
  async measure({ reps }) {
    const figures = await measurePlayerSearch(reps === 1 ? QUICK_SEARCHED : SEARCHED);
    return figures === undefined ? 'PostgreSQL is not installed' : { [SHOWN]: { ...figures } };
  },
};
