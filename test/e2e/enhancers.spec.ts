import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { MessageRouter } from '../../src/core/gateway/message-router.js';
import { SessionLink } from '../../src/core/sessions/session-link.js';
import { Session } from '../../src/core/sessions/session.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { BracketInterceptor, DoorGuard, GuestType, GUESTS, Witness } from './enhancers.fixture.js';

const said = (text: string): object => ({ type: GuestType.Said, message: { text } });
const refused = (code: string, text?: string): object => ({
  type: 2,
  message: text === undefined ? { code } : { code, text },
});

/** A port that keeps what it is given, so that a test sees when it was given. */
class KeepingLink extends SessionLink {
  readonly isAway = false;
  readonly mayReturn = true;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '192.0.2.1';
  readonly sent: string[] = [];

  send(payload: string | Buffer): void {
    this.sent.push(payload.toString());
  }

  sendFrame(frame: Buffer): void {
    this.sent.push(frame.toString());
  }

  close(): void {
    this.sent.push('close');
  }
}

describe("Nest's enhancers", () => {
  let server: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    server = await TestApp.start({ providers: GUESTS });
    client = await server.connect();
  });

  afterAll(() => server.stop());

  it.each([
    ['a guard lets in', GuestType.Guarded, 'open', said('open')],
    ['a guard denies', GuestType.Guarded, 'closed', refused('message.not_allowed')],
    ['a guard asks for a sign-in', GuestType.Guarded, 'sign in', refused('auth.required')],
    ['a guard refuses in words', GuestType.Guarded, 'ws', refused('message.refused', 'The door is stuck.')],
    ['a guard refuses with a code', GuestType.Guarded, 'game', refused('message.not_found')],
    ['a guard fails', GuestType.Guarded, 'crash', refused('server.internal')],
    ['an interceptor changes the answer', GuestType.Intercepted, 'a', said('[a]')],
    ['a pipe changes the message', GuestType.Piped, 'a', said('A')],
    ['a pipe refuses', GuestType.Piped, 'refuse', refused('message.refused', 'Not this word.')],
    ['a filter has nothing to do', GuestType.Filtered, 'a', said('a')],
    ['a filter answers its own errors', GuestType.Filtered, 'range', said('filtered out of range (ws)')],
    ['a filter leaves the refusals of others alone', GuestType.Filtered, 'game', refused('message.not_found')],
    ['a filter leaves the errors of others alone', GuestType.Filtered, 'type', refused('server.internal')],
    ['a guard on the class denies', GuestType.ClassGuarded, 'closed', refused('message.not_allowed')],
    ['pipe and interceptor stand on the class', GuestType.ClassGuarded, 'a', said('[A]')],
    ['a filter on the class answers', GuestType.ClassGuarded, 'range', said('filtered out of range (ws)')],
    ['a handler behind all of them is asynchronous', GuestType.Whole, 'a', said('[A]')],
    ['a handler has none', GuestType.Plain, 'a', said('a')],
  ])('are honoured when %s', async (_name, type, text, answer) => {
    expect(await client.request(type, { text })).toMatchObject(answer);
    expect(client.texts.join()).not.toContain('secret');
  });

  it('see a ws context with the session as client and the checked message as data', async () => {
    const { seen } = server.app.get(Witness);
    seen.length = 0;
    await client.request(GuestType.ClassGuarded, { text: 'look' });

    expect(seen).toEqual(['guard ws session look', 'interceptor ws session look']);
  });

  it('run only for messages that keep their contract', async () => {
    const { seen } = server.app.get(Witness);
    seen.length = 0;

    expect(await client.request(GuestType.Guarded, { text: 5 })).toMatchObject(refused('message.invalid'));
    expect(seen).toEqual([]);
  });

  it('keep the order of the messages of one session', async () => {
    const types = [GuestType.Whole, GuestType.Plain, GuestType.Guarded, GuestType.Plain];
    const answers = await Promise.all(types.map((type) => client.request(type, { text: 'x' })));

    const refs = answers.map(({ ref }) => ref);
    expect(client.packets.slice(-types.length).map(({ ref }) => ref)).toEqual(refs);
  });

  it('get an answer of nobody when the message asks for none', async () => {
    const before = client.packets.length;
    client.send(GuestType.Whole, { text: 'x' });
    client.send(GuestType.Filtered, { text: 'range' });
    await client.settle();

    expect(client.packets).toHaveLength(before + 1);
  });

  describe('where there are none', () => {
    function sessionOf(app: TestApp['app']): { session: Session; link: KeepingLink } {
      const link = new KeepingLink();
      return { session: new Session('a', new JsonCodec(32), link, app.get(MessageCatalogue)), link };
    }

    it('the answer is given in the same turn as the message', () => {
      const { session, link } = sessionOf(server.app);
      const working = server.app.get(MessageRouter).dispatch(session, GuestType.Plain, 1, { text: 'now' });

      expect(working).toBeUndefined();
      expect(link.sent).toEqual([JSON.stringify({ type: GuestType.Said, ref: 1, message: { text: 'now' } })]);
    });

    it('a refusal is given in the same turn too', () => {
      const { session, link } = sessionOf(server.app);
      const router = server.app.get(MessageRouter);

      expect(router.dispatch(session, GuestType.Plain, 1, { text: 5 })).toBeUndefined();
      expect(router.dispatch(session, 60_000, 2, {})).toBeUndefined();
      expect(link.sent).toHaveLength(2);
    });

    it('only routes with enhancers answer later', async () => {
      const { session, link } = sessionOf(server.app);
      const working = server.app.get(MessageRouter).dispatch(session, GuestType.Guarded, 1, { text: 'later' });

      expect(link.sent).toEqual([]);
      await working;
      expect(link.sent).toHaveLength(1);
    });
  });
});

