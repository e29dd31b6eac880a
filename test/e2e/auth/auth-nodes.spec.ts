import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { AccountsService } from '../../../src/modules/auth/accounts/accounts.service.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { TestClient } from '../../../src/testing/test-client.js';
import { Postgres } from '../../support/postgres.js';
import { startServer, type TestServer } from '../../support/server.js';
import { Auth, newDeviceId, type SignedIn, signedIn } from './auth-client.js';

jest.setTimeout(120_000);

const HELLO = 0;
/** What an operator may rely on is 2 s; a loaded machine gets more, and news that never come fail either way. */
const PATIENCE_MS = 20_000;

const postgres = await Postgres.start();
const describeWith = postgres ? describe : describe.skip;

describeWith('two server processes on one PostgreSQL', () => {
  const env = { DATABASE_URL: postgres?.url ?? '', AUTH_SECRET: 's'.repeat(48), AUTH_REQUIRED: 'true' };
  const clients: TestClient[] = [];
  let here: TestApp;
  let there: TestServer | undefined;

  beforeAll(async () => {
    here = await TestApp.start({ imports: [AuthModule], env });
    there = await startServer({ env });
    // The server may have to be compiled first.
  }, 300_000);

  afterEach(() => {
    for (const client of clients.splice(0)) client.terminate();
  });

  afterAll(async () => {
    await here.stop();
    await there?.stop();
  });

  async function clientThere(): Promise<TestClient> {
    const client = await TestClient.connect(there?.url ?? '');
    clients.push(client);
    return client;
  }

  async function playerThere(): Promise<{ client: TestClient; me: SignedIn; deviceId: string }> {
    const client = await clientThere();
    const deviceId = newDeviceId();
    return { client, deviceId, me: signedIn(await client.request(Auth.device, { deviceId })) };
  }

  /** How the connection ends. */
  function endOf({ closed }: TestClient): Promise<unknown> {
    const never = new Promise((resolve) => setTimeout(() => resolve('it is still open'), PATIENCE_MS).unref());
    return Promise.race([closed, never]);
  }

  it('a player who is banned at one is dismissed at the other, until the ban is lifted', async () => {
    const { client, me, deviceId } = await playerThere();
    await here.app.get(AccountsService).ban(me.playerId);

    expect(await endOf(client)).toEqual({ code: 4501, reason: 'auth.banned' });
    const other = await clientThere();
    const refusal = { type: 2, message: { code: 'auth.banned' } };
    expect(await other.request(HELLO, { token: me.accessToken })).toMatchObject(refusal);
    await here.app.get(AccountsService).unban(me.playerId);
    let answer = await other.request(Auth.device, { deviceId });
    for (const until = Date.now() + PATIENCE_MS; answer.type === 2 && Date.now() < until;) {
      await delay(200);
      answer = await other.request(Auth.device, { deviceId });
    }
    expect(signedIn(answer).playerId).toBe(me.playerId);
  });

  it('who signs out everywhere at one is signed out at the other, and its tokens are void there', async () => {
    const { client, me } = await playerThere();
    const mine = await here.connect();
    await mine.request(Auth.signOut, { refreshToken: me.refreshToken, everywhere: true });

    expect(await endOf(client)).toEqual({ code: 4501, reason: 'auth.signed_out' });
    const other = await clientThere();
    expect(await other.request(HELLO, { token: me.accessToken })).toMatchObject({
      type: 2,
      message: { code: 'auth.refused' },
    });
  });

  it('who is erased at one is gone at the other', async () => {
    const { client, me } = await playerThere();
    await here.app.get(AccountsService).erase(me.playerId);

    expect(await endOf(client)).toEqual({ code: 4501, reason: 'auth.erased' });
  });
});
