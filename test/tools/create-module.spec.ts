import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createModule } from '../../src/tools/new-module/create-module.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const APP_MODULE = `import { Module } from '@nestjs/common';
import { ChatModule } from './modules/chat/chat.module.js';

const FEATURES = [ChatModule];

@Module({ imports: FEATURES })
export class AppModule {}
`;

/** A project with these files besides its app.module.ts. */
function projectOf(files: Record<string, string> = {}): string {
  const root = temporaryFolder('project');
  const always = { '.prettierrc.json': '{ "singleQuote": true }', 'src/app.module.ts': APP_MODULE };
  for (const [path, text] of Object.entries({ ...always, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A file whose messages use types. */
function messages(...lines: string[]): Record<string, string> {
  return { 'src/games/arena/arena.messages.ts': lines.join('\n') };
}

describe(createModule.name, () => {
  it('writes messages, service, module and spec, and adds the feature', async () => {
    const root = projectOf();
    const { created, changed, block, name } = await createModule({ root, name: 'player-storage' });

    expect(created).toEqual(
      ['messages', 'service', 'module', 'service.spec'].map(
        (part) => `src/modules/player-storage/player-storage.${part}.ts`,
      ),
    );
    expect(changed).toEqual(['src/app.module.ts']);
    expect([block, name.snake]).toEqual([1000, 'player_storage']);
    expect(readFileSync(join(root, 'src/app.module.ts'), 'utf8')).toBe(
      APP_MODULE.replace(
        `chat.module.js';\n`,
        `chat.module.js';\nimport { PlayerStorageModule } from './modules/player-storage/player-storage.module.js';\n`,
      ).replace('[ChatModule]', '[ChatModule, PlayerStorageModule]'),
    );
  });

  it('writes a page of the console and its test, if wanted', async () => {
    const root = projectOf();
    const { created } = await createModule({ root, name: 'dice', hasPage: true });
    const textOf = (part: string): string => readFileSync(join(root, `src/modules/dice/dice.${part}.ts`), 'utf8');

    expect(created).toHaveLength(6);
    expect(textOf('module')).toContain('providers: [DiceService, DiceSection]');
    expect(textOf('service')).toContain('this.greeted += 1;');
    expect(textOf('section')).toContain("from '../../core/console/console.decorators.js';");
    expect(textOf('section.spec')).toContain('describe(DiceSection.name');
  });

  it.each([
    ['const FEATURES = [];', 'const FEATURES = [DiceModule];'],
    ['const FEATURES: unknown[] = [ChatModule /* first */,];', '[ChatModule, DiceModule /* first */];'],
    ['export const [A] = [1], FEATURES = [ChatModule];', 'FEATURES = [ChatModule, DiceModule];'],
  ])('adds the feature to %s', async (list, expected) => {
    const root = projectOf({ 'src/app.module.ts': APP_MODULE.replace('const FEATURES = [ChatModule];', list) });
    await createModule({ root, name: 'dice' });

    expect(readFileSync(join(root, 'src/app.module.ts'), 'utf8')).toContain(expected);
  });

  it.each([
    ['const FEATURES = features();'],
    ['const MODULES = [ChatModule];'],
    ['const FEATURES = { chat: ChatModule };'],
  ])('writes nothing when the list became %s', async (list) => {
    const root = projectOf({ 'src/app.module.ts': APP_MODULE.replace('const FEATURES = [ChatModule];', list) });

    await expect(createModule({ root, name: 'dice' })).rejects.toThrow(
      'src/app.module.ts has no list "const FEATURES = [...]" any more, so DiceModule cannot be added to it; nothing was written.',
    );
    expect(existsSync(join(root, 'src/modules/dice'))).toBe(false);
  });

  it.each(['', 'Dice', '3d', 'my_dice', '-dice', 'dice-', 'a--b', 'würfel', '../dice', 'a b', 'x'.repeat(33)])(
    'refuses the name "%s"',
    async (name) => {
      await expect(createModule({ root: projectOf(), name })).rejects.toThrow(/is no name for a module: use up to 32/);
    },
  );

  it.each([
    ['utils', /does not say what the module is for/],
    ['protocol', /is the name of another part of the server/],
    ['chat', 'src/modules/chat exists already; nothing was written.'],
    ['arena', 'src/games/arena exists already; nothing was written.'],
    ['rooms', 'src/core/rooms exists already; nothing was written.'],
  ])('refuses the name %s, which is taken or vague', async (name, sentence) => {
    const root = projectOf({
      'src/modules/chat/chat.module.ts': '',
      'src/games/arena/arena.module.ts': '',
      'src/core/rooms/room.ts': '',
    });

    await expect(createModule({ root, name })).rejects.toThrow(sentence);
    expect(readFileSync(join(root, 'src/app.module.ts'), 'utf8')).toBe(APP_MODULE);
  });

  it.each<[string, Record<string, string>, number]>([
    ['nobody uses types', {}, 1000],
    ['an enum has a member', messages('enum A { X = 1003 }', '@ClientMessage(A.X) class XDto {}'), 1050],
    ['an enum counts up', messages('enum A { X = 1049, Y, Z }', '@ServerMessage(A.X) class XDto {}'), 1100],
    ['a type stands in the decorator', messages('@ServerMessage(1_000) class XDto {}'), 1050],
    ['a later block is used', messages('@ServerMessage(1050) class XDto {}'), 1000],
    ['an enum has nothing to do with messages', messages('enum A { X = 1000 }'), 1000],
    [
      'the enum stands in another file',
      { ...messages('@ClientMessage(A.X) class XDto {}'), 'src/a.ts': 'export enum A { X = 1000 }' },
      1050,
    ],
  ])('takes the next free block when %s', async (_title, files, expected) => {
    expect((await createModule({ root: projectOf(files), name: 'dice' })).block).toBe(expected);
  });

  it.each([
    [1234, 'A block begins at a multiple of 50 from 100 to 65450.'],
    [50, 'A block begins at a multiple of 50 from 100 to 65450.'],
    [65_500, 'A block begins at a multiple of 50 from 100 to 65450.'],
    [NaN, 'A block begins at a multiple of 50 from 100 to 65450.'],
    [2000, 'The types 2000 to 2049 are not free: src/games/arena/arena.messages.ts uses 2017.'],
  ])('refuses the block %d', async (block, sentence) => {
    const root = projectOf(messages('@ServerMessage(2017) class XDto {}'));

    await expect(createModule({ root, name: 'dice', block })).rejects.toThrow(sentence);
  });

  it('takes the block that its author wants', async () => {
    const root = projectOf();
    await createModule({ root, name: 'dice', block: 65_450 });

    expect(readFileSync(join(root, 'src/modules/dice/dice.messages.ts'), 'utf8')).toContain('Greet = 65450,');
  });
});
