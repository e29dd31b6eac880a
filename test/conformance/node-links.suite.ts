import { LinkError, type NodeLinks, type Pipe } from '../../src/core/cluster/node-links.js';
import { textOf } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';

/** Links of two nodes that can reach each other. */
export interface LinksFixture {
  readonly first: NodeLinks;
  readonly second: NodeLinks;
  readonly firstId: string;
  readonly secondId: string;
  /** Resolves once what was sent before has arrived. */
  settle(): void | Promise<void>;
  /** Lets time pass, for deadlines. */
  wait(ms: number): void | Promise<void>;
  /** The second node dies. */
  kill(): void | Promise<void>;
  close(): void | Promise<void>;
}

/** What all {@link NodeLinks} must do. */
export function describeNodeLinks(name: string, make: () => LinksFixture | Promise<LinksFixture>): void {
  describe(`${name}, as links`, () => {
    let fixture: LinksFixture;
    let first: NodeLinks;
    let second: NodeLinks;
    let toSecond: string;

    beforeEach(async () => {
      fixture = await make();
      ({ first, second, secondId: toSecond } = fixture);
    });

    afterEach(() => fixture.close());

    const refusal = async (call: Promise<unknown>): Promise<string> => {
      const error = await call.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(LinkError);
      return (error as LinkError).code;
    };

    describe('call', () => {
      it('brings plain data and bytes there, and the answer back', async () => {
        const payload = { id: 'ö', list: [1, null, true, { deep: -0.5 }], bytes: Uint8Array.of(0, 255, 10) };
        second.answer('echo', (got, fromId) => ({ got, fromId }));
        const answer = (await first.call(toSecond, 'echo', payload, 5_000)) as { got: typeof payload; fromId: string };
        expect(answer.fromId).toBe(fixture.firstId);
        expect({ ...answer.got, bytes: undefined }).toEqual({ ...payload, bytes: undefined });
        expect(answer.got.bytes).toBeInstanceOf(Uint8Array);
        expect([...answer.got.bytes]).toEqual([0, 255, 10]);
      });

      it('takes an answer by a promise, and none at all', async () => {
        second.answer('later', (value) => Promise.resolve(value));
        second.answer('nothing', () => undefined);
        expect(await first.call(toSecond, 'later', 7, 5_000)).toBe(7);
        expect(await first.call(toSecond, 'nothing', undefined, 5_000)).toBeUndefined();
      });

      it('goes both ways, many at a time, each with its own answer', async () => {
        first.answer('double', (value) => Number(value) * 2);
        second.answer('double', (value) => Number(value) * 2);
        const calls = Array.from({ length: 100 }, (_, index) =>
          index % 2 === 0
            ? first.call(toSecond, 'double', index, 5_000)
            : second.call(fixture.firstId, 'double', index, 5_000),
        );
        expect(await Promise.all(calls)).toEqual(calls.map((_, index) => index * 2));
      });

      it('fails with the code of a GameError, and as internal for other errors', async () => {
        second.answer('full', () => {
          throw new GameError('room.full');
        });
        second.answer('broken', () => Promise.reject(new Error('a handler of this test')));
        expect(await refusal(first.call(toSecond, 'full', {}, 5_000))).toBe('room.full');
        expect(await refusal(first.call(toSecond, 'broken', {}, 5_000))).toBe('server.internal');
      });

      it('keeps the words and details of a GameError for who asks, and tells nothing of other errors', async () => {
        const details = [{ field: 'name', rule: 'maxLength', text: 'It is too long.' }];
        const thrown = [
          new GameError('room.full', { text: 'The arena is full.', details }),
          new Error('a secret of this test'),
        ];
        second.answer('refuse', (index) => Promise.reject(thrown[Number(index)] ?? new Error()));
        const heard = async (name: string, index: number): Promise<object> => {
          const error = await first.call(toSecond, name, index, 5_000).catch((reason: unknown) => reason);
          const { code, message, details: issues } = (error as LinkError).toGameError('cluster.recovering');
          return { code, message, details: issues };
        };
        expect(await heard('refuse', 0)).toEqual({ code: 'room.full', message: 'The arena is full.', details });
        expect(await heard('refuse', 1)).toEqual({
          ...{ code: 'server.internal', message: textOf('server.internal'), details: undefined },
        });
        expect(await heard('unheard', 0)).toMatchObject({ code: 'cluster.recovering' });
      });

      it('fails when nobody answers this name, or there is no such node', async () => {
        expect(await refusal(first.call(toSecond, 'unheard', {}, 5_000))).toBe('no_handler');
        expect(await refusal(first.call('z.9', 'unheard', {}, 5_000))).toBe('unreachable');
      });

      it("fails at its deadline; a later answer is nobody's", async () => {
        let answerNow = (_value: string): void => undefined;
        second.answer('slow', () => new Promise((resolve) => (answerNow = resolve)));
        const call = refusal(first.call(toSecond, 'slow', {}, 200));
        await fixture.settle();
        await fixture.wait(300);
        expect(await call).toBe('timeout');
        answerNow('late');
        await fixture.settle();
      });

      it('fails when the node dies meanwhile', async () => {
        second.answer('never', () => new Promise(() => undefined));
        const call = refusal(first.call(toSecond, 'never', {}, 5_000));
        await fixture.settle();
        await fixture.kill();
        expect(await call).toBe('unreachable');
      });

      it('refuses two who answer one name', () => {
        first.answer('mine', () => 1);
        expect(() => first.answer('mine', () => 2)).toThrow(Error);
      });
    });

    describe('openPipe', () => {
      const heard: string[] = [];
      let served: Pipe | undefined;

      beforeEach(() => {
        heard.length = 0;
        served = undefined;
        second.serve('session', (pipe, opening) => {
          served = pipe;
          heard.push(`opened ${JSON.stringify(opening)}`);
          pipe.onData = (bytes) => heard.push(bytes.toString());
          pipe.onClose = (reason) => heard.push(`closed: ${reason}`);
        });
      });

      it('brings everything in order, what was sent at once too', async () => {
        const pipe = first.openPipe(toSecond, 'session', { id: 's1' });
        const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
        const buffer = Buffer.alloc(16);
        for (const line of lines) pipe.send(buffer.subarray(0, buffer.write(line)));
        await fixture.settle();
        expect(heard).toEqual(['opened {"id":"s1"}', ...lines]);
        expect([pipe.nodeId, served?.nodeId, pipe.isOpen]).toEqual([toSecond, fixture.firstId, true]);
      });

      it('goes both ways, empty and large ones too', async () => {
        const back: number[] = [];
        const pipe = first.openPipe(toSecond, 'session', {});
        pipe.onData = (bytes) => back.push(bytes.length);
        await fixture.settle();
        served?.send(new Uint8Array());
        served?.send(new Uint8Array(300_000));
        served?.send(new Uint8Array(3));
        await fixture.settle();
        expect(back).toEqual([0, 300_000, 3]);
      });

      it('keeps pipes of one pair apart', async () => {
        const pipes = ['a', 'b'].map((id) => first.openPipe(toSecond, 'session', id));
        pipes.forEach((pipe, index) => pipe.send(Buffer.from(`of ${index}`)));
        pipes[0]?.close('enough');
        pipes[1]?.send(Buffer.from('more of 1'));
        await fixture.settle();
        expect(heard).toEqual(['opened "a"', 'opened "b"', 'of 0', 'of 1', 'closed: enough', 'more of 1']);
      });

      it('sends what is pending before it closes; tells the other end once, and not its own', async () => {
        const own: string[] = [];
        const pipe = first.openPipe(toSecond, 'session', {});
        pipe.onClose = (reason) => own.push(reason);
        pipe.send(Buffer.from('last'));
        pipe.close('moved');
        pipe.close('again');
        pipe.send(Buffer.from('too late'));
        await fixture.settle();
        expect(heard).toEqual(['opened {}', 'last', 'closed: moved']);
        expect([own, pipe.isOpen, served?.isOpen]).toEqual([[], false, false]);
      });

      it('is closed when it is refused, not served, or nobody is there', async () => {
        const reasons: string[] = [];
        second.serve('refused', () => {
          throw new GameError('room.full');
        });
        for (const [nodeId, name] of [
          [toSecond, 'refused'],
          [toSecond, 'unheard'],
          ['z.9', 'session'],
        ] as const) {
          const pipe = first.openPipe(nodeId, name, {});
          pipe.onClose = () => reasons.push(name);
        }
        await fixture.settle();
        expect(reasons.sort()).toEqual(['refused', 'session', 'unheard']);
      });

      it('closes when the other node dies', async () => {
        let closed = 0;
        const pipe = first.openPipe(toSecond, 'session', {});
        pipe.onClose = () => (closed += 1);
        await fixture.settle();
        await fixture.kill();
        await fixture.settle();
        expect([closed, pipe.isOpen]).toEqual([1, false]);
      });

      it('refuses two who serve one name', () => {
        expect(() => second.serve('session', () => undefined)).toThrow(Error);
      });
    });
  });
}
