import { checkBoard } from './board.js';

describe(checkBoard.name, () => {
  const check = (resetAt: string): void => checkBoard({ id: 'daily', order: 'descending', policy: 'best', resetAt });

  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *', '0 0 12 31 2 *'])(
    'refuses the schedule "%s", which never comes',
    (at) => {
      expect(() => check(at)).toThrow(
        `The leaderboard "daily" has the reset schedule "${at}", a date that never comes.`,
      );
    },
  );

  it.each(['daily', '0 0 * *', '0 0 32 1 *', '61 0 * * *', '@daily'])('refuses "%s", which is no schedule', (at) => {
    expect(() => check(at)).toThrow('which is no cron expression');
  });

  it.each(['0 0 29 2 *', '0 0 30 2 1', '0 4 1 * *', '*/10 * * * * *'])('takes the schedule "%s"', (at) => {
    expect(() => check(at)).not.toThrow();
  });
});
