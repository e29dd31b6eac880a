import { once } from 'node:events';
import { EventBus } from '../../src/core/events/event-bus.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { SessionClosed, SessionOpened, SessionWelcomed } from '../../src/core/sessions/session.events.js';
import { TestApp } from '../../src/testing/test-app.js';
import { LogRecorder } from './log-recorder.js';
import { RawConnection } from './raw-connection.js';

const HELLO = 0;
const WELCOME = 1;
const PONG = 5;
const GREETING = '{"type":1,"message":{"text":"hello, client!"}}';

describe('a session', () => {
  const logs = new LogRecorder();
  let server: TestApp;

  beforeAll(async () => {
    server = await TestApp.start({ logger: logs });
  });

  afterAll(() => server.stop());

  beforeEach(() => logs.clear());
  afterEach(() => server.disconnectAll());

  /** Resolves with the first logged line that contains `text`. */
  async function logged(text: string): Promise<string> {
    for (;;) {
      const line = logs.lines.find((candidate) => candidate.text.includes(text));
      if (line) return line.text;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  describe("of the 2020 tutorial's client", () => {
    it('begins with exactly its greeting, as text', async () => {
      const connection = await RawConnection.upgraded(server.port, { 'Sec-WebSocket-Protocol': '' });
      const greeting = await connection.waitForFrame(() => true, 'greeting');

      expect(greeting.opcode).toBe(1);
      expect(greeting.payload.toString()).toBe(GREETING);
      connection.destroy();
    });

    it.each([
      ['binary', true],
      ['text', false],
    ])('has its hello in the log, sent as %s, and gets no answer to it', async (_name, binary) => {
      const client = await server.connect({ subprotocols: [] });
      client.sendRaw(JSON.stringify({ type: 0, text: 'hello, server!' }), { binary });
      await client.settle();

      await logged("{ type: 0, text: 'hello, server!' }");
      expect(logs.lines.map(({ text }) => text).join('\n')).toContain('Client connected');
      expect(client.texts[0]).toBe(GREETING);
      expect(client.packets.map(({ type }) => type)).toEqual([WELCOME, PONG]);
    });
  });

  it('of the SDK begins with silence', async () => {
    const client = await server.connect();
    await client.settle();
    expect(client.packets.map(({ type }) => type)).toEqual([PONG]);
  });

  it('welcomes a Hello that asks for an answer', async () => {
    const client = await server.connect();
    const beforeMs = Date.now();
    const { type, message } = await client.request(HELLO, { engine: 'godot', engineVersion: '4.6', platform: 'linux' });

    expect(type).toBe(WELCOME);
    expect(message).toMatchObject({ text: 'hello, client!', pingIntervalMs: 3000, maxMessageBytes: 16_384 });
    expect(message?.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(message?.serverTimeMs).toBeGreaterThanOrEqual(beforeMs);
    expect(message?.serverTimeMs).toBeLessThanOrEqual(Date.now());
  });

  it('has an id of its own', async () => {
    const clients = await Promise.all([server.connect(), server.connect()]);
    const ids = await Promise.all(clients.map(async (client) => (await client.request(HELLO)).message?.sessionId));
    expect(new Set(ids).size).toBe(2);
  });

  it('writes no token and no line of its own into the log', async () => {
    const client = await server.connect();
    await client.request(HELLO, { token: 'very-secret', text: 'a\nCode: \u001b[31mred\r\nb' });
    const line = await logged("text: 'a");

    expect(line).not.toMatch(/very-secret/);
    // eslint-disable-next-line no-control-regex -- this is what must not be there
    expect(line).not.toMatch(/[\n\r\u001b]/);
  });

  it('answers a Ping with the time', async () => {
    const client = await server.connect();
    const { type, message } = await client.request(4);
    expect(type).toBe(PONG);
    expect(Math.abs(Number(message?.serverTimeMs) - Date.now())).toBeLessThan(60_000);
  });

  it('tells the others of its opening, its Hello and its end', async () => {
    const events = server.app.get(EventBus);
    const heard: string[] = [];
    const stops = [
      events.on(SessionOpened, ({ session }) => heard.push(`opened ${session.id}`)),
      events.on(SessionWelcomed, ({ session }) => heard.push(`welcomed ${session.id}`)),
      events.on(SessionClosed, ({ session, code }) => heard.push(`closed ${session.id} ${code} ${session.isOpen}`)),
    ];
    const client = await server.connect();
    const { message } = await client.request(HELLO);
    const id = String(message?.sessionId);
    expect(server.app.get(SessionRegistry).find(id)?.id).toBe(id);
    client.terminate();
    while (heard.length < 3) await new Promise((resolve) => setImmediate(resolve));
    for (const stop of stops) stop();

    expect(heard).toEqual([`opened ${id}`, `welcomed ${id}`, `closed ${id} 1006 false`]);
    expect(server.app.get(SessionRegistry).find(id)).toBeUndefined();
  });

  it('survives listeners that throw, and so does the server', async () => {
    const events = server.app.get(EventBus);
    const heard: string[] = [];
    const stops = [SessionOpened, SessionWelcomed, SessionClosed].flatMap((event) => [
      events.on<object>(event, () => {
        throw new Error(`a bad listener of ${event.name}`);
      }),
      events.on<object>(event, () => heard.push(event.name)),
    ]);
    const client = await server.connect();
    expect(await client.request(HELLO)).toMatchObject({ type: WELCOME });
    client.close();
    await client.closed;
    while (heard.length < 3) await new Promise((resolve) => setImmediate(resolve));
    for (const stop of stops) stop();

    expect(heard).toEqual(['SessionOpened', 'SessionWelcomed', 'SessionClosed']);
    expect(logs.failures).toHaveLength(3);
    expect(await (await server.connect()).request(4)).toMatchObject({ type: PONG });
  });
});

describe('the heartbeat', () => {
  it('cuts clients that answer nothing and keeps those that are quiet, but alive', async () => {
    const server = await TestApp.start({ env: { PING_INTERVAL_MS: '100', PING_MISSES: '2' } });
    const quiet = await server.connect();
    let pings = 0;
    quiet.socket.on('ping', () => pings++);

    // A client may live on any signs of life: here, an unknown message now and then instead of pongs.
    const talking = await RawConnection.upgraded(server.port);
    const talk = setInterval(() => talking.send('{"type":60000}'), 40);
    const expectCut = async (): Promise<RawConnection> => {
      const dead = await RawConnection.upgraded(server.port);
      expect(await dead.waitForClose()).toEqual({ code: 4000, reason: 'session.heartbeat_lost' });
      expect(dead.frames.map(({ opcode }) => opcode)).toEqual([9, 9, 8]);
      return dead;
    };
    await expectCut();
    const second = await expectCut();
    await second.ended;
    clearInterval(talk);

    expect(pings).toBeGreaterThan(1);
    expect(await quiet.request(4)).toMatchObject({ type: PONG });
    expect(talking.frames.some(({ opcode }) => opcode === 8)).toBe(false);
    talking.destroy();
    await server.stop();
  });
});

describe('the path of the game', () => {
  it.each(['/game', '/a/b.c-d'])('may be %s', async (path) => {
    const server = await TestApp.start({ env: { WS_PATH: path } });
    try {
      const client = await server.connect({ path });
      expect(await client.request(4)).toMatchObject({ type: PONG });
      await expect(server.connect({ path: '/' })).rejects.toThrow('404');
    } finally {
      await server.stop();
    }
  });
});

describe('stopping in this process', () => {
  it('closes every client and ends its timers', async () => {
    const server = await TestApp.start();
    const clients = await Promise.all(Array.from({ length: 3 }, () => server.connect()));
    const closes = clients.map(({ socket }) => once(socket, 'close'));
    await server.app.close();

    expect((await Promise.all(closes)).map(([code]) => code as number)).toEqual([1001, 1001, 1001]);
    expect(clients.map(({ packets }) => packets.map(({ type }) => type))).toEqual([[6], [6], [6]]);
  });
});
