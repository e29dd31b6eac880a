import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import { broadcast } from '../../src/core/sessions/broadcast.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { HallModule, HallReceivedDto } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';
import { clientFrame, RawConnection } from './raw-connection.js';

const BURST = 50;
const SEND_BUFFER_MAX_BYTES = 65_536;
/** Above so many times the limit a client is closed at once. */
const HARD_LIMIT_FACTOR = 4;

const PING_PACKET = '{"type":4,"ref":7}';

const repeated = (count: number, bytes: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => bytes));

describe('floods', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let bystander: TestClient;

  beforeAll(async () => {
    const env = {
      RATE_LIMIT_PER_SECOND: '1',
      RATE_LIMIT_BURST: String(BURST),
      SEND_BUFFER_MAX_BYTES: String(SEND_BUFFER_MAX_BYTES),
      SEND_BUFFER_GRACE_MS: '200',
      PING_INTERVAL_MS: '100',
      PING_MISSES: '100',
    };
    server = await TestApp.start({ imports: [HallModule], env, logger: logs });
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    bystander = await server.connect();
  });

  afterEach(async () => {
    expect(await bystander.request(4)).toMatchObject({ type: 5 });
    bystander.close();
    await bystander.closed;
    expect(logs.failures).toEqual([]);
  });

  it.each([
    ['good messages', clientFrame(PING_PACKET)],
    ['unknown types', clientFrame('{"type":60000}')],
    ['bad JSON', clientFrame('c4n4ry')],
    ['empty frames', clientFrame('')],
    ['binary frames that are no UTF-8', clientFrame(Buffer.from([0xff]), { opcode: 2 })],
    ['deep JSON', clientFrame('['.repeat(5000))],
    ['pings', clientFrame('', { opcode: 9 })],
    ['large pings', clientFrame('x'.repeat(125), { opcode: 9 })],
    ['pongs that nobody asked for', clientFrame('', { opcode: 10 })],
  ])('closes with 1008 after a flood of %s', async (_name, frame) => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(repeated(BURST * 20, frame));

    expect(await connection.waitForClose()).toEqual({ code: 1008, reason: 'rate.limited' });
    // An answer to each that was allowed, and to a ping too many; the ping before the close, and the close.
    expect(connection.frames.length).toBeLessThanOrEqual(BURST + 3);
  });

  it('answers each message of a burst that the limit allows, and none after the one too many', async () => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(repeated(BURST + 10, clientFrame(PING_PACKET)));
    await connection.waitForClose();

    const answers = connection.frames.filter(({ opcode }) => opcode === 1);
    expect(answers).toHaveLength(BURST);
    expect(connection.frames.at(-1)?.opcode).toBe(8);
  });

  it('stops reading after the close, and cuts a client that goes on', async () => {
    const connection = await RawConnection.upgraded(server.port);
    connection.write(repeated(BURST * 2, clientFrame(PING_PACKET)));
    await connection.waitForClose();
    const heard = connection.frames.length;
    const timer = setInterval(() => connection.write(repeated(100, clientFrame(PING_PACKET))), 5);

    await connection.ended;
    clearInterval(timer);
    expect(connection.frames).toHaveLength(heard);
  });

  describe('of what a client does not read', () => {
    const line = Object.assign(new HallReceivedDto(), { channel: 'a', from: { name: 'a' }, text: 'x'.repeat(8000) });

    /** A client that does not read, and its session. */
    async function sleeper(): Promise<{ connection: RawConnection; session: Session }> {
      const registry = server.app.get(SessionRegistry);
      const known = new Set(registry.all());
      const connection = await RawConnection.upgraded(server.port);
      connection.pause();
      const session = [...registry.all()].find((candidate) => !known.has(candidate));
      if (!session) throw new Error('The client has no session.');
      return { connection, session };
    }

    it('keeps a bounded part and closes at once with 4001 beyond it', async () => {
      const { connection, session } = await sleeper();
      let mostBytes = 0;
      for (let i = 0; session.isOpen && i < 20_000; i++) {
        broadcast([session], line);
        await new Promise((resolve) => setImmediate(resolve));
        mostBytes = Math.max(mostBytes, session.bufferedBytes);
      }
      expect(session.isOpen).toBe(false);
      expect(mostBytes).toBeGreaterThan(SEND_BUFFER_MAX_BYTES * HARD_LIMIT_FACTOR);
      expect(mostBytes).toBeLessThan(SEND_BUFFER_MAX_BYTES * HARD_LIMIT_FACTOR + 20_000);

      broadcast([session], line);
      expect(session.bufferedBytes).toBeLessThan(SEND_BUFFER_MAX_BYTES * HARD_LIMIT_FACTOR + 20_000);
      connection.resume();
      expect(await connection.waitForClose()).toEqual({ code: 4001, reason: 'session.too_slow' });
    });

    it('closes with 4001 whoever stays above the limit for the grace', async () => {
      const { connection, session } = await sleeper();
      while (session.isOpen && session.bufferedBytes <= SEND_BUFFER_MAX_BYTES) {
        broadcast([session], line);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(session.isOpen).toBe(true);
      while (session.isOpen) await new Promise((resolve) => setTimeout(resolve, 10));

      connection.resume();
      expect(await connection.waitForClose()).toEqual({ code: 4001, reason: 'session.too_slow' });
    });

    it('keeps a client that catches up', async () => {
      const { connection, session } = await sleeper();
      while (session.bufferedBytes <= SEND_BUFFER_MAX_BYTES) {
        broadcast([session], line);
        await new Promise((resolve) => setImmediate(resolve));
      }
      connection.resume();
      connection.send(PING_PACKET);
      await connection.waitForFrame(({ payload }) => payload.includes('"ref":7'), 'answer');

      expect(session.isOpen).toBe(true);
      connection.destroy();
    });
  });
});
