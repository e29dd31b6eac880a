import fc from 'fast-check';
import { addressKey, forwardedAddress, normalAddress } from './address-key.js';

describe(addressKey.name, () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each(['', 'unknown', '127.1', '0x7f.0.0.1', '1.2.3.4:80', '[::1]', 'fe80::1::2', 'x'.repeat(7_000)])(
    'of %j, which is no address, is the one of all that is none',
    (address) => {
      expect(addressKey(address)).toBe('unknown');
    },
  );

  it('is the same for all addresses of a /64, and short', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.string(), (address, garbage) => {
        const key = addressKey(address);
        expect(addressKey(address.toUpperCase())).toBe(key);
        expect(Math.max(key.length, addressKey(garbage).length)).toBeLessThan(26);
      }),
    );
  });
});

describe(normalAddress.name, () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0::0009%en0', '2001:db8::9'],
    ['::1', '::1'],
    ['10.0.0.256', undefined],
    ['godot.example', undefined],
    ['1'.repeat(7_000), undefined],
  ])('of %s is %s', (text, address) => {
    expect(normalAddress(text)).toBe(address);
  });
});

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
