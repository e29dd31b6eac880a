import { addressKey, AttemptLimit } from './attempt-limit.js';

describe(AttemptLimit.name, () => {
  it('lets so many through within the window, and more when it has moved on', () => {
    const limit = new AttemptLimit(2, 1_000);

    expect([limit.take('a', 0), limit.take('a', 500), limit.take('a', 999)]).toEqual([true, true, false]);
    expect(limit.take('b', 999)).toBe(true);
    // The first has left the window; what was refused does not count.
    expect([limit.take('a', 1_000), limit.take('a', 1_001)]).toEqual([true, false]);
  });

  it('forgets a good attempt, and a key', () => {
    const limit = new AttemptLimit(1, 1_000);
    limit.take('a', 0);
    limit.giveBack('a');
    expect(limit.take('a', 1)).toBe(true);
    limit.clear('a');
    expect(limit.take('a', 2)).toBe(true);
    expect(limit.take('a', 3)).toBe(false);
  });

  it('forgets the least recent key rather than growing', () => {
    const limit = new AttemptLimit(1, 1_000);
    limit.take('first', 0);
    for (let key = 0; key < 49_999; key++) limit.take(String(key), 0);
    expect(limit.take('first', 1)).toBe(false);
    limit.take('one more', 1);
    expect(limit.take('first', 1)).toBe(false);
    expect(limit.take('0', 1)).toBe(true);
  });
});

describe(addressKey.name, () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
