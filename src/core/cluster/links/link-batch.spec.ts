import { jest } from '@jest/globals';
import { LinkBatch } from './link-batch.js';
import { RecordReader, RecordType } from './link-records.js';

describe(LinkBatch.name, () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  function batchFixture() {
    const got: { readonly atMs: number; readonly texts: string[] }[] = [];
    const batch = new LinkBatch((message) => {
      const texts: string[] = [];
      new RecordReader({ onRecord: (_, __, bytes) => void texts.push(bytes.toString()) }).read(message);
      got.push({ atMs: performance.now(), texts });
    });
    const say = (text: string): void => batch.add(RecordType.ToServer, 1, Buffer.from(text));
    return { batch, got, say };
  }

  /** Immediates of this turn, and no time. */
  const endTurn = (): void => {
    jest.advanceTimersByTime(0);
  };

  it('sends what is said after a pause with the turn in which it is said', () => {
    const { got, say } = batchFixture();
    say('a');
    say('b');
    expect(got).toEqual([]);
    endTurn();
    jest.advanceTimersByTime(5);
    say('c');
    endTurn();

    expect(got).toEqual([
      { atMs: 0, texts: ['a', 'b'] },
      { atMs: 5, texts: ['c'] },
    ]);
  });

  it('sends under load what is said within a millisecond of each other together, in order', () => {
    const { got, say } = batchFixture();
    say('a');
    endTurn();
    for (const text of 'bcd') {
      say(text);
      endTurn();
    }
    expect(got).toHaveLength(1);
    jest.advanceTimersByTime(1);

    expect(got).toEqual([
      { atMs: 0, texts: ['a'] },
      { atMs: 1, texts: ['b', 'c', 'd'] },
    ]);
  });

  it('does not wait when it is told to send, nor when its message is full', () => {
    const { batch, got, say } = batchFixture();
    say('a');
    endTurn();
    say('b');
    batch.flush();
    say('x'.repeat(30_000));
    say('y'.repeat(30_000));
    say('z'.repeat(30_000));

    expect(got.map(({ texts }) => texts.map(([first]) => first))).toEqual([['a'], ['b'], ['x', 'y']]);
    jest.advanceTimersByTime(1);
    expect(got.at(-1)?.texts[0]?.[0]).toBe('z');
  });
});
