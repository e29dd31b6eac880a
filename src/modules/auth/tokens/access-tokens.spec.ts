import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens.js';

const NOW_MS = 1_800_000_000_000;
const NOW = NOW_MS / 1_000;
const CLAIMS = { playerId: 'player', family: 'family' };

describe(AccessTokens.name, () => {
  const key = randomBytes(32);
  const tokens = new AccessTokens(key);

  /** A token that another program makes with the same key, as ours would be but for `changes`. */
  function forged(changes: Record<string, unknown> = {}, header: Record<string, string> = {}): Promise<string> {
    const claims = { sub: 'player', sid: 'family', iss: 'godwit', aud: 'godwit', iat: NOW, exp: NOW + 60, ...changes };
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header }).sign(key);
  }

  it('takes what it has issued until it expires', () => {
    const token = tokens.issue(CLAIMS, NOW_MS);
    const expiresAtMs = NOW_MS + ACCESS_TOKEN_SECONDS * 1_000;

    expect(tokens.verify(token, NOW_MS)).toEqual(CLAIMS);
    expect(tokens.verify(token, expiresAtMs - 1)).toEqual(CLAIMS);
    expect(tokens.verify(token, expiresAtMs + 5_000)).toBeUndefined();
    expect(tokens.verify(token, NOW_MS - 6_000)).toBeUndefined();
  });

  it('issues what any library for JWTs reads', async () => {
    const token = tokens.issue(CLAIMS);
    const { payload, protectedHeader } = await jwtVerify(token, key, { issuer: 'godwit', audience: 'godwit' });

    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: 'player', sid: 'family' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(ACCESS_TOKEN_SECONDS);
  });

  it('takes what a library makes in the same form', async () => {
    expect(tokens.verify(await forged(), NOW_MS)).toEqual(CLAIMS);
  });

  it.each<[name: string, changes: Record<string, unknown>, header: Record<string, string>]>([
    ['of another issuer', { iss: 'other' }, {}],
    ['for another audience', { aud: 'other' }, {}],
    ['for several audiences', { aud: ['godwit', 'other'] }, {}],
    ['that has expired', { exp: NOW - 6 }, {}],
    ['without an expiry', { exp: undefined }, {}],
    ['whose expiry is no number', { exp: '99999999999' }, {}],
    ['from the future', { iat: NOW + 6 }, {}],
    ['that is not valid yet', { nbf: NOW + 6 }, {}],
    ['about nobody', { sub: undefined }, {}],
    ['about a number', { sub: 5 }, {}],
    ['without a sign-in', { sid: undefined }, {}],
    ['with another header', {}, { kid: '1' }],
    ['of another type', {}, { typ: 'JWT' }],
    ['signed by another algorithm', {}, { alg: 'HS384' }],
  ])('refuses a token %s', async (_name, changes, header) => {
    expect(tokens.verify(await forged(changes, header), NOW_MS)).toBeUndefined();
  });

  it('refuses what it has not signed', async () => {
    const token = tokens.issue(CLAIMS, NOW_MS);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = Buffer.from(JSON.stringify({ sub: 'admin' })).toString('base64url');
    const claims = { sub: 'player', sid: 'family' };
    const bad = [
      ...['', '.', '..', 'x', 'a.b.c', 'a.b.c.d', '\u0000', header, `${header}.`, `${header}..`, token.slice(0, -2)],
      ...[`${header}.${other}.${signature}`, `${header}.${payload}.`, `${header}.${payload}`, `${token}.${signature}`],
      new AccessTokens(randomBytes(32)).issue(CLAIMS, NOW_MS),
      new UnsecuredJWT(claims)
        .setIssuer('godwit')
        .setAudience('godwit')
        .setExpirationTime(NOW + 60)
        .encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' }).sign(privateKey),
      token + ' '.repeat(2_000),
    ];
    for (const text of bad) expect(tokens.verify(text, NOW_MS)).toBeUndefined();
  });

  it('refuses every token of which one character of the body or the signature has changed', () => {
    const token = tokens.issue(CLAIMS, NOW_MS);
    // The last character holds two bits that base64url does not use.
    for (let at = 0; at < token.length - 1; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(tokens.verify(changed, NOW_MS)).toBeUndefined();
    }
  });
});
