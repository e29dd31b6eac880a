import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { EventBus } from '../../src/core/events/event-bus.js';
import { SessionSeats } from '../../src/core/sessions/session-seats.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import {
  SessionClosed,
  SessionDropped,
  SessionOpened,
  SessionResumed,
  SessionWelcomed,
} from '../../src/core/sessions/session.events.js';
import type { Session } from '../../src/core/sessions/session.js';
import { CloseCode } from '../../src/protocol/close-codes.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { IsInt } from 'class-validator';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';

const HELLO = 0;
const WELCOME = 1;
const PING = 4;
const COUNT = 1000;
const COUNTED = 1001;
const SLOW = 1002;

@ServerMessage(COUNTED)
class CountedDto {
  @IsInt() readonly value!: number;
}

@ClientMessage(COUNT, { reply: CountedDto })
class CountDto {
  @IsInt() readonly value!: number;
}

@ClientMessage(SLOW, { reply: CountedDto })
class CountSlowlyDto {
  @IsInt() readonly value!: number;
}

/** Notes what each session said, in the order in which it was handled. */
@Injectable()
class CountService {
  readonly handled: number[] = [];
  /** Ends the slow handlers that are running. */
  finish: () => void = () => undefined;

  @OnMessage(CountDto)
  count(_session: Session, { value }: CountDto): CountedDto {
    this.handled.push(value);
    return { value };
  }

  @OnMessage(CountSlowlyDto)
  async countSlowly(_session: Session, { value }: CountSlowlyDto): Promise<CountedDto> {
    await new Promise<void>((resolve) => (this.finish = resolve));
    this.handled.push(value);
    return { value };
  }
}

@Module({ providers: [CountService] })
class CountModule {}

interface Welcome {
  readonly sessionId: string;
  readonly resumeToken: string;
  readonly resumed: boolean;
  readonly received: number;
}

