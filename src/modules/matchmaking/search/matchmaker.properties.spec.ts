import fc from 'fast-check';
import { MatchmakerModel, type MatchmakerStep } from '../../../../test/e2e/matchmaking/matchmaker-model.js';
import type { QueueOptions } from './queue-rules.js';

const QUERIES = [
  '',
  "region = 'eu'",
  "region = 'us' and skill within 60",
  "region in ('eu', 'us')",
  'skill within 40 or skill > 90',
  "not region = 'us'",
  'skill between 20 and 80',
];

const skill = fc.integer({ min: 0, max: 100 });
const region = fc.constantFrom('eu', 'us');
const query = fc.constantFrom(...QUERIES);

const enqueue = fc.record({
  do: fc.constant('enqueue' as const),
  size: fc.constantFrom(1, 1, 1, 2, 3),
  skill,
  region,
  query,
});
const pass = fc.record({ do: fc.constant('pass' as const), afterMs: fc.nat(3_000) });
const others = fc.oneof(
  fc.record({
    do: fc.constant('offer' as const),
    seats: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    skill,
    region,
  }),
  fc.record({ do: fc.constantFrom('cancel' as const, 'decline' as const, 'withdraw' as const), index: fc.nat(50) }),
  fc.record({ do: fc.constantFrom('pause' as const, 'advance' as const), index: fc.nat(50) }),
);
const accept = fc.record({ do: fc.constant('accept' as const), index: fc.nat(50) });
const step: fc.Arbitrary<MatchmakerStep> = fc.oneof(
  { weight: 6, arbitrary: enqueue },
  { weight: 2, arbitrary: pass },
  { weight: 1, arbitrary: others },
  { weight: 3, arbitrary: accept },
);
const steps = fc.array(step, { minLength: 20, maxLength: 120, size: 'max' });

const options: fc.Arbitrary<QueueOptions> = fc
  .record({
    teamCount: fc.integer({ min: 1, max: 3 }),
    maxSize: fc.integer({ min: 1, max: 4 }),
    minSize: fc.integer({ min: 0, max: 4 }),
    extra: fc.nat(3),
    hasSkill: fc.boolean(),
    hasBots: fc.boolean(),
    isAccepted: fc.boolean(),
    isEven: fc.boolean(),
    preferFullForMs: fc.constantFrom(0, 2_000),
  })
  .map((given) => {
    const minSize = Math.min(given.minSize, given.maxSize);
    const maxPlayers = given.teamCount * given.maxSize;
    return {
      name: 'any',
      teams: { count: given.teamCount, minSize, maxSize: given.maxSize },
      minPlayers: Math.min(maxPlayers, Math.max(1, given.teamCount * minSize + given.extra)),
      maxPlayers,
      countMultiple: given.isEven && maxPlayers % 2 === 0 ? 2 : 1,
      skill: given.hasSkill ? { property: 'skill', initial: 5, growthPerSecond: 5, maximum: 50 } : undefined,
      fillWithBotsAfterMs: given.hasBots ? 4_000 : undefined,
      acceptWithinMs: given.isAccepted ? 2_500 : undefined,
      preferFullForMs: given.preferFullForMs,
    };
  });

function played(rules: QueueOptions, list: readonly MatchmakerStep[]): MatchmakerModel {
  const model = new MatchmakerModel(rules);
  for (const one of list) model.run(one);
  return model;
}

describe('a matchmaker, whatever happens', () => {
  it('matches nobody twice, loses no ticket, keeps every size, query, window, party and seat', () => {
    fc.assert(
      fc.property(options, steps, (rules, list) => {
        played(rules, list);
      }),
      { numRuns: 100 },
    );
  });

  it('does the same again for the same calls', () => {
    fc.assert(
      fc.property(options, steps, (rules, list) => {
        expect(played(rules, list).results).toEqual(played(rules, list).results);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves no two waiting who would be a match, once their windows are widest', () => {
    const window = { property: 'skill', initial: 5, growthPerSecond: 5, maximum: 50 };
    const teams = fc.constantFrom({ count: 2, minSize: 1, maxSize: 3 }, { count: 2, minSize: 2, maxSize: 3 });
    fc.assert(
      fc.property(teams, fc.constantFrom(undefined, window), steps, (sizes, widening, list) => {
        const rules = { name: 'any', minPlayers: 2 * sizes.minSize, maxPlayers: 6, teams: sizes, skill: widening };
        const model = played(rules, list);
        for (let afterMs = 60_000; model.pass(afterMs).length > 0; afterMs = 0);
        const rest = model.waiting().filter(({ players }) => players.length >= sizes.minSize);
        for (const one of rest) expect(rest.filter((other) => other !== one && model.suit(one, other))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
