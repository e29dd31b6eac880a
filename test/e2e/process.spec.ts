import { jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { bootOf, startServer, type LogLine, type TestServer } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { clientFrame, RawConnection, upgradeRequest } from './raw-connection.js';

const DRAINING = 6;
const CLIENTS = 40;

/** Building the server may come first. */
jest.setTimeout(120_000);

async function get(server: TestServer, path: string): Promise<{ status: number; body: string }> {
  const response = await fetch(server.httpUrl + path);
  return { status: response.status, body: await response.text() };
}

/** What the server logged as its own failure. */
function failuresOf(server: TestServer): LogLine[] {
  return server.logs.filter(({ level }) => level !== undefined && level >= 50);
}

describe('a running server', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });

  afterAll(() => server.stop());

  it('says that it is alive and ready', async () => {
    expect(await get(server, '/health/live')).toMatchObject({ status: 200 });
    expect(JSON.parse((await get(server, '/health/ready')).body)).toEqual({ status: 'ok' });
  });

  it('counts connections, messages, refusals, closes, handling time and event-loop lag', async () => {
    const client = await TestClient.connect(server.url);
    for (let i = 0; i < 40; i++) await client.request(4);
    await client.request(60_000);
    client.sendRaw('c4n4ry');
    await client.settle();
    const { status, body } = await get(server, '/metrics');

    expect(status).toBe(200);
    expect(body).toMatch(/^godwit_connections 1$/m);
    expect(body).toMatch(/^godwit_connections_opened_total 1$/m);
    expect(body).toMatch(/^godwit_messages_total\{message="PingDto"\} 41$/m);
    expect(body).toMatch(/^godwit_refusals_total\{code="message\.unknown_type"\} 1$/m);
    expect(body).toMatch(/^godwit_refusals_total\{code="packet\.malformed"\} 1$/m);
    expect(body).toMatch(/^godwit_handling_seconds_count [1-9]\d*$/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(body).not.toContain('c4n4ry');

    client.close();
    await client.closed;
    await server.waitForLog(/Client disconnected/);
    const later = (await get(server, '/metrics')).body;
    expect(later).toMatch(/^godwit_connections 0$/m);
    expect(later).toMatch(/^godwit_connections_closed_total\{code="1000"\} 1$/m);
  });

  it('counts those that it closes for flooding', async () => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(Buffer.concat(Array.from({ length: 300 }, () => clientFrame('{"type":60000}'))));
    await connection.waitForClose();
    connection.destroy();

    expect((await get(server, '/metrics')).body).toMatch(/^godwit_refusals_total\{code="rate\.limited"\} [1-9]/m);
  });

  it('logs one JSON record a line', async () => {
    const client = await TestClient.connect(server.url, { subprotocols: [] });
    client.sendRaw('{"type":0,"text":"hello, server!"}', { binary: true });
    const line = await server.waitForLog(/hello, server!/);

    expect(line).toMatchObject({ level: 30, msg: "{ type: 0, text: 'hello, server!' }" });
    expect(server.logs.find(({ msg }) => msg === 'Client connected')).toMatchObject({ level: 30 });
    expect(failuresOf(server)).toEqual([]);
    client.close();
  });
});

