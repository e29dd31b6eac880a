import { jest } from '@jest/globals';
import { EventBus } from '../../../src/core/events/event-bus.js';
import type { Board } from '../../../src/modules/leaderboards/board.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { LeaderboardsModule } from '../../../src/modules/leaderboards/leaderboards.module.js';
import { LeaderboardSeasonEnded, SeasonEnd } from '../../../src/modules/leaderboards/season-end.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { Postgres } from '../../support/postgres.js';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const BOARDS: Board[] = [{ id: 'daily', order: 'descending', policy: 'best', resetAt: '0 0 * * *' }];

const postgres = await Postgres.start();
const describeWith = postgres ? describe : describe.skip;

describeWith('several servers on one PostgreSQL', () => {
  const servers: TestApp[] = [];

  afterAll(() => Promise.all(servers.map((server) => server.stop())));
  afterEach(() => jest.restoreAllMocks());

  it('announce each ended season once among them, even when they look at the same moment', async () => {
    const env = { DATABASE_URL: postgres?.url ?? '' };
    const ended: number[] = [];
    for (let index = 0; index < 3; index++) {
      const server = await TestApp.start({ imports: [EverybodyModule, LeaderboardsModule.forBoards(BOARDS)], env });
      server.app.get(EventBus).on(LeaderboardSeasonEnded, ({ season }) => ended.push(season));
      servers.push(server);
    }
    const firstDay = Date.UTC(2020, 0, 1, 12);
    const clock = jest.spyOn(Date, 'now');
    for (let day = 0; day < 5; day++) {
      clock.mockReturnValue(firstDay + day * DAY_MS);
      await servers[day % 3]?.app.get(Leaderboards).submit('daily', 'ann', day);
    }
    clock.mockReturnValue(firstDay + 5 * DAY_MS);
    await Promise.all([...servers, ...servers].map((server) => server.app.get(SeasonEnd).look()));

    const expected = [0, 1, 2, 3, 4].map((day) => Date.UTC(2020, 0, 1 + day) / 1_000);
    expect(ended.sort((one, other) => one - other)).toEqual(expected);
  });
});
