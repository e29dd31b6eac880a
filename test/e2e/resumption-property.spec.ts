import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { IsInt } from 'class-validator';
import fc from 'fast-check';
import { EventBus } from '../../src/core/events/event-bus.js';
import { SessionSeats } from '../../src/core/sessions/session-seats.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { SessionClosed, SessionDropped, SessionResumed } from '../../src/core/sessions/session.events.js';
import type { Session } from '../../src/core/sessions/session.js';
import { CloseCode } from '../../src/protocol/close-codes.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';

const HELLO = 0;
const WELCOME = 1;
const PING = 4;
const SAY = 1000;
const SAY_SLOWLY = 1001;
const TOLD = 1002;
const RUNS = Number(process.env.RESUMPTION_RUNS ?? 40);

@ServerMessage(TOLD)
class ToldDto {
  @IsInt() readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

@ClientMessage(SAY)
class SayDto {
  @IsInt() readonly value!: number;
}

@ClientMessage(SAY_SLOWLY)
class SaySlowlyDto {
  @IsInt() readonly value!: number;
}

/** Notes what was said, in the order in which it was handled; slow handlers wait to be told that they are done. */
@Injectable()
class Listener {
  readonly heard = new Map<string, number[]>();
  private running: (() => void)[] = [];
  private mostRunning = new Map<string, number>();

  @OnMessage(SayDto)
  say({ id }: Session, { value }: SayDto): void {
    if ((this.mostRunning.get(id) ?? 0) > 0) throw new Error('Two handlers of one session overlap.');
    this.note(id, value);
  }

  @OnMessage(SaySlowlyDto)
  async saySlowly({ id }: Session, { value }: SaySlowlyDto): Promise<void> {
    const running = (this.mostRunning.get(id) ?? 0) + 1;
    if (running > 1) throw new Error('Two handlers of one session overlap.');
    this.mostRunning.set(id, running);
    await new Promise<void>((resolve) => this.running.push(resolve));
    this.mostRunning.set(id, running - 1);
    this.note(id, value);
  }

  finish(): void {
    for (const done of this.running.splice(0)) done();
  }

  private note(id: string, value: number): void {
    this.heard.set(id, [...(this.heard.get(id) ?? []), value]);
  }
}

@Module({ providers: [Listener] })
class ListenerModule {}

/** What a client does, or what happens to it. */
type Step =
  | { readonly do: 'say' | 'saySlowly' | 'tell' | 'broken'; readonly count: number }
  | { readonly do: 'finish' | 'report' | 'cut' | 'vanish' | 'closedByServer' }
  | { readonly do: 'resume' | 'loseWelcome' | 'loseWelcomeHastily' | 'resumeTwice' | 'stale' | 'stolen' };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('say', 'tell'), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('saySlowly', 'broken'), count: fc.constant(1) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('finish', 'report', 'cut', 'vanish', 'closedByServer') }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constantFrom('resume', 'resume', 'loseWelcome', 'loseWelcomeHastily', 'resumeTwice', 'stale', 'stolen'),
    }),
  },
);

/** A Ping waits behind a slow handler while its client comes back and loses the Welcome: it does not vouch for the new token. */
const PING_OF_BEFORE: Step[] = [
  { do: 'saySlowly', count: 1 },
  { do: 'report' },
  { do: 'loseWelcome' },
  { do: 'finish' },
  { do: 'saySlowly', count: 1 },
  { do: 'resume' },
];

/** A client pings before it has its Welcome, and loses that. */
const HASTY_PING: Step[] = [{ do: 'loseWelcomeHastily' }, { do: 'resume' }, { do: 'report' }, { do: 'stale' }];

/** One client with one session, over as many connections as it takes, and what it knows to be due. */
class Model {
  readonly told: number[] = [];
  readonly said: number[] = [];
  readonly got: number[] = [];
  sessionId = '';
  private client: TestClient | undefined;
  private unconfirmed: Packet[] = [];
  private confirmed = 0;
  private counted = 0;
  private token = '';
  private readonly stale: string[] = [];
  private before: string[] = [];
  private ignored = new Set<TestClient>();
  private nextRef = 1;

  constructor(
    private readonly server: TestApp,
    private readonly listener: Listener,
  ) {}

  get session(): Session | undefined {
    return this.server.app.get(SessionRegistry).find(this.sessionId);
  }

