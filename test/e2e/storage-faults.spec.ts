import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import pg from 'pg';
import { dataFolder } from '../../src/testing/data-folder.js';
import { Postgres } from '../support/postgres.js';
import { freePort, type TestServer } from '../support/server.js';
import { startStorageServer, storageServerProcess } from '../support/storage-server.js';
import { TestClient, type Packet } from '../../src/testing/test-client.js';
import { HallType } from './hall.fixture.js';
import { SavesType } from './storage-server/saves.messages.js';

const ACK = 3;
const REFUSAL = 2;
/** Well below the ten seconds for which a test's client waits. */
const STORAGE_TIMEOUT_MS = 1_000;

jest.setTimeout(120_000);

const save = (client: TestClient, number: number, delayMs = 0): Promise<Packet> =>
  client.request(SavesType.Save, { number, delayMs });

async function storedNumbers(client: TestClient): Promise<unknown> {
  return (await client.request(SavesType.List)).message?.numbers;
}

/** Saves until the server says that it worked. */
async function saveEventually(client: TestClient, number: number): Promise<void> {
  for (let attempt = 1; attempt <= 50; attempt++) {
    if ((await save(client, number)).type === ACK) return;
  }
  throw new Error(`${number} was refused 50 times.`);
}

function refused(code: string): object {
  return { type: REFUSAL, message: expect.objectContaining({ code }) as object };
}

async function talker(server: TestServer): Promise<TestClient> {
  const client = await TestClient.connect(server.url);
  await client.request(HallType.Join, { channel: 'lobby', name: 'Ann' });
  return client;
}

/** The lines of the server's log that tell of its storage. */
function storageLog(server: TestServer): string[] {
  return server.logs.filter(({ context }) => context === 'Storage').map(({ msg }) => msg);
}

describe('a folder that one server has', () => {
  it('stops a second server with one sentence, and is free again after the first was killed', async () => {
    const env = { DATA_DIR: await dataFolder() };
    const first = await startStorageServer(env);
    const client = await TestClient.connect(first.url);
    await save(client, 1);

    const second = storageServerProcess(await freePort(), { ...env, LOG_LEVEL: 'error' });
    expect((await second.ended).code).toBe(1);
    // Nest logs what stopped it, in its own form; the operator is told in one sentence.
    expect(second.lines.filter((line) => !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^Godwit cannot start: Another process uses the database in DATA_DIR \(.*; stop it, or /),
    ]);
    expect(await save(client, 2)).toMatchObject({ type: ACK });

    await first.kill();
    const third = await startStorageServer(env);
    expect(await storedNumbers(await TestClient.connect(third.url))).toEqual([1, 2]);
    await third.stop();
  });
});

describe('a stop with calls in flight', () => {
  it('lets them come to their end in PGlite, and keeps what was acknowledged', async () => {
    const env = { DATA_DIR: await dataFolder() };
    const server = await startStorageServer(env);
    const client = await TestClient.connect(server.url);
    await save(client, 1);
    // The client is gone before the second is stored; the third waits behind it for the one connection.
    client.send(SavesType.Save, { number: 2, delayMs: 500 });
    client.send(SavesType.Save, { number: 3, delayMs: 0 });
    await client.settle();

    expect(await server.stop()).toEqual({ code: 0, signal: null });
    const next = await startStorageServer(env);
    expect(await storedNumbers(await TestClient.connect(next.url))).toEqual([1, 2, 3]);
    await next.stop();
  });
});

const postgres = await Postgres.start();

