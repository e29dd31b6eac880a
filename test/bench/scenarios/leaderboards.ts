import { measureLeaderboards } from '../leaderboards/measure-leaderboards.js';
import type { LocalScenario, Row } from '../scenario.js';

const SCORES = 1_000_000;
const ROUNDS = 300;
const QUICK = { scores: 50_000, rounds: 50 };

function rowsOf(work: string, figure: string): Row[] {
  const common = { figure, unit: 'ms', subject: 'Godwit', against: 'raw SQL' } as const;
  return [
    { work: `leaderboard of a million on PostgreSQL: ${work}`, ...common, compare: 'amount', atMost: 5 },
    { work: 'the same against its statements alone', ...common, compare: 'ratio', atMost: 1.3 },
  ];
}

/** A leaderboard of a million scores, against the same SQL without Godwit. */
export const leaderboards: LocalScenario = {
  name: 'leaderboards',
  isOnce: true,
  rows: [...rowsOf('rank', 'rank'), ...rowsOf('around me', 'around'), ...rowsOf('submit', 'submit')],
  async measure({ reps }) {
    const figures = await measureLeaderboards(reps === 1 ? QUICK : { scores: SCORES, rounds: ROUNDS });
    if (figures === undefined) return 'PostgreSQL is not installed';
    return { Godwit: { ...figures.ours, naiveRank: figures.naiveRank }, 'raw SQL': figures.raw };
  },
};
