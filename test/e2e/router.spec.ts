import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../src/testing/test-client.js';
import { LogRecorder } from './log-recorder.js';
import { ENDINGS, LabService, LabType } from './router.fixture.js';

const ERROR = 2;
const ACK = 3;
const MAX_QUEUED = 4;

const ack = { type: ACK };
const tried = (text: string): object => ({ type: LabType.Tried, message: { text } });
const other = { type: LabType.Other, message: { other: 'other' } };
const refused = (code: string, text?: string): object => ({
  type: ERROR,
  message: text === undefined ? (expect.objectContaining({ code }) as object) : { code, text },
});
const internal = refused('server.internal', 'The server failed to handle the message.');
const closed = refused('lab.closed', 'The lab is closed.');

/** The answer to a message with a declared reply, and without one where that differs. */
const ANSWERS: readonly (readonly [how: string, answer: object, bareAnswer: object])[] = [
  ['nothing', ack, ack],
  ['null', ack, ack],
  ['instance', tried('instance'), tried('instance')],
  ['plain', tried('plain'), internal],
  ['promise', tried('promise'), tried('promise')],
  ['promise of plain', tried('later'), internal],
  ['promise of nothing', ack, ack],
  ['thenable', tried('thenable'), internal],
  ['other', other, other],
  ['promise of other', other, other],
  ['number', internal, internal],
  ['zero', internal, internal],
  ['string', internal, internal],
  ['true', internal, internal],
  ['symbol', internal, internal],
  ['function', internal, internal],
  ['array', internal, internal],
  ['stranger', internal, internal],
  ['date', internal, internal],
  ['no prototype', internal, internal],
  ['bigint', internal, internal],
  ['bigint inside', internal, internal],
  ['cycle', internal, internal],
  ['promise of a cycle', internal, internal],
  ['promise of a number', internal, internal],
  ['throwing toJSON', internal, internal],
  ['throwing getter', internal, internal],
  ['game error', closed, closed],
  ['game error with cause', closed, closed],
  ['game error with text', refused('lab.closed', 'Closed until noon.'), refused('lab.closed', 'Closed until noon.')],
  ['game error with details', refused('message.invalid'), refused('message.invalid')],
  ['rejected game error', closed, closed],
  ['ws error', refused('message.refused', 'Not like this.'), refused('message.refused')],
  ['rejected ws error', refused('message.refused', 'Not like this.'), refused('message.refused')],
  ['bad request', refused('message.refused', 'Not like this.'), refused('message.refused')],
  ['forbidden', refused('message.not_allowed', 'Forbidden'), refused('message.not_allowed')],
  ['unauthorized', refused('auth.required', 'Unauthorized'), refused('auth.required')],
  ['not found', refused('message.not_found', 'Not Found'), refused('message.not_found')],
  ['too many requests', refused('rate.limited', 'Slowly.'), refused('rate.limited')],
  ['http error of the server', internal, internal],
  ['error', internal, internal],
  ['type error', internal, internal],
  ['rejected error', internal, internal],
  ['late error', internal, internal],
  ['thrown string', internal, internal],
  ['thrown undefined', internal, internal],
  ['thrown null', internal, internal],
  ['thrown object', internal, internal],
  ['rejected nothing', internal, internal],
];

