import { AttemptLimit } from './attempt-limit.js';

const MINUTE_MS = 60_000;
const HOME = '10.0.0.1';
const AWAY = '10.0.0.2';

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
