import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(root, file), 'utf8');

interface DueFiles {
  changedFiles(right: Record<string, string>, now: Record<string, string>): string[] | undefined;
  hashesOf(texts: Map<string, string>): Record<string, string>;
  importersOf(texts: Map<string, string>, paths: string[]): string[];
}

describe('what `npm run check` remembers', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it('is nothing in the parts that CI runs, but the types of what it has built itself', () => {
    expect([scripts['check:format'], scripts['check:lint']]).toEqual(['prettier --check .', 'oxlint']);
    expect(scripts['check:types']).toContain('--tsBuildInfoFile .cache/check/');
    const steps = read('.ci/run');
    const forgotten = steps.indexOf('rm -rf .cache/check\n');

    expect(forgotten).toBeGreaterThan(0);
    for (const name of ['format', 'lint', 'types']) {
      expect(steps.indexOf(`npm run check:${name}`)).toBeGreaterThan(forgotten);
    }
  });
});

describe('what `npm run check` reads after an edit', () => {
  let due: DueFiles;

  beforeAll(async () => {
    due = (await import(resolve(root, 'test/support/check/due-files.js'))) as DueFiles;
  });

  const texts = new Map([
    ['src/rooms/room.ts', ''],
    ['src/rooms/roster.ts', "import { Room } from './room.js';"],
    ['src/rooms/roster.spec.ts', "const { Roster } = await import('./roster.js');"],
    ['src/index.ts', "export { Room } from './rooms/room.js';"],
    ['src/modules/chat/index.ts', "export * from './chat.service.js';"],
    ['src/modules/chat/chat.service.ts', "import { Room } from 'godwit';"],
    ['test/chat.spec.ts', "import { ChatService } from 'godwit/chat';"],
    ['web/app.tsx', "import './acts.js';"],
    ['web/acts.tsx', ''],
    ['package-lock.json', '{}'],
  ]);

  it('are the files with another text, new ones too, and not those that are gone', () => {
    const right = due.hashesOf(texts);
    const now = due.hashesOf(new Map([...texts, ['src/rooms/room.ts', '// new'], ['new.md', '']]));
    delete now['web/acts.tsx'];

    expect(due.changedFiles(right, right)).toEqual([]);
    expect(due.changedFiles(right, now)).toEqual(['src/rooms/room.ts', 'new.md']);
  });

  it.each(['package-lock.json', '.oxlintrc.json', 'src/modules/admin/web/tsconfig.json'])(
    'are all files after a change of %s',
    (path) => {
      const right = due.hashesOf(texts);

      expect(due.changedFiles(right, { ...right, [path]: 'another' })).toBeUndefined();
      expect(due.changedFiles({}, right)).toBeUndefined();
    },
  );

  it('are also the files that import one, by way of an entry too', () => {
    expect(due.importersOf(texts, ['src/rooms/room.ts'])).toEqual([
      'src/rooms/roster.ts',
      'src/index.ts',
      'src/modules/chat/chat.service.ts',
    ]);
    expect(due.importersOf(texts, ['src/rooms/roster.ts'])).toEqual(['src/rooms/roster.spec.ts']);
    expect(due.importersOf(texts, ['src/modules/chat/chat.service.ts'])).toContain('test/chat.spec.ts');
    expect(due.importersOf(texts, ['web/acts.tsx'])).toEqual(['web/app.tsx']);
  });
});
