import { wellFormedHost } from './host-header.js';

describe(wellFormedHost.name, () => {
  it.each([
    ['::1:1234', '[::1]:1234'],
    ['::1', '[::1]'],
    ['::', '[::]'],
    ['fe80::1', '[fe80::1]'],
    ['2001:db8::5:443', '[2001:db8::5]:443'],
    ['1:2:3:4:5:6:7:8:1234', '[1:2:3:4:5:6:7:8]:1234'],
    ['1:2:3:4:5:6:7:8', '[1:2:3:4:5:6:7:8]'],
    ['::ffff:127.0.0.1:1234', '[::ffff:127.0.0.1]:1234'],
    ['fe80::1%eth0:1234', '[fe80::1]:1234'],
    ['fe80::1%eth0', '[fe80::1]'],
    ['[fe80::1%25eth0]:1234', '[fe80::1]:1234'],
  ])('makes %s %s', (host, expected) => {
    const mended = wellFormedHost(host);
    expect(mended).toBe(expected);
    expect(URL.canParse(`ws://${mended}/`)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    'game.example:1234',
    '127.0.0.1:1234',
    '[::1]:1234',
    '[::1',
    'a:b:c',
    'evil.example:1:2',
    '::1:99999999',
    '::1:1234/..',
    '::1@evil.example:1',
    '%',
  ])('leaves "%s" as it is', (host) => {
    expect(wellFormedHost(host)).toBe(host);
  });
});
