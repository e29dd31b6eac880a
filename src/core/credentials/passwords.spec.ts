import { Passwords } from './passwords.js';

const ADDRESS = '10.0.0.1';

describe(Passwords.name, () => {
  const passwords = new Passwords();

  it('knows a password by its hash, however it was typed', async () => {
    const stored = await passwords.hash('Caf\u00e9 secret \u{1f40d}', ADDRESS);

    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,(p=1,t=2|t=2,p=1)\$/);
    expect(await passwords.isMatch('Cafe\u0301 secret \u{1f40d}', stored, ADDRESS)).toBe(true);
    expect(await passwords.isMatch('Cafe secret \u{1f40d}', stored, ADDRESS)).toBe(false);
    expect(await passwords.hash('Caf\u00e9 secret \u{1f40d}', ADDRESS)).not.toBe(stored);
  });

  it('matches nothing where there is no hash', async () => {
    expect(await passwords.isMatch('There is no such account.', undefined, ADDRESS)).toBe(false);
    expect(await passwords.isMatch('There is no such account.', null, ADDRESS)).toBe(false);
  });

  it('lets another address wait for one hash, not for all that the first has asked for', async () => {
    const finished: string[] = [];
    const note = (name: string) => (): number => finished.push(name);
    const flood = Array.from({ length: 4 }, () => passwords.hash('x', ADDRESS).then(note('flood')));
    const other = passwords.hash('x', '10.0.0.2').then(note('other'));
    await Promise.all([...flood, other]);

    expect(finished.indexOf('other')).toBeLessThanOrEqual(1);
  });

  it('turns away what is too much of one address, and nobody else', async () => {
    const flood = Array.from({ length: 34 }, () => passwords.hash('x', ADDRESS).catch((error: unknown) => error));
    const other = passwords.hash('x', '10.0.0.2');

    await expect(other).resolves.toMatch(/^\$argon2id/);
    const refused = (await Promise.all(flood)).filter((outcome) => typeof outcome !== 'string');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ code: 'auth.too_many_attempts' });
  }, 60_000);
});
