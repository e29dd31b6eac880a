import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { RoomLife, TICK_MS, type Act, type Manner } from '../../../../test/support/room-life.js';

/** While one works on it, a test is short. */
const RUNS = process.env.CI === 'true' ? 120 : 40;

const WHO = fc.nat(2);
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Act>({ do: 'tick' }, { do: 'breathe' }) },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ do: 'wait' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), isWelcome: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who: WHO,
      manner: fc.constantFrom<Manner>(
        ...([
          'well',
          'well',
          'asked',
          'asked',
          'refused by the plugin',
          'refused by the room',
          'kicks itself',
        ] as const),
      ),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constantFrom('leave', 'kick', 'drop', 'drop', 'resume', 'resume', 'resume while here', 'say', 'say'),
      who: WHO,
    }),
  },
);
/** Only one thing can end a room, and it comes last. */
const anEnd: fc.Arbitrary<Act> = fc.oneof(
  fc.constant<Act>({ do: 'dispose' }),
  fc.record({
    do: fc.constant('join' as const),
    who: WHO,
    manner: fc.constantFrom<Manner>('ends the room', 'breaks the room'),
  }),
);

describe("a room member's life", () => {
  // What breaks a room is logged.
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  afterAll(() => {
    Logger.overrideLogger(['log', 'warn', 'error']);
  });

  const acts = fc.array(anAct, { maxLength: 40 });

  it.each([
    ['with ticks', 1000 / TICK_MS],
    ['without ticks', 0],
  ])('pairs all hooks, messages and answers in a room %s, wherever the line is cut', async (_kind, tickHz) => {
    await fc.assert(
      fc.asyncProperty(acts, anEnd, async (done, end) => {
        const life = new RoomLife(tickHz);
        for (const act of [...done, end]) {
          await life.do(act);
          life.check();
        }
        for (const act of ['breathe', 'tick', 'breathe', 'dispose'] as const) await life.do({ do: act });
        for (let left = 45; left > 0; left--) await life.do({ do: 'answer', isWelcome: true });
        life.checkEnd();
      }),
      { numRuns: RUNS },
    );
  });

  it('never tells a room of a join that was left again, and lets the next one in with its own options', async () => {
    const life = new RoomLife(1000 / TICK_MS);
    const [a] = [0];
    for (const manner of ['refused by the room', 'well'] as const) {
      await life.do({ do: 'join', who: a, manner });
      if (manner !== 'well') await life.do({ do: 'leave', who: a });
    }
    await life.do({ do: 'tick' });

    life.check();
    expect(life.log.told.get('room of a')).toBe('J');
    expect(life.room.members.size).toBe(2);
  });

  it('takes in who was cut while the room was asked, and tells everybody that it is away', async () => {
    const life = new RoomLife(0);
    await life.do({ do: 'breathe' });
    await life.do({ do: 'join', who: 0, manner: 'asked' });
    await life.do({ do: 'drop', who: 0 });
    await life.do({ do: 'answer', isWelcome: true });
    await life.do({ do: 'breathe' });

    expect(life.log.told.get('room of a')).toBe('JD');
    expect(life.seen().members).toEqual(new Map([['a', false]]));
    await life.do({ do: 'wait' });
    expect(life.log.told.get('room of a')).toBe('JDL');
  });

  it('keeps silent of a connection that is replaced while the old one is open', async () => {
    const life = new RoomLife(0);
    await life.do({ do: 'join', who: 0, manner: 'well' });
    await life.do({ do: 'breathe' });
    for (let times = 0; times < 3; times++) await life.do({ do: 'resume while here', who: 0 });

    expect(life.log.told.get('room of a')).toBe('J');
    expect(life.seen()).toEqual({ members: new Map([['a', true]]), faults: [] });
  });
});
