import { jest } from '@jest/globals';
import fc from 'fast-check';
import { newDeviceId, type SignedIn } from './auth-client.js';
import { startServer, type TestServer } from '../../support/server.js';
import { TestClient } from '../../../src/testing/test-client.js';
import { RawConnection } from '../raw-connection.js';

jest.setTimeout(300_000);

const ATTACKER = { 'X-Forwarded-For': '203.0.113.7' };
const PLAYER = { 'X-Forwarded-For': '198.51.100.1' };
const COMPARE = 7;
const PING = 4;
const HELLO = 0;
const DEVICE = 100;
const READ = 120;
const ACCOUNT_READ = 121;

/** Fewer than an address may have. */
const CONNECTIONS = 150;

/** What the process may hold more after floods than before them; fifty times less than what was asked of it. */
const MORE_BYTES = 96 * 1024 * 1024;
/** Its memory rises by 60 MiB until garbage is collected, so it is looked at again so often, with a flood between. */
const LOOKS = 10;
/**
 * So many of the attacker's works may come between a player's request and its answer: those that run, one in turn, and what is done
 * while the request is on its way. Behind all that waits it would be one for each of its connections.
 */
const MAX_AHEAD = CONNECTIONS / 2;

/** A real server at its default limits, behind a proxy so that a test can have several addresses. */
describe('one client that does its worst', () => {
  let server: TestServer;
  let attacker: SignedIn;
  let player: TestClient;

  beforeAll(async () => {
    server = await startServer({ env: { TRUSTED_PROXIES: '1' } });
    attacker = (await (await post('device', { deviceId: newDeviceId() }, ATTACKER)).json()) as SignedIn;
    player = await TestClient.connect(server.url, { socket: { headers: PLAYER } });
    await player.request(DEVICE, { deviceId: newDeviceId() });
  });
  afterAll(async () => {
    player.terminate();
    await server.stop();
  });

  const post = (path: string, body: object, from: object): Promise<Response> =>
    fetch(`${server.httpUrl}/auth/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...from },
      body: JSON.stringify(body),
    });
  const bearer = (): object => ({ ...ATTACKER, Authorization: `Bearer ${attacker.accessToken}` });
  const times = async (count: number, ask: (index: number) => Promise<unknown>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, (_, index) => ask(index).catch(() => undefined)));
  };
  const get = async (path: string): Promise<void> => {
    const response = await fetch(`${server.httpUrl}${path}`, { headers: bearer() as Record<string, string> });
    await response.arrayBuffer();
  };
  const connect = (): Promise<TestClient> => TestClient.connect(server.url, { socket: { headers: ATTACKER } });

  /** What an attacker may do, each some hundred times. */
  const floods: Record<string, () => Promise<void>> = {
    'asks for the metrics': () => times(200, () => get('/metrics')),
    'asks for pages': () => times(200, (index) => get(['/contract', '/protocol', '/asyncapi.yaml'][index % 3] ?? '')),
    'asks what differs': async () => {
      const client = await connect();
      await times(200, () => client.request(COMPARE, { messages: [] }));
      client.terminate();
    },
    'asks for tickets': () => times(300, () => post('ticket', {}, bearer())),
    'signs in with new devices': () => times(100, () => post('device', { deviceId: newDeviceId() }, ATTACKER)),
    'guesses passwords': () =>
      times(100, (index) => post('email/sign-in', { email: `v${index}@example.com`, password: 'wrong one' }, ATTACKER)),
    exports: () => times(100, () => get('/auth/export')),
    'sends half requests': async () => {
      const halves = await Promise.all(Array.from({ length: 200 }, () => RawConnection.open(server.port)));
      for (const half of halves) half.write('POST /auth/device HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{');
      for (const half of halves) half.destroy();
    },
    'connects and is cut': async () => {
      const clients = await Promise.all(Array.from({ length: 100 }, connect));
      await times(100, async (index) => clients[index]?.request(HELLO, {}));
      for (const client of clients) client.terminate();
    },
  };

  async function residentBytes(): Promise<number> {
    const text = await (await fetch(`${server.httpUrl}/metrics`, { headers: PLAYER })).text();
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
  }

  it('leaves the server as large as it was, and everybody served', async () => {
    // Twice each, so that code is compiled and pools have their size.
    for (const flood of [...Object.values(floods), ...Object.values(floods)]) await flood();
    const before = await residentBytes();
    const sequences = fc.array(fc.constantFrom(...Object.keys(floods)), { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sequences, async (names) => {
        for (const name of names) await floods[name]?.();
        expect((await player.request(PING)).type).toBe(5);
        expect((await post('device', { deviceId: newDeviceId() }, PLAYER)).status).toBe(200);
      }),
      { numRuns: 4 },
    );

    let more = (await residentBytes()) - before;
    for (let look = 1; more >= MORE_BYTES && look < LOOKS; look++) {
      await floods['asks for pages']?.();
      more = Math.min(more, (await residentBytes()) - before);
    }
    expect(more).toBeLessThan(MORE_BYTES);
  });

  it('is served in turn with the others: nobody waits behind all that it has asked for', async () => {
    const clients = await Promise.all(Array.from({ length: CONNECTIONS }, connect));
    for (const client of clients) await client.request(DEVICE, { deviceId: newDeviceId() });
    let answered = 0;
    const flood = clients.map(async (client) => {
      for (let reads = 0; reads < 4; reads++) {
        await client.request(READ);
        answered += 1;
      }
    });
    while (answered < 10) await new Promise((resolve) => setImmediate(resolve));
    const before = answered;
    const answer = await player.request(READ);
    const ahead = answered - before;
    await Promise.all(flood);
    for (const client of clients) client.terminate();

    expect(answer.type).toBe(ACCOUNT_READ);
    expect(ahead).toBeLessThanOrEqual(MAX_AHEAD);
  });
});
