import type { Server } from 'node:http';
import { jest } from '@jest/globals';
import { MetricsRegistry } from '../../src/core/observability/metrics-registry.js';
import { TestApp } from '../../src/testing/test-app.js';
import { RawConnection } from './raw-connection.js';

const TOKEN = 'a-token-for-the-metrics';

/** What an address has beyond its WebSockets. */
const SPARE = 64;

function get(server: TestApp, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.httpUrl}${path}`, { headers });
}

/** Statuses of so many requests at once of one address. */
async function statusesOf(server: TestApp, address: string, requests: number): Promise<number[]> {
  const headers = { 'X-Forwarded-For': address };
  const answers = await Promise.all(Array.from({ length: requests }, () => get(server, '/health/live', headers)));
  return answers.map(({ status }) => status);
}

describe('HTTP connections', () => {
  const PING = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n';
  const POST = 'POST /health/live HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{';
  let server: TestApp;

  beforeAll(async () => {
    server = await TestApp.start({ env: { HANDSHAKE_TIMEOUT_MS: '300', MAX_CONNECTIONS_PER_ADDRESS: '4' } });
  });
  afterAll(() => server.stop());

  it.each([
    ['says nothing', ''],
    ['says half of a head', 'GET / HTTP/1.1\r\nHost:'],
    ['says half of a body', POST],
    ['says half of a second request', `${PING}GET / HT`],
    ['asks for nothing more', PING],
    ['was refused and stays', 'GET /nowhere HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
  ])('cuts one that %s', async (_name, bytes) => {
    const connection = await RawConnection.open(server.port);
    connection.write(bytes);
    await connection.ended;
  });

  it('counts them by address, however little they say, so that they cannot use up what all need', async () => {
    const connections = await Promise.all(Array.from({ length: 3 * SPARE }, () => RawConnection.open(server.port)));
    for (const connection of connections) connection.write('GET / HT');
    let ended = 0;
    for (const connection of connections) void connection.ended.then(() => (ended += 1));
    const inTime = await new Promise<number>((resolve, reject) => {
      (server.app.getHttpServer() as Server).getConnections((error: Error | null, count: number) => {
        if (error) reject(error);
        else resolve(count);
      });
    });

    expect(inTime).toBeLessThanOrEqual(SPARE + 4);
    await Promise.all(connections.map((connection) => connection.ended));
    expect(ended).toBe(3 * SPARE);
    expect((await get(server, '/health/live')).status).toBe(200);
  });
});

describe('HTTP requests', () => {
  let server: TestApp;

  beforeAll(async () => {
    const env = { HTTP_REQUESTS_PER_SECOND: '1', HTTP_REQUESTS_BURST: '20', TRUSTED_PROXIES: '1' };
    server = await TestApp.start({ env: { ...env, METRICS_TOKEN: TOKEN } });
  });
  afterAll(() => server.stop());

  it('are refused when an address asks too often, and another is not held up', async () => {
    const statuses = await statusesOf(server, '192.0.2.1', 60);

    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(20);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20);
    expect(await statusesOf(server, '192.0.2.2', 5)).toEqual([200, 200, 200, 200, 200]);
  });

  it('are counted for a whole network of IPv6, and say when to come back', async () => {
    for (let host = 1; host <= 20; host++) await statusesOf(server, `2001:db8::${host}`, 1);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, host) => get(server, '/contract', { 'X-Forwarded-For': `2001:db8::f:${host}` })),
    );
    const refused = answers.find(({ status }) => status === 429);

    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toMatchObject({ code: 'rate.limited' });
  });

  it('get the metrics with the token only', async () => {
    const from = (authorization?: string): Promise<Response> =>
      get(server, '/metrics', {
        'X-Forwarded-For': '192.0.2.3',
        ...(authorization !== undefined && { authorization }),
      });

    expect((await from()).status).toBe(401);
    expect((await from(`Bearer ${TOKEN}x`)).status).toBe(401);
    const allowed = await from(`Bearer ${TOKEN}`);
    expect([allowed.status, (await allowed.text()).includes('godwit_')]).toEqual([200, true]);
  });

  it('have the metrics collected few times, however many ask', async () => {
    const collect = jest.spyOn(server.app.get(MetricsRegistry).registry, 'metrics');
    const authorization = `Bearer ${TOKEN}`;
    const startMs = performance.now();
    for (let address = 0; address < 100; address++) {
      const answer = await get(server, '/metrics', { authorization, 'X-Forwarded-For': `198.51.100.${address}` });
      expect(answer.status).toBe(200);
    }

    expect(collect.mock.calls.length).toBeLessThanOrEqual(21 + (performance.now() - startMs) / 100);
    collect.mockRestore();
  });
});

describe('ContractCompare', () => {
  it('is limited by address', async () => {
    const server = await TestApp.start({ env: { RATE_LIMIT_BURST: '1000' } });
    const client = await server.connect();
    const answers = await Promise.all(Array.from({ length: 500 }, () => client.request(7, { messages: [] })));
    await server.stop();

    expect(answers.slice(0, 300).map(({ type }) => type)).toEqual(Array(300).fill(8));
    expect(answers.filter(({ message }) => message?.code === 'rate.limited').length).toBeGreaterThan(50);
  });
});