describe('global enhancers', () => {
  async function withServer(options: Parameters<typeof TestApp.start>[0], use: (client: TestClient) => Promise<void>) {
    const server = await TestApp.start(options);
    try {
      await use(await server.connect());
    } finally {
      await server.stop();
    }
  }

  it('of APP_GUARD guard every message', async () => {
    const providers = [...GUESTS, { provide: APP_GUARD, useClass: DoorGuard }];
    await withServer({ providers }, async (client) => {
      expect(await client.request(GuestType.Plain, { text: 'open' })).toMatchObject(said('open'));
      expect(await client.request(GuestType.Plain, { text: 'closed' })).toMatchObject(refused('message.not_allowed'));
      expect(await client.request(4)).toMatchObject({ type: 5 });
    });
  });

  it('of APP_INTERCEPTOR wrap every message', async () => {
    const providers = [...GUESTS, { provide: APP_INTERCEPTOR, useClass: BracketInterceptor }];
    await withServer({ providers }, async (client) => {
      expect(await client.request(GuestType.Plain, { text: 'a' })).toMatchObject(said('[a]'));
    });
  });

  it('of app.useGlobalGuards guard every message', async () => {
    const configure: NonNullable<Parameters<typeof TestApp.start>[0]>['configure'] = (app) =>
      app.useGlobalGuards(new DoorGuard(new Witness()));
    await withServer({ providers: GUESTS, configure }, async (client) => {
      expect(await client.request(GuestType.Plain, { text: 'closed' })).toMatchObject(refused('message.not_allowed'));
    });
  });
});

describe('the session context', () => {
  it.each([
    ['shows each handler its own session, across its awaits', 'true', 'true,true'],
    ['shows nothing when it is off', 'false', 'false,false'],
  ])('%s', async (_name, SESSION_CONTEXT, expected) => {
    const server = await TestApp.start({ providers: GUESTS, env: { SESSION_CONTEXT } });
    const clients = await Promise.all(Array.from({ length: 5 }, () => server.connect()));
    const answers = await Promise.all(clients.map((client) => client.request(GuestType.Nested)));

    expect(answers.map(({ message }) => message?.text)).toEqual(clients.map(() => expected));
    await server.stop();
  });
});
