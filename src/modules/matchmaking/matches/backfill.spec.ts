import type { LiveRoom } from '../../../core/rooms/api/room.js';
import type { Session } from '../../../core/sessions/session.js';
import type { DeclaredQueue } from '../queue-registry.js';
import { QueueRules } from '../search/queue-rules.js';
import { type PlayerProfile, RunningMatch } from './backfill.js';

const OPTIONS = { name: 'any', minPlayers: 2, maxPlayers: 6, teams: { count: 2, minSize: 1, maxSize: 4 } };

/** A match in which `a`, `b` ... play, in turn in the first and the second team, and as many strangers are in the room. */
function running(profiles: readonly PlayerProfile[], { strangers = 0, bots = [0, 0], isLocked = false } = {}) {
  const declared: DeclaredQueue = { queue: { ...OPTIONS, roomType: 'any' }, rules: new QueueRules(OPTIONS) };
  const sessions = profiles.map(() => ({}) as Session);
  const members = new Map([...sessions, ...Array.from({ length: strangers }, () => ({}))].map((each) => [each, {}]));
  const room = { ...{ isLocked, isOver: false, maxPlayers: 8, members }, takenSeats: 0 };
  const match = new RunningMatch(room as unknown as LiveRoom, declared, bots);
  sessions.forEach((session, index) => {
    match.expect(session, index % 2, profiles[index] ?? {});
    match.settle(session);
  });
  return { match, sessions, members };
}

describe(RunningMatch.name, () => {
  it.each([
    [2, {}, [2, 2]],
    [3, {}, [1, 2]],
    [2, { strangers: 3 }, [1, 0]],
    [2, { bots: [3, 0] }, [0, 1]],
    [2, { isLocked: true }, [0, 0]],
    [6, {}, [0, 0]],
  ])('knows the free seats with %i players and %j', (players, more, free) => {
    expect(running(Array<PlayerProfile>(players).fill({}), more).match.freeSeats()).toEqual(free);
  });

  it('frees the seat of who has gone, and keeps that of who is expected', () => {
    const { match, sessions, members } = running([{}, {}, {}, {}, {}, {}]);
    const [first] = sessions;
    if (first) members.delete(first);
    expect(match.freeSeats()).toEqual([1, 0]);
    match.expect({} as Session, 0, {});
    expect(match.freeSeats()).toEqual([0, 0]);
  });

  it('looks like what its players have in common, and asks all that they ask', () => {
    const region = { region: 'eu' };
    const { match } = running([
      { properties: { ...region, skill: 10, mode: 'ctf' }, query: "region = 'eu'" },
      { properties: { ...region, skill: 30, mode: 'dm' }, query: ' skill within 5 or skill > 20' },
      { properties: { ...region, skill: 20 }, query: "region = 'eu'" },
      { properties: { ...region, skill: 20, level: 3 }, query: 'level within 2' },
    ]);
    expect(match.profile()).toEqual({
      properties: { region: 'eu', skill: 20 },
      query: "(region = 'eu') and (skill within 5 or skill > 20)",
    });
  });

  it('takes no name that all objects have for one that all players have', () => {
    const { match } = running([{ properties: { constructor: 'Lotus', level: 3 } }, { properties: { level: 3 } }]);
    expect(match.profile()?.properties).toEqual({ level: 3 });
  });

  it('leaves out what would be more than a query may hold', () => {
    const long = (name: string): PlayerProfile => ({ query: `${name} in ('${"', '".repeat(20)}')${' '.repeat(300)}x` });
    const fits: PlayerProfile = { query: 'level > 1' };
    expect(running([fits, long('a'), long('b')]).match.profile()?.query).toBe('(level > 1)');
  });
});