describe('the router', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let lab: LabService;
  let client: TestClient;

  beforeAll(async () => {
    const env = { MAX_QUEUED_MESSAGES: String(MAX_QUEUED), RATE_LIMIT_BURST: '10000' };
    server = await TestApp.start({ providers: [LabService], env, logger: logs });
    lab = server.app.get(LabService);
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    client = await server.connect();
    lab.diary.length = 0;
    logs.clear();
  });

  afterEach(async () => {
    lab.openGate();
    await server.disconnectAll();
  });

  /** Says something without waiting. */
  function say(type: number, message: object, ref?: number): void {
    client.sendRaw(JSON.stringify({ type, ref, message }));
  }

  function answersTo(ref: number): Packet[] {
    return client.packets.filter((packet) => packet.ref === ref);
  }

  describe('the answer to a request', () => {
    it('has a row for every ending', () => {
      expect(ANSWERS.map(([how]) => how)).toEqual(Object.keys(ENDINGS));
    });

    it.each(ANSWERS)('is the declared one when the handler ends with: %s', async (how, answer, bareAnswer) => {
      const ref = 500;
      expect(await client.request(LabType.Try, { how })).toEqual({ ...answer, ref: expect.any(Number) as number });
      say(LabType.Bare, { how }, ref);
      expect(await client.waitFor((packet) => packet.ref === ref)).toEqual({ ref, ...bareAnswer });

      await client.settle();
      expect(client.packets).toHaveLength(3);
      expect(client.texts.join()).not.toMatch(/secret|c4n4ry|stack|\.ts/);
    });

    it('is logged with its cause when, and only when, the server failed', async () => {
      for (const [how, answer] of ANSWERS) {
        logs.clear();
        await client.request(LabType.Try, { how });
        expect([how, logs.failures.length]).toEqual([how, answer === internal ? 1 : 0]);
      }
      logs.clear();
      await client.request(LabType.Try, { how: 'error' });
      expect(logs.failures[0]).toContain('secret of the server');
      expect(logs.failures[0]).toContain('router.fixture.ts');
    });

    it('names the fields of a refusal that has details', async () => {
      const { message } = await client.request(LabType.Try, { how: 'game error with details' });
      expect(message?.details).toEqual([{ field: 'how', rule: 'isNew', text: 'must be new' }]);
    });

    it('comes exactly once for each ref, whatever the order', async () => {
      const hows = ANSWERS.map(([how]) => how);
      hows.forEach((how, index) => {
        say(LabType.Try, { how }, index + 1000);
        if (index % MAX_QUEUED === 0) say(LabType.Try, { how: 'nothing' });
      });
      // The queue is short: what does not fit is refused, which is an answer too.
      await Promise.all(hows.map((_, index) => client.waitFor(({ ref }) => ref === index + 1000)));
      await client.settle();

      expect(hows.map((_, index) => answersTo(index + 1000).length)).toEqual(hows.map(() => 1));
    });

    it('comes for each request, also when two have the same ref', async () => {
      say(LabType.Try, { how: 'instance' }, 7);
      say(LabType.Try, { how: 'nothing' }, 7);
      await client.settle();

      expect(answersTo(7)).toEqual([
        { ref: 7, ...tried('instance') },
        { ref: 7, ...ack },
      ]);
    });

    it.each([1, 125, 126, 127, 5000, 32_767, 32_768, 65_536, 200_000])(
      'is whole with %i characters',
      async (characters) => {
        const { message } = await client.request(LabType.Big, { characters });
        expect(message?.text).toBe('ł'.repeat(characters));
      },
    );
  });

  describe('a message without ref', () => {
    it.each(['nothing', 'instance', 'plain', 'promise', 'other', 'number', 'cycle'])(
      'gets nothing when the handler ends with: %s',
      async (how) => {
        say(LabType.Try, { how });
        await client.settle();
        expect(client.packets).toHaveLength(1);
      },
    );

    it.each(['game error', 'rejected game error', 'error', 'late error', 'forbidden'])(
      'gets the refusal, without ref, when the handler ends with: %s',
      async (how) => {
        say(LabType.Try, { how });
        const refusal = await client.next(ERROR);
        await client.settle();

        expect(refusal).not.toHaveProperty('ref');
        expect(client.packets).toHaveLength(2);
      },
    );
  });

  describe('the order', () => {
    it('is that of the messages: handlers of one session start in order and never overlap', async () => {
      [30, 10, 0, 20, 0].forEach((delayMs, index) => say(LabType.Slow, { number: index, delayMs }, index + 1));
      await client.waitFor(({ ref }) => ref === 5);

      expect(lab.diary).toEqual([0, 1, 2, 3, 4].flatMap((number) => [`start ${number}`, `end ${number}`]));
      expect(client.packets.map(({ ref }) => ref)).toEqual([1, 2, 3, 4, 5]);
    });

    it('holds for synchronous handlers behind asynchronous ones', async () => {
      say(LabType.Slow, { number: 1, delayMs: 10 }, 1);
      say(LabType.Try, { how: 'instance' }, 2);
      say(LabType.Try, { how: 'late error' }, 3);
      say(LabType.Try, { how: 'nothing' }, 4);
      await client.waitFor(({ ref }) => ref === 4);

      expect(client.packets.map(({ ref }) => ref)).toEqual([1, 2, 3, 4]);
    });

    it('goes on after a handler that failed', async () => {
      say(LabType.Try, { how: 'rejected error' }, 1);
      say(LabType.Try, { how: 'error' }, 2);
      say(LabType.Slow, { number: 3, delayMs: 0 }, 3);
      await client.waitFor(({ ref }) => ref === 3);

      expect(client.packets.map(({ type }) => type)).toEqual([ERROR, ERROR, LabType.SlowDone]);
    });

    it('of one session holds up nobody else', async () => {
      const neighbour = await server.connect();
      say(LabType.Gate, { number: 1 }, 1);
      await lab.until('start 1');

      expect(await neighbour.request(LabType.Try, { how: 'instance' })).toMatchObject(tried('instance'));
      expect(await neighbour.request(LabType.Slow, { number: 2, delayMs: 0 })).toMatchObject({
        message: { number: 2 },
      });
      expect(client.packets).toEqual([]);
      lab.openGate();
      expect(await client.next(ACK)).toEqual({ ref: 1, ...ack });
    });

    it('is kept in a bounded queue; what does not fit is refused at once', async () => {
      for (let ref = 1; ref <= MAX_QUEUED + 3; ref++) say(LabType.Gate, { number: ref }, ref);
      const last = await client.waitFor(({ ref }) => ref === MAX_QUEUED + 3);

      expect(last).toMatchObject(refused('session.queue_full'));
      expect(client.packets.map(({ ref }) => ref)).toEqual([MAX_QUEUED + 2, MAX_QUEUED + 3]);
      for (let number = 1; number <= MAX_QUEUED + 1; number++) {
        await lab.until(`start ${number}`);
        lab.openGate();
      }
      await client.settle();
      const acks = client.packets.filter(({ type }) => type === ACK);
      expect(acks.map(({ ref }) => ref)).toEqual([1, 2, 3, 4, 5]);
    });
  });

  describe('after the close', () => {
    it('a late result is dropped and no waiting message starts', async () => {
      say(LabType.Gate, { number: 1 }, 1);
      say(LabType.Gate, { number: 2 }, 2);
      await lab.until('start 1');
      client.terminate();
      while (server.app.get(SessionRegistry).size > 0) await new Promise((resolve) => setImmediate(resolve));
      lab.openGate();
      await lab.until('end 1');

      await (await server.connect()).settle();
      expect(lab.diary).toEqual(['start 1', 'end 1']);
      expect(client.packets).toEqual([]);
      expect(logs.failures).toEqual([]);
    });

    it('a late failure is logged and harms nobody', async () => {
      say(LabType.Try, { how: 'late error' }, 1);
      client.close();
      await client.closed;
      const neighbour = await server.connect();
      while (logs.failures.length === 0) await neighbour.settle();

      expect(logs.failures).toHaveLength(1);
    });

    it('that a handler made, nothing more of the session is handled', async () => {
      say(LabType.Leave, {});
      say(LabType.Slow, { number: 1, delayMs: 0 }, 1);
      say(LabType.Try, { how: 'instance' }, 2);

      expect(await client.closed).toEqual({ code: 1008, reason: 'lab.closed' });
      expect(lab.diary).toEqual(['leave']);
      expect(client.packets).toEqual([]);
    });

    it('that a handler made, no waiting message starts', async () => {
      say(LabType.Slow, { number: 1, delayMs: 5 }, 1);
      say(LabType.Leave, {});
      say(LabType.Slow, { number: 2, delayMs: 0 }, 2);

      expect(await client.closed).toEqual({ code: 1008, reason: 'lab.closed' });
      expect(lab.diary).toEqual(['start 1', 'end 1', 'leave']);
      expect(client.packets.map(({ ref }) => ref)).toEqual([1]);
    });
  });
});
