import { join } from 'node:path';

interface Suite {
  readonly path: string;
  readonly context: object;
}

const ROOT = '/game';
const FILES = ['src/a.spec.ts', 'test/e2e/a.spec.ts', 'test/e2e/presence/presence.spec.ts', 'test/godot/a.spec.ts'];

const context = { config: { rootDir: ROOT, cache: false, id: 'none' }, hasteFS: { getSize: () => 1 } };
const sequencer = join(import.meta.dirname, 'longest-first.js');
const { default: LongestFirst } = (await import(sequencer)) as {
  default: new () => { sort(suites: Suite[]): Suite[]; _cache: Map<object, object> };
};

/** The files in the order in which they are run, when these took so many milliseconds before. */
function order(files: readonly string[], before: Record<string, number> = {}): string[] {
  const times = Object.entries(before).map(([file, ms]) => [join(ROOT, file), [1, ms]]);
  const longestFirst = new LongestFirst();
  longestFirst._cache.set(context, Object.fromEntries(times) as object);
  return longestFirst
    .sort(files.map((file) => ({ path: join(ROOT, file), context })))
    .map(({ path }) => path.slice(ROOT.length + 1));
}

describe('the order of suites', () => {
  it('begins with what takes long, where nothing was ever run', () => {
    expect(order(FILES)).toEqual([
      'test/e2e/presence/presence.spec.ts',
      'test/godot/a.spec.ts',
      'test/e2e/a.spec.ts',
      'src/a.spec.ts',
    ]);
  });

  it('goes by how long a suite took before, where it was run', () => {
    expect(order(FILES, { 'src/a.spec.ts': 400_000, 'test/e2e/presence/presence.spec.ts': 10 })).toEqual([
      'src/a.spec.ts',
      'test/godot/a.spec.ts',
      'test/e2e/a.spec.ts',
      'test/e2e/presence/presence.spec.ts',
    ]);
  });
});
