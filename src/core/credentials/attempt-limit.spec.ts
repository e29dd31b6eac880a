import { MemoryCounters } from '../cluster/memory/memory-adapters.js';
import { MemoryStore, type StoreLine } from '../cluster/memory/memory-store.js';
import { AttemptLimit } from './attempt-limit.js';

const MINUTE_MS = 60_000;
const HOME = '10.0.0.1';
const AWAY = '10.0.0.2';

describe('attempts at several nodes', () => {
  const rule = { perAccount: 10, accountWindowMs: 60_000, perAddress: 40, addressWindowMs: 60_000 };

  /** A store, and what makes the limit of another of its nodes. */
  function sharedFixture() {
    const store = new MemoryStore(() => 0);
    const broken = { isAway: false };
    const line: StoreLine = {
      runId: store.runId,
      // eslint-disable-next-line @typescript-eslint/require-await -- what throws has to reject
      ask: async (work) => work(broken.isAway ? new MemoryStore(() => 0) : store),
    };
    const counters = new MemoryCounters(line);
    return { broken, limit: () => new AttemptLimit(rule, { shared: { counters, name: 'test' } }) };
  }

  async function tries(limits: readonly AttemptLimit[], count: number, account: string): Promise<number> {
    const one = async (turn: number): Promise<unknown> =>
      limits[turn % limits.length]?.guard(account, `10.0.0.${turn}`, () => Promise.resolve(undefined));
    const done = await Promise.allSettled(Array.from({ length: count }, (_, turn) => one(turn)));
    return done.filter(({ status }) => status === 'fulfilled').length;
  }

  it('count once, however many come at once', async () => {
    const { limit } = sharedFixture();
    const nodes = [limit(), limit(), limit()];

    expect(await tries(nodes, 60, 'ann')).toBe(10);
    expect(await tries([limit()], 1, 'ann')).toBe(0);
    expect(await tries(nodes, 3, 'bob')).toBe(3);
  });

  it('count no more once the account has proven itself at any of them', async () => {
    const { limit } = sharedFixture();
    const [one, other] = [limit(), limit()];
    await tries([one], 9, 'ann');
    await other.guard('ann', '10.0.1.1', () => Promise.resolve('in'));

    expect(await tries([limit()], 12, 'ann')).toBe(10);
    other.forgive('ann');
    expect(await tries([limit()], 1, 'ann')).toBe(1);
  });

  it('of an address that has had too many do not count against the account', async () => {
    const { limit } = sharedFixture();
    const [one, other] = [limit(), limit()];
    for (let guess = 0; guess < 40; guess++) await one.guard(`a${guess}`, '10.9.9.9', () => Promise.resolve(undefined));

    await expect(other.guard('ann', '10.9.9.9', () => Promise.resolve('in'))).rejects.toMatchObject({
      code: 'auth.too_many_attempts',
    });
    expect(await tries([other], 12, 'ann')).toBe(10);
  });

  it('are counted by each node while the store is away', async () => {
    const { broken, limit } = sharedFixture();
    broken.isAway = true;
    const [one, other] = [limit(), limit()];

    expect([await tries([one], 20, 'ann'), await tries([other], 20, 'ann')]).toEqual([10, 10]);
  });
});

describe(AttemptLimit.name, () => {
  let nowMs = 0;
  const wrong = () => Promise.resolve(undefined);
  const right = () => Promise.resolve('proven');

  function newLimit(): AttemptLimit {
    nowMs = 0;
    const rule = { perAccount: 2, accountWindowMs: MINUTE_MS, perAddress: 4, addressWindowMs: 2 * MINUTE_MS };
    return new AttemptLimit(rule, { nowMs: () => nowMs });
  }

  it('locks an account after its failures, for everybody, until they are over', async () => {
    const limit = newLimit();
    for (const address of [HOME, AWAY]) await limit.guard('ann', address, wrong);

    await expect(limit.guard('ann', HOME, right)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });
    nowMs = MINUTE_MS;
    expect(await limit.guard('ann', HOME, right)).toBe('proven');
  });

  it('counts what has succeeded neither against the account nor against the address', async () => {
    const limit = newLimit();
    for (let i = 0; i < 10; i++) await limit.guard('ann', HOME, right);
    await limit.guard('ann', HOME, wrong);
    await limit.guard('ann', HOME, right);

    expect(await limit.guard('ann', HOME, wrong)).toBeUndefined();
  });

  it('does not let a blocked address lock out an account', async () => {
    const limit = newLimit();
    for (const name of ['b', 'c', 'd', 'e']) await limit.guard(name, HOME, wrong);
    for (let i = 0; i < 3; i++)
      await expect(limit.guard('ann', HOME, wrong)).rejects.toMatchObject({ code: 'auth.too_many_attempts' });

    expect(await limit.guard('ann', AWAY, right)).toBe('proven');
  });

  it('lets a known device in while others guess, and an account whose owner has proven themself', async () => {
    const limit = newLimit();
    for (let i = 0; i < 2; i++) await limit.guard('ann', AWAY, wrong);
    expect(await limit.guard('ann', HOME, right, 'device')).toBe('proven');

    limit.forgive('ann');
    expect(await limit.guard('ann', HOME, right)).toBe('proven');
  });
});
