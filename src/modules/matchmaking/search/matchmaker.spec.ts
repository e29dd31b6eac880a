import type { MatchResult } from './match-result.js';
import { Matchmaker } from './matchmaker.js';
import { QueueRules, type QueueOptions } from './queue-rules.js';

const DUEL: QueueOptions = { name: 'duel', minPlayers: 2, maxPlayers: 2, teams: { count: 2, minSize: 1, maxSize: 1 } };
const SKILL = { property: 'skill', initial: 10, growthPerSecond: 10, maximum: 100 };

function code(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return undefined;
}

/** A matchmaker with one queue in which `a`, `b` ... wait; each is a player or a party of its own name. */
function waiting(options: QueueOptions, tickets: Record<string, { size?: number; skill?: number; query?: string }>) {
  const matchmaker = new Matchmaker([options]);
  for (const [id, { size = 1, skill = 0, query }] of Object.entries(tickets)) {
    const players = Array.from({ length: size }, (_, index) => (size === 1 ? id : `${id}${index}`));
    matchmaker.enqueue({ id, queue: options.name, players, properties: { skill }, query }, 0);
  }
  return matchmaker;
}

function teamsOf(results: readonly MatchResult[]) {
  return results.map((result) =>
    result.kind === 'dissolved'
      ? result.kind
      : result.teams.map(({ tickets, bots }) =>
          [...tickets.map(({ ticketId }) => ticketId), ...Array<string>(bots).fill('bot')].sort(),
        ),
  );
}

describe(Matchmaker.name, () => {
  describe('enqueue', () => {
    const one = { id: 'x', queue: 'duel', players: ['x'] };
    it.each([
      ['matchmaking.unknown_queue', { ...one, queue: 'none' }],
      ['matchmaking.already_waiting', { ...one, id: 'a' }],
      ['matchmaking.already_waiting', { ...one, players: ['a'] }],
      ['matchmaking.party_too_large', { ...one, players: ['x', 'y'] }],
      ['matchmaking.bad_party', { ...one, players: [] }],
      ['matchmaking.bad_properties', { ...one, properties: { skill: 'good' } }],
      ['matchmaking.bad_query', { ...one, properties: { skill: 1 }, query: 'skill' }],
    ])('refuses with %s', (expected, request) => {
      const matchmaker = waiting({ ...DUEL, skill: SKILL }, { a: {} });
      expect(code(() => matchmaker.enqueue(request, 0))).toBe(expected);
    });

    it('refuses more than the queue holds, until someone leaves', () => {
      const matchmaker = waiting({ ...DUEL, maxTickets: 1 }, { a: {} });
      const b = { id: 'b', queue: 'duel', players: ['b'] };
      expect(code(() => matchmaker.enqueue(b, 0))).toBe('matchmaking.queue_full');
      matchmaker.cancel('a');
      expect(code(() => matchmaker.enqueue(b, 0))).toBeUndefined();
    });
  });

  describe('pass', () => {
    it('waits until the windows of both reach each other', () => {
      const matchmaker = waiting({ ...DUEL, skill: SKILL }, { a: { skill: 0 }, b: { skill: 50 } });
      expect(matchmaker.pass(3_999)).toEqual([]);
      expect(teamsOf(matchmaker.pass(4_000))).toEqual([[['b'], ['a']]]);
    });

    it('waits for a full match first, then takes fewer', () => {
      const matchmaker = waiting(
        { name: 'any', minPlayers: 2, maxPlayers: 8, preferFullForMs: 1_000 },
        { a: {}, b: {}, c: {} },
      );
      expect(matchmaker.pass(999)).toEqual([]);
      expect(teamsOf(matchmaker.pass(1_000))).toEqual([[['a', 'b', 'c']]]);
    });

    it('balances the teams and keeps parties whole', () => {
      const options = { name: 'any', minPlayers: 6, maxPlayers: 6, teams: { count: 2, minSize: 3, maxSize: 3 } };
      const matchmaker = waiting(options, {
        party: { size: 2, skill: 50 },
        ...{ low: { skill: 10 }, high: { skill: 90 }, mid: { skill: 40 }, same: { skill: 40 } },
      });
      expect(teamsOf(matchmaker.pass(0))).toEqual([
        [
          ['mid', 'party'],
          ['high', 'low', 'same'],
        ],
      ]);
    });

    it('fills with bots after the deadline, evenly', () => {
      const options = {
        name: 'any',
        minPlayers: 4,
        maxPlayers: 6,
        teams: { count: 2, minSize: 2, maxSize: 3 },
        fillWithBotsAfterMs: 500,
      };
      const matchmaker = waiting(options, { a: {}, b: {}, c: {} });
      expect(matchmaker.pass(499)).toEqual([]);
      expect(teamsOf(matchmaker.pass(500))).toEqual([
        [
          ['a', 'bot', 'c'],
          ['b', 'bot', 'bot'],
        ],
      ]);
    });

    it('leaves those out whom somebody does not accept', () => {
      const matchmaker = waiting(
        { name: 'any', minPlayers: 2, maxPlayers: 3, preferFullForMs: 0 },
        {
          a: { skill: 1 },
          b: { skill: 2, query: 'skill != 3' },
          c: { skill: 3 },
        },
      );
      expect(teamsOf(matchmaker.pass(0))).toEqual([[['a', 'b']]]);
    });
  });

  describe('backfill', () => {
    const offer = { id: 'o', queue: 'duel', roomId: 'room', freeSeats: [1, 0] };

    it('comes before a new game when it is older', () => {
      const matchmaker = new Matchmaker([DUEL]);
      matchmaker.offerBackfill(offer, 0);
      for (const id of ['a', 'b', 'c']) matchmaker.enqueue({ id, queue: 'duel', players: [id] }, 1);
      const results = matchmaker.pass(2);
      expect(teamsOf(results)).toEqual([
        [['a'], []],
        [['b'], ['c']],
      ]);
      expect(results[0]).toMatchObject({ kind: 'started', room: { offerId: 'o', roomId: 'room' } });
      expect(code(() => matchmaker.offerBackfill(offer, 3))).toBeUndefined(); // The first was filled.
    });

    it('comes after a new game when it is younger', () => {
      const matchmaker = waiting(DUEL, { a: {}, b: {}, c: {} });
      matchmaker.offerBackfill(offer, 1);
      expect(teamsOf(matchmaker.pass(2))).toEqual([
        [['a'], ['b']],
        [['c'], []],
      ]);
    });

    it.each([[[1]], [[0, 0]], [[2, 0]], [[0.5, 0]]])('refuses the seats %j', (freeSeats) => {
      expect(code(() => waiting(DUEL, {}).offerBackfill({ ...offer, freeSeats }, 0))).toBe('matchmaking.bad_offer');
    });

    it('takes a seat back that nobody came for, and ends its proposals when withdrawn', () => {
      const matchmaker = new Matchmaker([{ ...DUEL, acceptWithinMs: 100 }]);
      matchmaker.offerBackfill(offer, 0);
      matchmaker.enqueue({ id: 'a', queue: 'duel', players: ['a'] }, 0);
      expect(matchmaker.pass(0)).toMatchObject([{ kind: 'proposed', matchId: 1 }]);
      matchmaker.cancel('a');
      matchmaker.enqueue({ id: 'b', queue: 'duel', players: ['b'] }, 1);
      expect(matchmaker.pass(1)).toMatchObject([{ kind: 'proposed', matchId: 2 }]);
      expect(matchmaker.withdrawBackfill('o')).toMatchObject([
        { reason: 'room_withdrawn', returned: [{ ticketId: 'b' }] },
      ]);
      expect(matchmaker.pass(2)).toEqual([]);
    });
  });

  describe('accept round', () => {
    function proposed(): Matchmaker {
      const matchmaker = waiting({ ...DUEL, acceptWithinMs: 1_000 }, { a: {}, b: {}, c: {} });
      expect(matchmaker.pass(500)).toMatchObject([{ kind: 'proposed', deadlineMs: 1_500 }]);
      return matchmaker;
    }

    it('starts when all have accepted', () => {
      const matchmaker = proposed();
      expect(matchmaker.accept('a', 'a', 600)).toBeUndefined();
      expect(matchmaker.accept('b', 'b', 1_500)).toMatchObject({ kind: 'started', matchId: 1 });
      expect(matchmaker.status('a', 1_500)).toBeUndefined();
      expect(matchmaker.status('c', 1_500)).toMatchObject({ state: 'waiting', expectedMs: 1_500 });
    });

    it('drops who declines; the other keeps its place and time', () => {
      const matchmaker = proposed();
      expect(matchmaker.decline('a', 'a')).toMatchObject({
        reason: 'declined',
        left: [{ ticketId: 'a' }],
        returned: [{ ticketId: 'b' }],
      });
      expect(matchmaker.status('b', 700)).toMatchObject({ state: 'waiting', waitedMs: 700 });
      expect(teamsOf(matchmaker.pass(700))).toEqual([[['b'], ['c']]]);
      expect(matchmaker.status('b', 700)).toMatchObject({ state: 'proposed', position: 1 });
    });

    it('drops who does not answer in time', () => {
      const matchmaker = proposed();
      matchmaker.accept('a', 'a', 600);
      expect(matchmaker.pass(1_501)[0]).toMatchObject({
        reason: 'expired',
        left: [{ ticketId: 'b' }],
        returned: [{ ticketId: 'a' }],
      });
    });

    it('refuses answers of others, too early and too late', () => {
      const matchmaker = proposed();
      expect(code(() => matchmaker.accept('a', 'b', 600))).toBe('matchmaking.unknown_ticket');
      expect(code(() => matchmaker.accept('c', 'c', 600))).toBe('matchmaking.no_proposal');
      expect(code(() => matchmaker.accept('a', 'a', 1_501))).toBe('matchmaking.no_proposal');
    });
  });
});

