import fc from 'fast-check';
import { mailboxOf, parseEmail } from './email-address.js';

describe(parseEmail.name, () => {
  it.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ["o'neil+game.1@mail.example.co.uk", "o'neil+game.1@mail.example.co.uk"],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@bu\u0308cher.example', 'ann@xn--bcher-kva.example'],
    ['ann@почта.рф', 'ann@xn--80a1acny.xn--p1ai'],
  ])('takes %s as %s', (text, address) => {
    expect(parseEmail(text)).toBe(address);
  });

  it.each([
    ...[
      'victim＠bank.com，x1@evil.example.com',
      'victim＠bank.com',
      'ａnn@example.com',
      'ann@example．com',
      'ann@ｅxample.com',
    ],
    ...['ann@example。com', 'ann@example.com\u200b', 'an\u00adn@example.com', 'ann@ℯxample.com', 'аnn@example.com'],
    ...['a@b.example,c@d.example', 'a@b.example;c@d.example', 'a@b.example c@d.example', 'group:a@b.example;'],
    ...['Ann <ann@example.com>', '"ann"@example.com', '"a b"@example.com', 'ann(x)@example.com', '<ann@example.com>'],
    ...['ann@example.com\r\nBcc: c@d.example', 'ann\u0000@example.com', ' ann@example.com', 'ann@[127.0.0.1]'],
    ...['victim%bank.com@relay.example', 'a!b@relay.example', 'ann@localhost', 'ann@127.0.0.1', '@example.com', 'ann@'],
    ...['ann', '', 'a..b@example.com', '.a@example.com', 'a.@example.com', `${'a'.repeat(65)}@example.com`],
    ...[`a@${'b'.repeat(64)}.example`, `a@${'b.'.repeat(130)}example`, 'a@-b.example', 'a@b-.example', 'a@b..example'],
  ])('takes %j for none', (text) => {
    expect(parseEmail(text)).toBeUndefined();
  });

  it('gives one address of plain signs, which stays what it is', () => {
    const parts = fc.constantFrom(
      ...'ab1.+-@，＠,;:<>"\\ \r\n\u0000\u200b。．%！ａé'.split(''),
      'example.com',
      '@x.org',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const address = parseEmail(pieces.join(''));
        if (address === undefined) return;
        expect(address).toMatch(/^[!-~]+$/);
        expect(address.split('@')).toHaveLength(2);
        expect(address).not.toMatch(/[,;:<>"\\()[\]]/);
        expect(parseEmail(address)).toBe(address);
      }),
    );
  });
});

describe(mailboxOf.name, () => {
  it('is one for all ways to write an address that end in it', () => {
    expect(['ann@x.org', 'an.n@x.org', 'ann+1@x.org', 'a.nn+2@x.org'].map(mailboxOf)).toEqual(
      Array(4).fill('ann@x.org'),
    );
    expect(mailboxOf('ann@y.org')).not.toBe(mailboxOf('ann@x.org'));
  });
});
