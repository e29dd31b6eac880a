import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What a loaded machine may need to start a server, a compiler or an engine. */
const MIN_MS = 60_000;

/** Jest's own ways to set a limit: for a file, and as the last argument of a test or a hook. */
const LIMIT = /jest\.setTimeout\(([\d_]+)\)|^\s{0,4}\}, ([\d_]{4,})\);$/gm;
const DEFAULT = /testTimeout: ([\d_]+)/;

describe('the time limits of tests', () => {
  it('are long enough for a slow machine, since they only end what hangs', () => {
    const files = ['src', 'test'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    );
    const short = files
      .filter((file) => file.endsWith('.spec.ts'))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(LIMIT)]
          .map(([, own, last]) => Number((own ?? last ?? '').replaceAll('_', '')))
          .filter((limitMs) => limitMs < MIN_MS)
          .map((limitMs) => `${file}: ${limitMs} ms`),
      );
    expect(short).toEqual([]);
    const [, limit = ''] = DEFAULT.exec(readFileSync(join(root, 'jest.config.js'), 'utf8')) ?? [];
    expect(Number(limit.replaceAll('_', ''))).toBeGreaterThanOrEqual(MIN_MS);
  });
});