if (postgres) {
  describe('a server whose PostgreSQL', () => {
    let server: TestServer;
    let client: TestClient;
    let chat: TestClient;
    let next = 1;

    beforeAll(async () => {
      const env = { DATABASE_URL: postgres.url, STORAGE_TIMEOUT_MS: String(STORAGE_TIMEOUT_MS) };
      server = await startStorageServer(env);
      client = await TestClient.connect(server.url);
      chat = await talker(server);
    });

    afterAll(() => server.stop());

    const say = (text: string): Promise<Packet> => chat.request(HallType.Say, { channel: 'lobby', text });

    async function administer<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
      const admin = new pg.Client({ connectionString: postgres?.url });
      admin.on('error', () => undefined);
      await admin.connect();
      try {
        return await work(admin);
      } finally {
        await admin.end();
      }
    }

    it('stops refuses saves with a code while the hall goes on, and saves again once it is back', async () => {
      expect(await save(client, next++)).toMatchObject({ type: ACK });
      const failuresBefore = (await server.metric('godwit_storage_failures_total{code="storage.unavailable"}')) ?? 0;
      await postgres.stop();

      const answers = await Promise.all(Array.from({ length: 5 }, () => save(client, next++)));
      expect(answers).toEqual(answers.map(() => expect.objectContaining(refused('storage.unavailable')) as object));
      expect(await say('still here')).toMatchObject({ type: HallType.Said });
      expect(await server.metric('godwit_storage_failures_total{code="storage.unavailable"}')).toBe(failuresBefore + 5);

      await postgres.resume();
      await saveEventually(client, next);
      expect(await storedNumbers(client)).toContain(next++);
      await server.waitForLog(/The database answers again/);
      // Five refusals, one line; and one that says that it is over.
      expect(storageLog(server)).toEqual([
        expect.stringMatching(/^The database cannot be reached/),
        expect.stringMatching(/^The database answers again/),
      ]);
    });

    it('goes away makes the server not ready though nobody asks, and ready again when it is back', async () => {
      const readiness = async (): Promise<string> => (await fetch(`${server.httpUrl}/health/ready`)).text();
      const turns = async (body: RegExp): Promise<void> => {
        while (!body.test(await readiness())) await delay(50);
      };
      expect(await readiness()).toBe('{"status":"ok"}');
      await postgres.stop();
      await turns(/^\{"status":"error","obstacles":\["database"\]\}$/);
      expect((await fetch(`${server.httpUrl}/health/live`)).status).toBe(200);
      expect(await say('still here')).toMatchObject({ type: HallType.Said });

      await postgres.resume();
      await turns(/^\{"status":"ok"\}$/);
      expect(await save(client, next++)).toMatchObject({ type: ACK });
    });

    it('cuts a connection in the middle of a call refuses that one, undone, and works on', async () => {
      const number = next++;
      const cut = save(client, number, 30_000);
      await administer(async (admin) => {
        const busy = `FROM pg_stat_activity WHERE application_name = 'godwit' AND query LIKE '%pg_sleep%'`;
        while ((await admin.query(`SELECT 1 ${busy}`)).rowCount === 0);
        await admin.query(`SELECT pg_terminate_backend(pid) ${busy}`);
      });

      expect(await cut).toMatchObject(refused('storage.unavailable'));
      expect(await save(client, next)).toMatchObject({ type: ACK });
      expect(await storedNumbers(client)).toEqual(expect.not.arrayContaining([number]));
      next++;
    });

    it('has cut every idle connection is used again without help', async () => {
      await Promise.all([save(client, next++), save(client, next++)]);
      await administer(async (admin) => {
        await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'godwit'`);
        while ((await admin.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'godwit'`)).rowCount !== 0);
      });
      // What ended the connections has reached the server before anything that is sent now.
      await client.settle();

      await saveEventually(client, next++);
    });

    it('has the table locked for longer than the deadline refuses with storage.timeout, and saves after that', async () => {
      const number = next++;
      await administer(async (admin) => {
        await admin.query('BEGIN; LOCK TABLE fault_saves IN ACCESS EXCLUSIVE MODE');
        const waiting = save(client, number);
        expect(await say('nobody waits for the table here')).toMatchObject({ type: HallType.Said });
        expect(await waiting).toMatchObject(refused('storage.timeout'));
        await admin.query('ROLLBACK');
      });

      await saveEventually(client, next);
      expect(await storedNumbers(client)).toContain(next++);
      expect(await server.metric('godwit_storage_failures_total{code="storage.timeout"}')).toBeGreaterThan(0);
    });

    it('is at work when the server stops gets to the end of it', async () => {
      const number = next++;
      client.send(SavesType.Save, { number, delayMs: 500 });
      await client.settle();
      expect(await server.stop()).toEqual({ code: 0, signal: null });

      const stored = await administer((admin) => admin.query('SELECT 1 FROM fault_saves WHERE number = $1', [number]));
      expect(stored.rowCount).toBe(1);
    });
  });
}
