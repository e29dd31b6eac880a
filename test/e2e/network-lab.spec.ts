import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';

const PING = 4;
const PONG = 5;
const LINE = 14;
const STALL = 15;
const CUT = 16;
const CLEAR = { latencyMs: 0, jitterMs: 0, lossPercent: 0 };

async function roundTripMs(client: TestClient): Promise<number> {
  const startMs = performance.now();
  expect(await client.request(PING)).toMatchObject({ type: PONG });
  return performance.now() - startMs;
}

const onlySession = (server: TestApp): Session => {
  const [session] = [...server.app.get(SessionRegistry).all()];
  if (session === undefined) throw new Error('Nobody is connected.');
  return session;
};

describe('the network lab', () => {
  let server: TestApp;

  const start = async (NETWORK_LAB: string): Promise<void> => {
    server = await TestApp.start({ env: { NETWORK_LAB, RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000' } });
  };

  afterEach(() => server.stop());

  it('makes every connection late as NETWORK_LAB says, the answer to the handshake too', async () => {
    await start('latency=100');
    const startMs = performance.now();
    const client = await server.connect();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(48);
    expect(await roundTripMs(client)).toBeGreaterThanOrEqual(98);
  });

  it("changes one client's line at its own request, and no other's", async () => {
    await start('on');
    const [slow, other] = [await server.connect(), await server.connect()];
    await slow.request(LINE, { ...CLEAR, latencyMs: 400 });
    const [slowMs, otherMs] = await Promise.all([roundTripMs(slow), roundTripMs(other)]);
    expect(slowMs).toBeGreaterThanOrEqual(398);
    expect(otherMs).toBeLessThan(slowMs);
    await slow.request(LINE, CLEAR);
    expect(await slow.request(PING)).toMatchObject({ type: PONG });
  });

  it('keeps the order of everything, and loses nothing, in both directions', async () => {
    await start('latency=20,jitter=20,loss=20,seed=3');
    const client = await server.connect();
    const refs = Array.from({ length: 300 }, (_, index) => index + 1);
    for (const ref of refs) client.sendRaw(JSON.stringify({ type: PING, ref }));
    await client.waitFor((packet) => packet.ref === refs.length);
    expect(client.packets.filter(({ type }) => type === PONG).map(({ ref }) => ref)).toEqual(refs);
  });

  it('stalls, then delivers all at once', async () => {
    await start('on');
    const client = await server.connect();
    client.send(STALL, { ms: 300 });
    const trips = await Promise.all([roundTripMs(client), roundTripMs(client)]);
    expect(Math.max(...trips)).toBeGreaterThanOrEqual(250);
  });

  it('lets the server see what the line does not take any more', async () => {
    await start('on');
    const client = await server.connect();
    await client.request(LINE, { ...CLEAR, bytesPerSecond: 20_000, bufferBytes: 1_000 });
    const session = onlySession(server);
    for (let ref = 1; ref <= 100; ref++) session.refuse(0, 'server.internal', 'x'.repeat(500));
    await new Promise(setImmediate);
    expect(session.bufferedBytes).toBeGreaterThan(20_000);
    await client.waitFor(({ type }) => type === 2);
  });

  it('cuts a connection, as a broken network does', async () => {
    await start('on');
    const client = await server.connect();
    client.send(CUT);
    expect(await client.closed).toMatchObject({ code: 1006 });
    expect(await (await server.connect()).request(PING)).toMatchObject({ type: PONG });
  });

  it('is off by default: its messages are refused, by a code', async () => {
    await start('off');
    const client = await server.connect();
    for (const answer of [client.request(LINE, CLEAR), client.request(STALL, { ms: 1 }), client.request(CUT)]) {
      expect(await answer).toMatchObject({ type: 2, message: { code: 'network_lab.off' } });
    }
  });
});

describe('NETWORK_LAB', () => {
  it('is refused in production, in one sentence', async () => {
    const env = { NETWORK_LAB: 'on', NODE_ENV: 'production', AUTH_REQUIRED: 'false' };
    await expect(TestApp.start({ env })).rejects.toThrow(/^NETWORK_LAB makes connections bad on purpose/);
  });

  it('is refused when it cannot be read', async () => {
    await expect(TestApp.start({ env: { NETWORK_LAB: 'lag=3' } })).rejects.toThrow(
      'NETWORK_LAB must be off, on or settings such as latency=100,jitter=30,loss=1, but is "lag=3"',
    );
  });
});
