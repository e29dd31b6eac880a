import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import type { GameQueue } from '../../../src/modules/matchmaking/game-queue.js';
import { MatchmakingModule } from '../../../src/modules/matchmaking/matchmaking.module.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { codeOf, enqueue, expectNothingLeft, makeParty, startMatchServer } from './matchmaking.fixture.js';

describe('bad messages to the matchmaker', () => {
  let server: TestApp;
  let ann: TestClient;

  beforeAll(async () => {
    server = await startMatchServer();
  });

  beforeEach(async () => {
    ann = await server.connect();
  });

  afterEach(() => expectNothingLeft(server));

  afterAll(() => server.stop());

  it.each([
    [MatchmakingType.Enqueue, {}, 'queue'],
    [MatchmakingType.Enqueue, { queue: '' }, 'queue'],
    [MatchmakingType.Enqueue, { queue: 'x'.repeat(33) }, 'queue'],
    [MatchmakingType.Enqueue, { queue: ['duel'] }, 'queue'],
    [MatchmakingType.Enqueue, { queue: 'duel', strings: { region: 1 } }, 'strings'],
    [MatchmakingType.Enqueue, { queue: 'duel', strings: ['eu'] }, 'strings'],
    [MatchmakingType.Enqueue, { queue: 'duel', strings: { region: 'x'.repeat(65) } }, 'strings'],
    [MatchmakingType.Enqueue, { queue: 'duel', strings: { ['x'.repeat(33)]: 'eu' } }, 'strings'],
    [MatchmakingType.Enqueue, { queue: 'duel', numbers: { skill: '1' } }, 'numbers'],
    [MatchmakingType.Enqueue, { queue: 'duel', numbers: { skill: null } }, 'numbers'],
    [MatchmakingType.Enqueue, { queue: 'duel', query: 'x'.repeat(513) }, 'query'],
    [MatchmakingType.Enqueue, { queue: 'duel', query: 7 }, 'query'],
    [MatchmakingType.Enqueue, { queue: 'duel', name: '' }, 'name'],
    [MatchmakingType.Enqueue, { queue: 'duel', name: 'x'.repeat(25) }, 'name'],
    [MatchmakingType.MatchAccept, {}, 'matchId'],
    [MatchmakingType.MatchAccept, { matchId: 0 }, 'matchId'],
    [MatchmakingType.MatchAccept, { matchId: 1.5 }, 'matchId'],
    [MatchmakingType.MatchDecline, { matchId: '1' }, 'matchId'],
  ])('refuses the message %i %j because of %s', async (type, message, field) => {
    expect(await ann.request(type, message)).toMatchObject({
      type: 2,
      message: {
        code: 'message.invalid',
        details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
      },
    });
  });

  it.each([
    ['an unknown queue', { queue: 'none' }, 'matchmaking.unknown_queue'],
    ['a query that cannot be read', { queue: 'duel', query: "region = 'eu' or" }, 'matchmaking.bad_query'],
    ['a query about what one has not', { queue: 'duel', query: 'skill within 5' }, 'matchmaking.bad_query'],
    ['a missing skill', { queue: 'skilled' }, 'matchmaking.bad_properties'],
    ['a skill that is a text', { queue: 'skilled', strings: { skill: '5' } }, 'matchmaking.bad_properties'],
    ['a name that is no word', { queue: 'duel', strings: { 'a b': 'x' } }, 'matchmaking.bad_properties'],
    ['a name of the language', { queue: 'duel', numbers: { within: 1 } }, 'matchmaking.bad_properties'],
    ['a name twice', { queue: 'duel', numbers: { a: 1 }, strings: { a: '1' } }, 'matchmaking.bad_properties'],
  ])('refuses %s', async (_what, message, code) => {
    expect(codeOf(await ann.request(MatchmakingType.Enqueue, message))).toBe(code);
    expect(codeOf(await ann.request(MatchmakingType.Status))).toBe('matchmaking.not_waiting');
  });

  it('refuses more than 16 properties', async () => {
    const named = (prefix: string): [string, number][] =>
      Array.from({ length: 9 }, (_, index) => [`${prefix}${index}`, 1]);
    const numbers = Object.fromEntries(named('n'));
    const strings = Object.fromEntries(named('s').map(([name]) => [name, 'x']));
    expect(codeOf(await enqueue(ann, 'duel', { numbers, strings }))).toBe('matchmaking.bad_properties');
  });

  it('refuses a second wait, and that of a party by anybody but its leader, or when it is too large', async () => {
    const [bob, carol, dave] = [await server.connect(), await server.connect(), await server.connect()];
    await enqueue(ann, 'duel');
    expect(codeOf(await enqueue(ann, 'squads'))).toBe('matchmaking.already_waiting');
    await makeParty(bob, carol, dave);
    expect(codeOf(await enqueue(carol, 'squads'))).toBe('matchmaking.not_leader');
    expect(codeOf(await enqueue(bob, 'squads'))).toBe('matchmaking.party_too_large');
  });

  it('refuses to be asked too often', async () => {
    const codes = [];
    for (let tries = 0; tries < 12; tries++) codes.push(codeOf(await ann.request(MatchmakingType.Cancel)));
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('matchmaking.not_waiting'));
    expect(codes.at(-1)).toBe('rate.limited');
  });
});

@RoomType('booth', { tickHz: 0, maxPlayers: 2 })
class BoothRoom extends Room {}

describe('a server whose queues make no sense does not start', () => {
  const sound: GameQueue = { name: 'duel', roomType: 'booth', minPlayers: 2, maxPlayers: 2 };
  it.each<[string, readonly GameQueue[]]>([
    ['rooms of the type "none", which no provider declares', [{ ...sound, roomType: 'none' }]],
    ['makes matches of 3 players, and "booth" rooms take 2', [{ ...sound, maxPlayers: 3 }]],
    ['makes matches of 2 players, and "booth" rooms take 1', [{ ...sound, roomSettings: { maxPlayers: 1 } }]],
    ['fills with bots of which its rooms do not learn', [{ ...sound, fillWithBotsAfterMs: 1 }]],
    ['has a maxPlayers that is no multiple of its countMultiple', [{ ...sound, countMultiple: 3 }]],
    ['There are two matchmaking queues "duel"', [sound, sound]],
    ['needs a name of 1 to 32', [{ ...sound, name: 'My queue' }]],
  ])('%s', async (sentence, queues) => {
    const imports = [PartiesModule, MatchmakingModule.forQueues(queues)];
    const start = TestApp.start({ imports, providers: [BoothRoom] });
    await expect(start).rejects.toThrow(sentence);
  });
});
