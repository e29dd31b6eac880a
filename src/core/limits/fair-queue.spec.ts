import fc from 'fast-check';
import { FairQueue, QueueFullError, type FairQueueOptions } from './fair-queue.js';

/** A queue whose jobs end when the test says so. */
function queueWith(options: Partial<FairQueueOptions>) {
  const queue = new FairQueue({ atOnce: 1, waitingPerKey: 100, waiting: 1_000, ...options });
  const started: string[] = [];
  const running: (() => void)[] = [];
  const refused: string[] = [];
  const add = (key: string, name = key): void => {
    const work = () => {
      started.push(name);
      return new Promise<void>((end) => running.push(end));
    };
    void queue.run(key, work).catch((error: unknown) => {
      if (error instanceof QueueFullError) refused.push(name);
    });
  };
  const endOne = async (): Promise<void> => {
    running.shift()?.();
    await settled();
  };
  return { queue, started, running, refused, add, endOne };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe(FairQueue.name, () => {
  it('runs one of each key in turn, and those of one key in their order', async () => {
    const { add, started, endOne, queue } = queueWith({});
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) add(name.slice(0, 1), name);
    for (let works = 0; works < 7; works++) await endOne();

    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
    expect([queue.waitingCount, queue.keyCount]).toEqual([0, 0]);
  });

  it('keeps half of its places free of each key', async () => {
    const { add, started } = queueWith({ atOnce: 4 });
    for (let n = 1; n <= 5; n++) add('a', `a${n}`);
    add('b');
    await settled();

    expect(started).toEqual(['a1', 'a2', 'b']);
  });

  it('refuses what is too much for one key, and of all the latest of whoever has most', async () => {
    const { add, refused, queue } = queueWith({ waitingPerKey: 3, waiting: 4 });
    for (let n = 1; n <= 5; n++) add('a', `a${n}`);
    await settled();
    expect(refused).toEqual(['a5']);
    for (const name of ['b1', 'c1', 'd1', 'e1']) add(name.slice(0, 1), name);
    await settled();

    expect(refused.sort()).toEqual(['a3', 'a4', 'a5', 'e1']);
    expect(queue.waitingCount).toBe(4);
  });

  it('goes on after a work that fails', async () => {
    const queue = new FairQueue({ atOnce: 1, waitingPerKey: 1, waiting: 1 });
    const failed = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', () => Promise.resolve('yes'));

    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('lets nobody wait for more than one work of each other key, whatever the others ask for', async () => {
    const others = fc.array(fc.nat(5), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(others, fc.integer({ min: 1, max: 4 }), async (keys, atOnce) => {
        const { add, started, running, endOne } = queueWith({ atOnce });
        for (const key of keys) add(`k${key}`);
        await settled();
        const before = started.length;
        add('victim');
        await settled();
        while (!started.includes('victim') && running.length > 0) await endOne();

        const between = started.slice(before, started.indexOf('victim'));
        expect(new Set(between).size).toBe(between.length);
      }),
      { numRuns: 50 },
    );
  });
});
