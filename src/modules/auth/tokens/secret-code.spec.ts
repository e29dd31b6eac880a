import { hashOf, newMailCode, newToken, normalMailCode } from './secret-code.js';

describe(newMailCode.name, () => {
  it('makes codes that can be typed in any way', () => {
    const code = newMailCode();

    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(normalMailCode(code)).toBe(code);
    expect(normalMailCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code);
    expect(normalMailCode('oil0-abcd-efgh-jkmn')).toBe('0110-ABCD-EFGH-JKMN');
    expect(newMailCode()).not.toBe(code);
  });
});

describe(hashOf.name, () => {
  it('differs by secret and by use, and does not hold the secret', () => {
    const token = newToken();

    expect(hashOf(token, 'refresh')).toMatch(/^[\w-]{43}$/);
    expect(hashOf(token, 'refresh')).toBe(hashOf(token, 'refresh'));
    expect(
      new Set([hashOf(token, 'refresh'), hashOf(token, 'device'), hashOf(newToken(), 'refresh'), token]).size,
    ).toBe(4);
  });
});
