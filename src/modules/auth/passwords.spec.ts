import { Passwords } from './passwords.js';

describe(Passwords.name, () => {
  const passwords = new Passwords();

  it('knows a password by its hash, however it was typed', async () => {
    const stored = await passwords.hash('Caf\u00e9 secret \u{1f40d}');

    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,(p=1,t=2|t=2,p=1)\$/);
    expect(await passwords.isMatch('Cafe\u0301 secret \u{1f40d}', stored)).toBe(true);
    expect(await passwords.isMatch('Cafe secret \u{1f40d}', stored)).toBe(false);
    expect(await passwords.hash('Caf\u00e9 secret \u{1f40d}')).not.toBe(stored);
  });

  it('matches nothing where there is no hash', async () => {
    expect(await passwords.isMatch('There is no such account.', undefined)).toBe(false);
    expect(await passwords.isMatch('There is no such account.', null)).toBe(false);
  });
});