describe('SIGTERM', () => {
  it('tells every client, closes with 1001, refuses newcomers, is not ready, and ends with 0', async () => {
    const server = await startServer();
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => TestClient.connect(server.url)));
    // It answers no close, so that the server has to wait for it and can be looked at meanwhile.
    const stubborn = await RawConnection.upgraded(server.port);
    const stopping = server.stop('SIGTERM');
    await stubborn.waitForClose();

    const ready = await get(server, '/health/ready');
    expect(ready).toMatchObject({ status: 503 });
    expect(ready.body).toContain('draining');
    expect(await get(server, '/health/live')).toMatchObject({ status: 200 });
    const newcomer = await RawConnection.open(server.port);
    newcomer.write(upgradeRequest());
    expect(await newcomer.readHead()).toMatch(/^HTTP\/1\.1 503 /);

    const ends = await Promise.all(clients.map(({ closed }) => closed));
    expect(ends).toEqual(clients.map(() => ({ code: 1001, reason: 'server.draining' })));
    const delays = clients.map(({ packets }) =>
      packets.map(({ type, message }) => [type, typeof message?.reconnectAfterMs]),
    );
    expect(delays).toEqual(clients.map(() => [[DRAINING, 'number']]));
    expect(await stopping).toEqual({ code: 0, signal: null });
    expect(failuresOf(server)).toEqual([]);
  });

  it('ends with 0 however connections hang', async () => {
    const server = await startServer();
    const [silent, half, keptAlive, deaf, blind] = await Promise.all([
      RawConnection.open(server.port),
      RawConnection.open(server.port),
      RawConnection.open(server.port),
      RawConnection.upgraded(server.port),
      RawConnection.upgraded(server.port),
    ]);
    half.write('GET / HTTP/1.1\r\nHost: a\r\n');
    keptAlive.write('GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n');
    await keptAlive.readHead();
    // One answers no close, the other does not even read what it asked for.
    blind.pause();
    blind.write(clientFrame('{"type":200,"message":{"channel":"a","name":"a"}}'));
    const line = clientFrame(`{"type":203,"message":{"channel":"a","text":"${'x'.repeat(500)}"}}`);
    const ask = clientFrame('{"type":206,"message":{"channel":"a"}}');
    blind.write(Buffer.concat([...Array<Buffer>(100).fill(line), ...Array<Buffer>(50).fill(ask)]));
    deaf.send('{"type":4,"ref":1}');
    await deaf.waitForFrame(() => true, 'answer');

    expect(await server.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(failuresOf(server)).toEqual([]);
    await Promise.all([silent, half, keptAlive, deaf].map(({ ended }) => ended));
    blind.destroy();
  });

  it('ends with 0 within a deadline that is shorter than the patience with a client that answers no close', async () => {
    const server = await startServer({ env: { SHUTDOWN_TIMEOUT_MS: '1900' } });
    await RawConnection.upgraded(server.port);

    expect(await server.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(failuresOf(server)).toEqual([]);
  });

  it('twice is as good as once, and SIGINT as good as SIGTERM', async () => {
    const server = await startServer();
    await RawConnection.upgraded(server.port);
    const first = server.stop('SIGINT');
    await server.waitForLog(/Received SIGINT/);

    expect(await server.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await first).toEqual({ code: 0, signal: null });
  });
});

describe('a boot that cannot succeed', () => {
  it.each<[name: string, env: Record<string, string>, sentence: RegExp]>([
    ['a port that is none', { PORT: 'abc' }, /^Godwit cannot start: PORT must .*but is "abc"; .*default \(1234\)\.$/],
    [
      'a flag that is none',
      { AUTH_REQUIRED: 'perhaps' },
      /^Godwit cannot start: AUTH_REQUIRED .*"perhaps".*\(false\)\.$/,
    ],
    [
      "another machine's address",
      { HOST: '203.0.113.1' },
      /^Godwit cannot start: HOST is 203[.]0[.]113[.]1, which is no address of this machine[.]$/,
    ],
  ])('writes one sentence and ends with 1: %s', async (_name, env, sentence) => {
    const { code, lines } = await bootOf({ LOG_LEVEL: 'error', ...env });

    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(sentence)]);
  });

  it.each(['PORT', 'ADMIN_PORT'])('writes one sentence when %s is taken', async (name) => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const { code, lines } = await bootOf({ LOG_LEVEL: 'error', HOST: '127.0.0.1', [name]: String(port) });
    holder.close();

    expect(code).toBe(1);
    expect(lines).toEqual([
      `Godwit cannot start: Port ${port} is already in use: stop the program that has it, or set ${name} to another.`,
    ]);
  });
});