describe('resuming a session', () => {
  let server: TestApp;
  let service: CountService;
  let heard: string[];

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [CountModule],
      env: { SEAT_HOLD_MS: '400', SESSION_REPLAY_MAX_BYTES: '4096' },
    });
    service = server.app.get(CountService);
    const events = server.app.get(EventBus);
    for (const event of [SessionOpened, SessionWelcomed, SessionDropped, SessionResumed, SessionClosed]) {
      events.on<{ session: Session }>(event, ({ session }) => heard.push(`${event.name} ${session.id}`));
    }
  });

  beforeEach(() => {
    heard = [];
    service.handled.length = 0;
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  async function hello(client: TestClient, fields: object = {}): Promise<Welcome> {
    const { type, message } = await client.request(HELLO, { resumable: true, ...fields });
    expect(type).toBe(WELCOME);
    return message as unknown as Welcome;
  }

  function sessionOf({ sessionId }: Welcome): Session {
    const session = server.app.get(SessionRegistry).find(sessionId);
    if (session === undefined) throw new Error('There is no such session.');
    return session;
  }

  function tell(welcome: Welcome, ...values: number[]): void {
    for (const value of values) sessionOf(welcome).send(Object.assign(new CountedDto(), { value }));
  }

  function valuesOf(client: TestClient): unknown[] {
    return client.packets.filter(({ type }: Packet) => type === COUNTED).map(({ message }) => message?.value);
  }

  async function drop(client: TestClient, welcome: Welcome): Promise<void> {
    client.terminate();
    while (sessionOf(welcome).isConnected) await delay(1);
  }

  async function dropped(...values: number[]): Promise<Welcome> {
    const client = await server.connect();
    const welcome = await hello(client);
    tell(welcome, ...values);
    await client.settle();
    await drop(client, welcome);
    return welcome;
  }

  it('brings all that was missed, once and in order, behind the Welcome', async () => {
    const first = await dropped(1, 2);
    tell(first, 3, 4);
    const client = await server.connect();
    const again = await hello(client, { resume: first.resumeToken, received: 1 });
    tell(again, 5);
    await client.settle();

    expect(again).toMatchObject({ sessionId: first.sessionId, resumed: true, received: 0 });
    expect(client.packets[0]?.type).toBe(WELCOME);
    expect(valuesOf(client)).toEqual([2, 3, 4, 5]);
  });

  it('brings also what was sent between the end of the socket and the moment in which the gateway hears of it', async () => {
    const client = await server.connect();
    const welcome = await hello(client);
    client.terminate();
    let sent = 0;
    while (server.app.get(SessionSeats).held === 0) {
      tell(welcome, ++sent);
      await new Promise(setImmediate);
    }
    // The server's own end: closed here at once, and heard of in a later turn.
    const back = await server.connect();
    const again = await hello(back, { resume: welcome.resumeToken, received: 0 });
    sessionOf(again).close(CloseCode.HeartbeatLost, 'session.heartbeat_lost');
    tell(again, ++sent);
    while (server.app.get(SessionSeats).held === 0) await delay(1);

    const third = await server.connect();
    await hello(third, { resume: again.resumeToken, received: 0 });
    await third.settle();
    expect(valuesOf(third)).toEqual(Array.from({ length: sent }, (_, index) => index + 1));
  });

  it('tells what it is: dropped, resumed, and never closed', async () => {
    const { sessionId, ...first } = await dropped();
    const client = await server.connect();
    await hello(client, { resume: first.resumeToken });
    await client.settle();

    const told = heard.filter((line) => line.endsWith(sessionId)).map((line) => line.split(' ')[0]);
    expect(told).toEqual(['SessionOpened', 'SessionWelcomed', 'SessionDropped', 'SessionResumed']);
    expect(server.app.get(SessionRegistry).size).toBe(1);
    expect(server.app.get(SessionSeats).held).toBe(0);
  });

  it('tells how many messages of the client arrived', async () => {
    const client = await server.connect();
    const welcome = await hello(client);
    for (const value of [1, 2, 3]) client.send(COUNT, { value });
    expect(await client.request(PING, { received: 0 })).toMatchObject({ message: { received: 3 } });
    await drop(client, welcome);

    const again = await hello(await server.connect(), { resume: welcome.resumeToken });
    expect(again).toMatchObject({ resumed: true, received: 3 });
  });

  it('brings the answer of a handler that finished meanwhile, and what waited behind it was handled', async () => {
    const client = await server.connect();
    const welcome = await hello(client);
    client.sendRaw(JSON.stringify({ type: SLOW, ref: 7, message: { value: 1 } }));
    client.sendRaw(JSON.stringify({ type: COUNT, ref: 8, message: { value: 2 } }));
    while (sessionOf(welcome).delivery.received < 2) await delay(1);
    await drop(client, welcome);

    const second = await server.connect();
    const again = await hello(second, { resume: welcome.resumeToken });
    const third = second.request(COUNT, { value: 3 });
    service.finish();
    await third;

    expect(again.received).toBe(2);
    expect(service.handled).toEqual([1, 2, 3]);
    expect(second.packets.slice(1).map(({ ref }) => ref)).toEqual([7, 8, expect.any(Number)]);
  });

  it('works while the server still believes in the old connection, which it closes', async () => {
    const old = await server.connect();
    const welcome = await hello(old);
    tell(welcome, 1);
    const client = await server.connect();
    const again = await hello(client, { resume: welcome.resumeToken, received: 0 });
    tell(again, 2);
    await client.settle();

    expect(again.sessionId).toBe(welcome.sessionId);
    expect(valuesOf(client)).toEqual([1, 2]);
    expect(await old.closed).toEqual({ code: 4502, reason: 'session.replaced' });
    expect(sessionOf(again).isConnected).toBe(true);
  });

  it('can be done again and again, each time with the latest token', async () => {
    let welcome = await dropped();
    for (let round = 1; round <= 5; round++) {
      const client = await server.connect();
      const again = await hello(client, { resume: welcome.resumeToken, received: 0 });
      expect(again).toMatchObject({ resumed: true, sessionId: welcome.sessionId });
      await client.request(PING, { received: 0 });
      await drop(client, again);
      welcome = again;
    }
  });

  it('takes the token before for a client that never got its Welcome', async () => {
    const first = await dropped(1);
    const lost = await server.connect();
    await drop(lost, await hello(lost, { resume: first.resumeToken, received: 0 }));

    const again = await hello(await server.connect(), { resume: first.resumeToken, received: 0 });
    expect(again).toMatchObject({ resumed: true, sessionId: first.sessionId });
  });

  it('is refused to a used token, which changes nothing', async () => {
    const first = await dropped(1);
    const client = await server.connect();
    await hello(client, { resume: first.resumeToken, received: 0 });
    await client.request(PING, { received: 1 });

    const thief = await server.connect();
    const other = await hello(thief, { resume: first.resumeToken, received: 1 });
    expect(other.resumed).toBe(false);
    expect(other.sessionId).not.toBe(first.sessionId);
    expect(await client.request(COUNT, { value: 1 })).toMatchObject({ type: COUNTED });
  });

  it.each<[string, (welcome: Welcome) => object]>([
    ['a token that is nobody’s', () => ({ resume: `nobody.${'a'.repeat(32)}` })],
    ['a wrong secret', ({ sessionId }) => ({ resume: `${sessionId}.${'a'.repeat(32)}` })],
    ['something that is no token', () => ({ resume: '__proto__' })],
    ['half a token', ({ resumeToken }) => ({ resume: resumeToken.slice(0, -1) })],
    ['a client that claims what was never sent', ({ resumeToken }) => ({ resume: resumeToken, received: 3 })],
  ])('is refused to %s, and the seat stays', async (_name, fields) => {
    const first = await dropped(1, 2);
    const other = await hello(await server.connect(), fields(first));

    expect(other.resumed).toBe(false);
    expect(other.sessionId).not.toBe(first.sessionId);
    const back = await server.connect();
    expect(await hello(back, { resume: first.resumeToken, received: 0 })).toMatchObject({ resumed: true });
    await back.settle();
    expect(valuesOf(back)).toEqual([1, 2]);
  });

  it('is refused when more was missed than is kept', async () => {
    const first = await dropped();
    tell(first, ...Array.from({ length: 100 }, (_, index) => index));

    expect(await hello(await server.connect(), { resume: first.resumeToken })).toMatchObject({ resumed: false });
  });

  it('keeps no more than what the client has not acknowledged', async () => {
    const client = await server.connect();
    const welcome = await hello(client);
    for (let value = 1; value <= 200; value++) {
      tell(welcome, value);
      await client.request(PING, { received: value });
    }
    await drop(client, welcome);
    tell(welcome, 201);

    const back = await server.connect();
    expect(await hello(back, { resume: welcome.resumeToken, received: 200 })).toMatchObject({ resumed: true });
    await back.settle();
    expect(valuesOf(back)).toEqual([201]);
  });

  it('is over when the client does not come in time', async () => {
    const first = await dropped();
    while (server.app.get(SessionRegistry).size > 0) await delay(5);

    expect(heard.at(-1)).toBe(`SessionClosed ${first.sessionId}`);
    expect(await hello(await server.connect(), { resume: first.resumeToken })).toMatchObject({ resumed: false });
  });

  it('is not possible after a goodbye', async () => {
    const client = await server.connect();
    const first = await hello(client);
    client.close();
    while (server.app.get(SessionRegistry).size > 0) await delay(1);

    expect(await hello(await server.connect(), { resume: first.resumeToken })).toMatchObject({ resumed: false });
  });

  it('is not possible for a client that was thrown out', async () => {
    const client = await server.connect();
    const first = await hello(client);
    sessionOf(first).close(CloseCode.PolicyViolation, 'rate.limited');
    await client.closed;
    while (server.app.get(SessionRegistry).size > 0) await delay(1);

    expect(server.app.get(SessionSeats).held).toBe(0);
  });

  it('is not offered to a client that did not ask for it', async () => {
    const client = await server.connect();
    const { message } = await client.request(HELLO);
    client.terminate();
    while (server.app.get(SessionRegistry).size > 0) await delay(1);

    expect(message).not.toHaveProperty('resumeToken');
  });

  it('brings 500 clients back that were all dropped at once, each to its own session', async () => {
    const storm = await TestApp.start({
      imports: [CountModule],
      env: { SEAT_HOLD_MS: '30000', MAX_CONNECTIONS_PER_ADDRESS: '2000' },
    });
    const registry = storm.app.get(SessionRegistry);
    const clients = await Promise.all(Array.from({ length: 500 }, () => storm.connect()));
    const welcomes = await Promise.all(clients.map((client) => hello(client)));
    for (const client of clients) client.terminate();
    while (storm.app.get(SessionSeats).held < 500) await delay(1);

    const returned = await Promise.all(
      welcomes.map(async ({ resumeToken }) => hello(await storm.connect(), { resume: resumeToken })),
    );
    expect(returned.every(({ resumed }) => resumed)).toBe(true);
    expect(returned.map(({ sessionId }) => sessionId)).toEqual(welcomes.map(({ sessionId }) => sessionId));
    expect(registry.size).toBe(500);
    const metrics = await (await fetch(`${storm.httpUrl}/metrics`)).text();
    expect(metrics).toContain('godwit_sessions_resumed_total 500');
    expect(metrics).toContain('godwit_sessions_held 0');
    await storm.stop();
  });

  it('does not keep an orderly stop from ending', async () => {
    const other = await TestApp.start({ imports: [CountModule], env: { SEAT_HOLD_MS: '60000' } });
    const client = await other.connect();
    await hello(client);
    client.terminate();
    while (other.app.get(SessionSeats).held === 0) await delay(1);
    const registry = other.app.get(SessionRegistry);
    await other.stop();

    expect(registry.size).toBe(0);
  });
});
