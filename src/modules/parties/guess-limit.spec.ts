import { GuessLimit } from './guess-limit.js';

const MINUTE_MS = 60_000;

function guess(limit: GuessLimit, address: string, times: number): void {
  for (let i = 0; i < times; i++) limit.count(address);
}

describe(GuessLimit.name, () => {
  it('stops an address until the next window', () => {
    const limit = new GuessLimit(3, MINUTE_MS);
    expect(limit.isReached('10.0.0.1', 0)).toBe(false);
    guess(limit, '10.0.0.1', 3);

    expect(limit.isReached('10.0.0.1', MINUTE_MS - 1)).toBe(true);
    expect(limit.isReached('10.0.0.2', MINUTE_MS - 1)).toBe(false);
    expect(limit.isReached('10.0.0.1', MINUTE_MS)).toBe(false);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8::1', '2001:db8:0:0:1::2', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.2', false],
  ])('counts %s and %s together: %s', (first, second, isOne) => {
    const limit = new GuessLimit(2, MINUTE_MS);
    limit.isReached(first, 0);
    guess(limit, first, 2);
    expect(limit.isReached(second, 1)).toBe(isOne);
  });

  it('forgets the oldest of ten thousand addresses', () => {
    const limit = new GuessLimit(1, MINUTE_MS);
    limit.isReached('first', 0);
    for (let i = 0; i < 10_000; i++) limit.count(i === 0 ? 'first' : `a${i}`);
    expect(limit.isReached('first', 1)).toBe(true);
    limit.count('one more');
    expect(limit.isReached('first', 1)).toBe(false);
    expect(limit.isReached('one more', 1)).toBe(true);
  });
});