describe('the steps of a pass', () => {
  it('do not see who comes between them; the next pass does', () => {
    const rules = { ...DUEL, maxPlayers: 6, preferFullForMs: 0, teams: { count: 2, minSize: 1, maxSize: 3 } };
    const matchmaker = waiting({ ...rules, skill: { ...SKILL, initial: 100 } }, { a: { skill: 29 } });
    const steps = matchmaker.steps('duel', 0);
    steps.next();
    for (const id of ['b', 'c', 'd', 'e', 'f']) {
      matchmaker.enqueue({ id, queue: 'duel', players: [id], properties: { skill: 0 } }, 0);
    }
    expect([...steps].filter((result) => result !== undefined)).toEqual([]);
    expect(teamsOf(matchmaker.pass(0)).flat(2).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});

describe(QueueRules.name, () => {
  it.each<[Partial<QueueOptions>, string]>([
    [{ minPlayers: 3 }, 'minPlayers above'],
    [{ countMultiple: 3 }, 'countMultiple'],
    [{ teams: { count: 2, minSize: 2, maxSize: 2 } }, 'cannot fill'],
    [{ maxPartySize: 2 }, 'larger than a team'],
    [{ skill: { ...SKILL, maximum: Infinity } }, 'finite'],
    [{ acceptWithinMs: NaN }, 'below 0'],
  ])('refuses %j at boot', (wrong, sentence) => {
    expect(() => new QueueRules({ ...DUEL, ...wrong })).toThrow(sentence);
  });
});
