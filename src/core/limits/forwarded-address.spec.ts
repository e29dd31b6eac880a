import { forwardedAddress } from './forwarded-address.js';

describe(forwardedAddress.name, () => {
  it('reads the entry of the outermost proxy that is trusted', () => {
    const header = '1.1.1.1, 2.2.2.2,3.3.3.3 ';
    expect([1, 2, 3, 4].map((proxies) => forwardedAddress(header, proxies))).toEqual([
      ...['3.3.3.3', '2.2.2.2', '1.1.1.1'],
      undefined,
    ]);
  });

  it.each([
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:DB8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['', undefined],
    ['unknown', undefined],
    ['_hidden', undefined],
    ["1.2.3.4'; DROP TABLE", undefined],
    ['x'.repeat(7_000), undefined],
    [`${'1.1.1.1,'.repeat(1_000)}2.2.2.2`, undefined],
  ])('of %j is %s', (entry, address) => {
    expect(forwardedAddress(entry, 1)).toBe(address);
  });
});