  async begin(): Promise<void> {
    this.client = await this.server.connect();
    this.watch(this.client);
    this.welcome((await this.client.request(HELLO, { resumable: true })).message ?? {});
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'say') for (let i = 0; i < step.count; i++) this.say(SAY);
    else if (step.do === 'saySlowly') this.say(SAY_SLOWLY);
    else if (step.do === 'broken') this.sayNonsense();
    else if (step.do === 'tell') for (let i = 0; i < step.count; i++) this.tell();
    else if (step.do === 'finish') this.listener.finish();
    else if (step.do === 'report') await this.report();
    else if (step.do === 'cut') await this.cut(true);
    else if (step.do === 'vanish') await this.cut(false);
    else if (step.do === 'closedByServer') this.closeByServer();
    else if (step.do === 'resume') await this.resume();
    else if (step.do === 'loseWelcome') await this.loseWelcome();
    else if (step.do === 'loseWelcomeHastily') await this.loseWelcome(true);
    else if (step.do === 'resumeTwice') await this.resumeTwice();
    else if (step.do === 'stale') await this.tryToken(this.stale.at(-1));
    else await this.tryToken(`${this.sessionId}.${'a'.repeat(32)}`);
  }

  /** Comes back for the last time, and waits for all that is due. */
  async conclude(): Promise<void> {
    await this.resume();
    const deadline = Date.now() + 5_000;
    const heard = (): number => this.listener.heard.get(this.sessionId)?.length ?? 0;
    while ((heard() < this.said.length || this.got.length < this.told.length) && Date.now() < deadline) {
      this.listener.finish();
      await delay(1);
    }
    await this.ping();
    this.tell();
    await this.ping();
  }

  /** How many of its connections the server still serves. */
  async isServedOnce(): Promise<boolean> {
    const open = [...this.ignored].filter(({ socket }) => socket.readyState === socket.OPEN);
    await Promise.race([Promise.all(open.map(({ closed }) => closed)), delay(3_000, undefined, { ref: false })]);
    return open.every(({ socket }) => socket.readyState !== socket.OPEN) && this.client?.socket.readyState === 1;
  }

  private say(type: number): void {
    const value = this.said.length;
    this.said.push(value);
    const packet = { type, ref: this.nextRef++, message: { value } };
    this.unconfirmed.push(packet);
    if (this.isLinked()) this.client?.sendRaw(JSON.stringify(packet));
  }

  // A refusal is counted too, by both.
  private sayNonsense(): void {
    const packet = { type: SAY, ref: this.nextRef++, message: { value: 0.5 } };
    this.unconfirmed.push(packet);
    if (this.isLinked()) this.client?.sendRaw(JSON.stringify(packet));
  }

  private tell(): void {
    if (this.session?.isOpen !== true) return;
    const value = this.told.length;
    this.told.push(value);
    this.session.send(new ToldDto(value));
  }

  // The answer to a Ping of an earlier connection may come over this one.
  private async ping(): Promise<Packet | undefined> {
    const ref = this.nextRef++;
    this.client?.sendRaw(JSON.stringify({ type: PING, ref, message: { received: this.counted } }));
    return this.client?.waitFor((packet) => packet.ref === ref, 'the Pong').catch(() => undefined);
  }

  // Whoever is away already would be gone for good.
  private closeByServer(): void {
    if (this.session?.isConnected) this.session.close(CloseCode.HeartbeatLost, 'session.heartbeat_lost');
  }

  private async report(): Promise<void> {
    const { client } = this;
    if (client === undefined || !this.isLinked()) return;
    const pong = await Promise.race([this.ping(), client.closed.then(() => undefined), delay(5)]);
    if (pong?.message === undefined) return;
    this.confirm(Number(pong.message.received));
    this.stale.push(...this.before.splice(0));
  }

  private async cut(isNoticed: boolean): Promise<void> {
    const { client } = this;
    if (client === undefined) return;
    this.ignored.add(client);
    client.terminate();
    while (isNoticed && this.session?.isConnected === true) await delay(1);
  }

  private async resume(): Promise<void> {
    const client = await this.introduce();
    const { message = {} } = await client.waitFor(({ type }) => type === WELCOME, 'the Welcome');
    this.adopt(client, message);
  }

  private async loseWelcome(isHasty = false): Promise<void> {
    const client = await this.introduce(isHasty);
    this.ignored.add(client);
    if (this.counted % 2 === 0) await client.waitFor(({ type }) => type === WELCOME, 'the Welcome');
    client.terminate();
    // What was handled before is not told; the client asks again with what it has.
    while (this.session?.isConnected === true) await delay(1);
  }

  private async resumeTwice(): Promise<void> {
    const both = await Promise.all([this.introduce(), this.introduce()]);
    const welcomes = await Promise.all(both.map((client) => client.waitFor(({ type }) => type === WELCOME, 'both')));
    // Which came last is seen by which is served.
    const served = this.session?.delivery.isConnected === true ? await firstClosed(both) : undefined;
    const last = served === both[0] ? 1 : 0;
    const other = both[1 - last];
    if (other !== undefined) this.ignored.add(other);
    this.adopt(both[last], welcomes[last]?.message ?? {});
  }

  /** Nobody else's token takes the session away. */
  private async tryToken(resume: string | undefined): Promise<void> {
    if (resume === undefined) return;
    const thief = await this.server.connect();
    const { message } = await thief.request(HELLO, { resumable: true, resume, received: this.counted });
    expect(message).toMatchObject({ resumed: false });
    thief.close();
    await thief.closed;
  }

  /** A new connection says Hello, in one packet with a Ping if it is hasty; what the one before still brings is not read. */
  private async introduce(isHasty = false): Promise<TestClient> {
    if (this.client !== undefined) this.ignored.add(this.client);
    const client = await this.server.connect();
    this.watch(client);
    const received = this.counted;
    const hello = { type: HELLO, ref: 1_000_000, message: { resumable: true, resume: this.token, received } };
    const stream = (client.socket as unknown as { readonly _socket: Socket })._socket;
    stream.cork();
    client.sendRaw(JSON.stringify(hello));
    if (isHasty) client.sendRaw(JSON.stringify({ type: PING, ref: this.nextRef++, message: { received } }));
    stream.uncork();
    return client;
  }

  private adopt(client: TestClient, welcome: Record<string, unknown>): void {
    expect(welcome).toMatchObject({ resumed: true, sessionId: this.sessionId });
    this.client = client;
    this.welcome(welcome);
    const seen = client.packets.findIndex(({ type }) => type === WELCOME);
    for (const packet of client.packets.slice(seen + 1)) this.count(packet);
    for (const { type, ref, message } of this.unconfirmed) client.sendRaw(JSON.stringify({ type, ref, message }));
  }

  private welcome({ sessionId, resumeToken, received }: Record<string, unknown>): void {
    this.sessionId = String(sessionId);
    if (this.token !== '') this.before.push(this.token);
    this.token = String(resumeToken);
    this.confirm(Number(received));
  }

  private confirm(received: number): void {
    this.unconfirmed = this.unconfirmed.slice(received - this.confirmed);
    this.confirmed = received;
  }

  private watch(client: TestClient): void {
    client.socket.on('message', (data: Buffer) => {
      if (client === this.client && !this.ignored.has(client)) this.count(JSON.parse(data.toString()) as Packet);
    });
  }

  private count({ type, message }: Packet): void {
    if (type !== 2 && type !== 3 && type < 20) return;
    this.counted += 1;
    if (type === TOLD) this.got.push(Number(message?.value));
  }

  private isLinked(): boolean {
    return this.client?.socket.readyState === 1 && !this.ignored.has(this.client);
  }
}

