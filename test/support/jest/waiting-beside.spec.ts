import { join } from 'node:path';
import { jest } from '@jest/globals';

interface Suite {
  readonly path: string;
  readonly context: object;
}

const ROOT = '/game';
const context = { config: { rootDir: ROOT } };
const runs: [maxWorkers: number, files: string[]][] = [];
let isSerial: boolean;

jest.unstable_mockModule('jest-runner', () => ({
  default: class {
    constructor(private readonly globalConfig: { maxWorkers: number }) {}

    on(name: string): () => void {
      return () => heard.delete(`${name} ${this.globalConfig.maxWorkers}`);
    }

    runTests(suites: readonly Suite[], _watcher: object, { serial }: { serial: boolean }): Promise<void> {
      isSerial = serial;
      runs.push([this.globalConfig.maxWorkers, suites.map(({ path }) => path.slice(ROOT.length + 1))]);
      return Promise.resolve();
    }
  },
}));

const heard = new Set(['test-file-start 2', 'test-file-start 1']);
const { default: WaitingBeside } = (await import(join(import.meta.dirname, 'waiting-beside.js'))) as {
  default: new (globalConfig: object) => {
    on(name: string): () => void;
    runTests(suites: Suite[], watcher: object, options: object): Promise<void>;
  };
};

async function run(files: readonly string[], serial = false): Promise<typeof runs> {
  runs.length = 0;
  const suites = files.map((file) => ({ path: join(ROOT, file), context }));
  await new WaitingBeside({ maxWorkers: 2 }).runTests(suites, {}, { serial });
  return runs;
}

describe('the runner of suites', () => {
  const [computing, waiting] = ['test/godot/a.spec.ts', 'test/godot/frozen.spec.ts'];

  it('gives what waits a worker of its own', async () => {
    expect(await run([waiting, computing])).toEqual([
      [2, [computing]],
      [1, [waiting]],
    ]);
  });

  it.each([
    ['in this process one suite that starts none', ['src/a.spec.ts'], true],
    ['in workers two of them', ['src/a.spec.ts', 'src/b.spec.ts'], false],
    ['in a worker one that may leave something open', [computing], false],
  ])('runs %s', async (_what, files, expected) => {
    await run(files);
    expect(isSerial).toBe(expected);
  });

  it('fills its time with short suites, as many as a worker has time for', async () => {
    const many = Array.from({ length: 400 }, (_, i) => `src/${i}.spec.ts`);
    const [others, beside] = await run([waiting, computing, ...many]);
    expect(beside?.[1][0]).toBe(waiting);
    expect(beside?.[1]).not.toContain(computing);
    // 73 seconds of what waits, 22 of the engine, and 400: a third is 165.
    expect(beside?.[1].length).toBe(1 + 92);
    expect(others?.[1]).toEqual([computing, ...many.slice(0, -92)]);
  });

  it('needs none where only one kind is run, or one suite after the other', async () => {
    expect(await run([computing])).toEqual([[2, [computing]]]);
    expect(await run([waiting])).toEqual([[2, [waiting]]]);
    expect(await run([waiting, computing], true)).toEqual([[2, [waiting, computing]]]);
  });

  it('hears of both, until it is told to stop', () => {
    new WaitingBeside({ maxWorkers: 2 }).on('test-file-start')();
    expect(heard).toEqual(new Set());
  });
});
