import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { Auth, newPlayer, refusal } from './auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { OpenIdProvider } from './openid-provider.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet } from '../../../src/testing/test-client.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const HELLO = 0;
const WELCOME = 1;
const SECRET = randomBytes(32).toString('hex');

describe('an external OpenID provider', () => {
  let provider: OpenIdProvider;
  let server: TestApp;

  beforeAll(async () => {
    provider = await OpenIdProvider.start();
    const env = {
      DATA_DIR: await dataFolder(),
      AUTH_REQUIRED: 'true',
      AUTH_SECRET: SECRET,
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: 'my-game',
      SESSIONS_PER_PLAYER: 'many',
    };
    server = await TestApp.start({ imports: [AuthModule], env });
  });

  afterAll(async () => {
    await server.stop();
    await provider.stop();
  });
  afterEach(() => server.disconnectAll());

  async function hello(token: string): Promise<Packet> {
    const client = await server.connect();
    return client.request(HELLO, { token });
  }

  it('signs players in by its tokens, each to one account', async () => {
    const ann = await hello(await provider.token());
    const again = await hello(await provider.token({ aud: ['other', 'my-game'], azp: 'my-game' }));
    const bob = await hello(await provider.token({ sub: 'bob' }));

    expect([ann, again, bob]).toMatchObject([{ type: WELCOME }, { type: WELCOME }, { type: WELCOME }]);
    expect(again.message?.playerId).toBe(ann.message?.playerId);
    expect(bob.message?.playerId).not.toBe(ann.message?.playerId);
    expect(provider.keyRequests).toBe(1);
  });

  it('is not believed what it has not said', async () => {
    const bad = [
      await provider.token({ iss: 'https://id.example' }),
      await provider.token({ aud: 'other' }),
      await provider.token({ exp: 1 }),
      await provider.token({ aud: ['other', 'my-game'], azp: 'other', exp: 4_000_000_000 }),
      new UnsecuredJWT(provider.claims()).encode(),
      await new SignJWT(provider.claims()).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(SECRET)),
      ...['x', 'a.b.c', '\u0000'],
    ];

    for (const token of bad) expect(await hello(token)).toMatchObject(refusal('auth.refused'));
  });

  it('may be linked to an account that exists', async () => {
    const { client, me } = await newPlayer(server);
    const token = await provider.token({ sub: 'carl' });
    const linked = await client.request(Auth.linkOpenId, { token });

    expect(linked.message?.identities).toMatchObject([{ kind: 'device' }, { kind: 'openid', name: provider.issuer }]);
    expect((await hello(token)).message?.playerId).toBe(me.playerId);
    expect(await client.request(Auth.linkOpenId, { token: 'x' })).toMatchObject(refusal('auth.refused'));
    const other = await newPlayer(server);
    expect(await other.client.request(Auth.linkOpenId, { token })).toMatchObject(refusal('auth.identity_taken'));
  });
});