/** Of two connections for one session, the one that was closed for the other. */
async function firstClosed(clients: readonly TestClient[]): Promise<TestClient | undefined> {
  return Promise.race([
    ...clients.map(async (client) => client.closed.then(() => client)),
    delay(3_000, undefined, { ref: false }),
  ]);
}

describe('resuming, whatever happens', () => {
  let server: TestApp;
  let events: { readonly name: string; readonly id: string }[];

  beforeAll(async () => {
    server = await TestApp.start({ imports: [ListenerModule], env: { SEAT_HOLD_MS: '60000' } });
    const bus = server.app.get(EventBus);
    for (const event of [SessionDropped, SessionResumed, SessionClosed]) {
      bus.on<{ session: Session }>(event, ({ session }) => events.push({ name: event.name, id: session.id }));
    }
  });

  afterAll(() => server.stop());

  it('brings every counted message once and in order, tells of every drop and return in pairs, and serves one link', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 3, maxLength: 30 }), async (steps) => {
        await clear();
        events = [];
        const listener = server.app.get(Listener);
        const model = new Model(server, listener);
        await model.begin();
        for (const step of steps) await model.take(step);
        await model.conclude();

        expect(model.got).toEqual(model.told);
        expect(listener.heard.get(model.sessionId) ?? []).toEqual(model.said);
        const names = events.filter(({ id }) => id === model.sessionId).map(({ name }) => name);
        expect(names).toEqual(names.map((_, index) => (index % 2 === 0 ? 'SessionDropped' : 'SessionResumed')));
        expect(names.length % 2).toBe(0);
        expect(await model.isServedOnce()).toBe(true);
        await end(model);
      }),
      {
        numRuns: RUNS,
        plugins: [fc.interruptAfterTimeLimit(200_000)],
        examples: [[PING_OF_BEFORE], [HASTY_PING]],
        ...(process.env.RESUMPTION_SEED && { seed: Number(process.env.RESUMPTION_SEED) }),
      },
    );
  }, 240_000);

  // Also what a failed run has left.
  async function clear(): Promise<void> {
    for (const session of server.app.get(SessionRegistry).all())
      session.close(CloseCode.PolicyViolation, 'rate.limited');
    await server.disconnectAll();
  }

  /** Leaves nothing behind, and checks that nothing is. */
  async function end(model: Model): Promise<void> {
    await clear();
    const seats = server.app.get(SessionSeats);
    expect([seats.held, seats.bytes]).toEqual([0, 0]);
    expect(events.filter(({ id, name }) => id === model.sessionId && name === 'SessionClosed')).toHaveLength(1);
  }
});
