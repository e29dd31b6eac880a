import { createPublicKey } from 'node:crypto';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { OpenIdProvider } from '../../../../test/e2e/auth/openid-provider.js';
import { parseConfig } from '../../../core/config/load-config.js';
import { AuthConfig } from '../auth.config.js';
import { OpenIdTokens } from './openid-tokens.js';

describe(OpenIdTokens.name, () => {
  let provider: OpenIdProvider;

  beforeEach(async () => (provider = await OpenIdProvider.start()));
  afterEach(() => provider.stop());

  const newTokens = (env: Record<string, string> = {}): OpenIdTokens =>
    new OpenIdTokens(parseConfig({ OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: 'my-game', ...env }, AuthConfig));

  it('takes tokens of the provider, and fetches its keys once', async () => {
    const tokens = newTokens();

    expect(await tokens.verify(await provider.token())).toBe(`${provider.issuer}|ann`);
    const shared = { aud: ['other', 'my-game'], azp: 'my-game' };
    expect(await tokens.verify(await provider.token(shared))).toBe(`${provider.issuer}|ann`);
    expect(await tokens.verify(await provider.token({ sub: 'bob' }))).toBe(`${provider.issuer}|bob`);
    expect(provider.keyRequests).toBe(1);
  });

  it.each<[name: string, changes: (nowSeconds: number) => JWTPayload]>([
    ['of another issuer', () => ({ iss: 'https://id.example' })],
    ['for another audience', () => ({ aud: 'other' })],
    ['without an audience', () => ({ aud: undefined })],
    ['that has expired', (now) => ({ exp: now - 6 })],
    ['without an expiry', () => ({ exp: undefined })],
    ['that is not valid yet', (now) => ({ nbf: now + 60 })],
    ['for several audiences that names none', () => ({ aud: ['other', 'my-game'] })],
    ['for several audiences that was given to another', () => ({ aud: ['other', 'my-game'], azp: 'other' })],
    ['that was given to another', () => ({ azp: 'other' })],
    ['that was given to no name', () => ({ azp: ['my-game'] as never })],
    ['that is good for ten years', (now) => ({ iat: now - 86_410, exp: now + 315_360_000 })],
    ['from the future', (now) => ({ iat: now + 60 })],
    ['without a subject', () => ({ sub: undefined })],
    ['with a subject that is too long', () => ({ sub: 'x'.repeat(256) })],
    ['with a subject of control characters', () => ({ sub: 'a\u0000b' })],
  ])('refuses a token %s', async (_name, changes) => {
    const token = await provider.token(changes(Math.floor(Date.now() / 1_000)));

    expect(await newTokens().verify(token)).toBeUndefined();
  });

  it('takes tokens that were given to an app which is listed, and as old as they may be', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const tokens = newTokens({ OIDC_AUTHORIZED_PARTIES: 'android-app, ios-app', OIDC_MAX_TOKEN_AGE_SECONDS: '600' });

    expect(await tokens.verify(await provider.token({ azp: 'ios-app' }))).toBeDefined();
    expect(await tokens.verify(await provider.token({ azp: 'my-game', aud: ['my-game'] }))).toBeDefined();
    expect(await tokens.verify(await provider.token({ azp: 'other-app' }))).toBeUndefined();
    expect(await tokens.verify(await provider.token({ iat: now - 590 }))).toBeDefined();
    expect(await tokens.verify(await provider.token({ iat: now - 610 }))).toBeUndefined();
  });

  it('allows clocks to be some seconds apart', async () => {
    const now = Math.floor(Date.now() / 1_000);

    expect(await newTokens().verify(await provider.token({ nbf: now + 3 }))).toBeDefined();
    expect(await newTokens().verify(await provider.token({ exp: now - 3 }))).toBeDefined();
  });

  it('refuses no algorithm, the public key as a shared one, and keys that the token brings along', async () => {
    const [jwk] = provider.keys;
    const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const forged = [Buffer.from(pem), Buffer.from(String(jwk?.n)), Buffer.from(JSON.stringify(jwk))].map((key) =>
      new SignJWT(provider.claims()).setProtectedHeader({ alg: 'HS256', kid: String(jwk?.kid) }).sign(key),
    );
    const good = await provider.token();
    const mine = await generateKeyPair('RS256', { extractable: true });
    const header = { alg: 'RS256', jwk: jwk as never, jku: 'http://127.0.0.1:1/keys' };
    const bad = [
      new UnsecuredJWT(provider.claims()).encode(),
      ...(await Promise.all(forged)),
      await new SignJWT(provider.claims()).setProtectedHeader(header).sign(mine.privateKey),
      good.replace(/\.[^.]*$/, '.'),
      `${good}x`,
      ...['', 'x', 'a.b.c', '..', '\u0000', '{"alg":"none"}'],
    ];
    const tokens = newTokens();

    for (const token of bad) expect(await tokens.verify(token)).toBeUndefined();
    expect(await tokens.verify(good)).toBeDefined();
  });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('takes %s', async (alg) => {
    await provider.rotate(alg);

    expect(await newTokens().verify(await provider.token())).toBeDefined();
  });

  it.each(['RS512', 'ES384'])('refuses %s, which is not on the list', async (alg) => {
    await provider.rotate(alg);

    expect(await newTokens().verify(await provider.token())).toBeUndefined();
  });

  it('finds a changed key when it may look again, and does not look for every unknown one', async () => {
    let nowMs = Date.now();
    const clock = jestDateNow(() => nowMs);
    try {
      const tokens = newTokens();
      const old = await provider.token();
      expect(await tokens.verify(old)).toBeDefined();
      await provider.rotate('ES256');
      const fresh = await provider.token();
      for (let attempt = 0; attempt < 5; attempt++) expect(await tokens.verify(fresh)).toBeUndefined();
      expect(provider.keyRequests).toBe(1);

      nowMs += 31_000;
      expect(await tokens.verify(fresh)).toBeDefined();
      expect(await tokens.verify(old)).toBeUndefined();
    } finally {
      clock.restore();
    }
  });

  it('asks where OIDC_JWKS_URL says, without discovery', async () => {
    provider.namedIssuer = 'https://id.example';

    expect(await newTokens({ OIDC_JWKS_URL: `${provider.issuer}/keys` }).verify(await provider.token())).toBeDefined();
  });

  it('says that the provider cannot be asked, and asks again', async () => {
    const tokens = newTokens();
    const token = await provider.token();
    provider.namedIssuer = 'https://id.example';

    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'auth.provider_unavailable' });
    provider.namedIssuer = undefined;
    expect(await tokens.verify(token)).toBeDefined();
  });

  it.each([[{ OIDC_ISSUER: 'https://id.example' }], [{ OIDC_AUDIENCE: 'my-game' }]])(
    'stops the boot when %j stands alone',
    (env) => {
      expect(() => new OpenIdTokens(parseConfig(env, AuthConfig)).onModuleInit()).toThrow(
        /^OIDC_ISSUER and OIDC_AUDIENCE belong together/,
      );
    },
  );

  it('takes nothing without a provider', async () => {
    expect(await new OpenIdTokens(parseConfig({}, AuthConfig)).verify(await provider.token())).toBeUndefined();
  });
});

/** The clock that jose reads. */
function jestDateNow(nowMs: () => number): { restore: () => void } {
  const real = Date.now;
  Date.now = nowMs;
  return { restore: () => void (Date.now = real) };
}
