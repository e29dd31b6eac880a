import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { classNamesIn, classNamesOf } from '../../src/tools/gdscript/taken-names.js';
import { newGame } from '../../src/tools/new-game/new-game.js';
import type { Project } from '../../src/tools/project/project.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const repository = resolve(import.meta.dirname, '../..');

/** What a game is copied from, and what it is added to. */
const NEEDED = [
  ...['src/games/arena', 'src/tools/load/scenarios/arena.ts', 'src/app.module.ts', '.prettierrc.json'],
  ...['godot/demo/arena', 'godot/demo/lobby', 'godot/icon.svg', 'godot/project.godot'],
  'godot/godot3/demo/arena',
];

/** Lines that speak of an arena because a game takes place in one: comments, its size, variables, two texts. */
const PROSE =
  /^\s*(?:\/\*\*|\/\/|\*|##|#)|ARENA_SIZE|\barena(?:\.|:| :=| =|,|\)| !=| ==)|Whole arena|The arena's settings/;

/** This repository, as far as a new game is concerned. */
function repositoryCopy(): Project {
  const root = temporaryFolder('game');
  for (const path of NEEDED) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  const target = { addon: 'addons/godwit', godot: 4 } as const;
  return {
    ...{ root, source: 'src', appModule: 'src/app.module.ts', main: 'src/main.ts', isOwn: true },
    godot: [
      { ...target, folder: 'godot' },
      { ...target, folder: 'godot/godot3', godot: 3 },
    ],
  };
}

function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

describe(newGame.name, () => {
  let project: Project;
  let said: string;
  const read = (path: string): string => readFileSync(join(project.root, path), 'utf8');
  const below = (folder: string): Map<string, string> => filesBelow(join(project.root, folder));

  beforeAll(async () => {
    project = repositoryCopy();
    said = await newGame(project, { name: 'king-hill', block: undefined });
  });

  it('tells what it made, and how to go on', () => {
    expect(said).toContain('created  src/games/king-hill/ (10 files)');
    expect(said).toMatch(/^created {2}godot\/demo\/king_hill\/ \(\d\d files\)$/m);
    expect(said).toContain('owns the types 1000 to 1049');
    expect(said).toContain('open res://demo/king_hill/king_hill_start.tscn');
  });

  it('gives names of its own to all that games of one server share', () => {
    expect(read('src/app.module.ts')).toMatch(/^const FEATURES = \[[^;]*\bKingHillModule,?\s*\];$/m);
    expect(read('src/games/king-hill/king-hill.messages.ts')).toContain('message types, 1000-1049. */');
    expect(read('src/games/king-hill/king-hill.messages.ts')).toMatch(/Input = 1000,\n[^}]* {2}TakePart = 1005,\n/);
    expect(read('src/games/king-hill/king-hill.room.ts')).toContain("@RoomType('king-hill', {");
    expect(read('src/games/king-hill/king-hill.module.ts')).toContain("name: 'king-hill', roomType: 'king-hill'");
    expect(read('src/games/king-hill/king-hill.round.ts')).toContain("WEEKLY = 'king-hill-weekly'");
    expect(read('src/games/king-hill/king-hill.state.ts')).toContain('export class KingHillPawn {');
    expect(read('src/tools/load/scenarios/king-hill.ts')).toContain(
      "scenario('king-hill', { rooms: { type: 'king-hill'",
    );
    const lobby = read('godot/demo/king_hill/king_hill_lobby.tscn');
    for (const line of ['room_type = "king-hill"', 'match_queue = "king-hill"', 'title = "King hill lobby"']) {
      expect(lobby).toContain(line);
    }
    const scripts = [...below('godot/demo/king_hill').values()].join('');
    for (const text of ['"king-hill-weekly"', 'Godwit.king_hill.', 'GodwitKingHillState', 'user://king_hill.cfg']) {
      expect(scripts).toContain(text);
    }
  });

  it.each(['src/games/king-hill', 'godot/demo/king_hill', 'godot/godot3/demo/king_hill'])(
    'leaves nothing of the arena in %s but the word for the place',
    (folder) => {
      const lines = [...below(folder)].flatMap(([path, text]) => [path, ...text.split('\n')]);
      const names = lines.filter(
        (line) => /arena/i.test(line) && !(PROSE.test(line) && !/Arena[A-Z]|arena_/.test(line)),
      );
      expect(names).toEqual([]);
      expect(lines.filter((line) => line.includes('uid://'))).toEqual([]);
    },
  );

  it('makes a second game beside the first', async () => {
    const before = classNamesIn(join(project.root, 'godot'));
    expect(await newGame(project, { name: 'tag', block: undefined })).toContain('owns the types 1050 to 1099');
    const added = classNamesOf(below('godot/demo/tag').values());
    expect(added.size).toBeGreaterThan(20);
    expect([...added].filter((name) => before.has(name))).toEqual([]);
    expect(read('src/app.module.ts')).toMatch(/\bKingHillModule, TagModule\b|\bKingHillModule,\s+TagModule,/);
  });

  it.each([
    ['Tag', /is no name for a module/],
    ['utils', /does not say what the module is for/],
    ['arena', 'src/games/arena exists already; nothing was written.'],
    ['match', '"match" is a word of TypeScript or GDScript; choose another name. Nothing was written.'],
    ['class', '"class" is a word of TypeScript or GDScript; choose another name. Nothing was written.'],
    ['interface', '"interface" is a word of TypeScript or GDScript; choose another name. Nothing was written.'],
    ['clock', 'Godwit.clock means something else in Godot already; choose another name. Nothing was written.'],
    [
      'multiplayer',
      'Godwit.multiplayer means something else in Godot already; choose another name. Nothing was written.',
    ],
    ['map', /"map" would give Arena of arena\.\w+\.ts the name Map, which means something else there/],
    ['lobby', 'godot/demo/lobby exists already; nothing was written.'],
    ['duel', 'the Godot project has a class DuelCamera already; choose another name. Nothing was written.'],
  ])('refuses the name %s, and writes nothing', async (name, sentence) => {
    writeFileSync(join(project.root, 'godot/duel.gd'), 'class_name DuelCamera\nextends Camera2D\n');
    const before = below('.');
    await expect(newGame(project, { name, block: undefined })).rejects.toThrow(sentence);
    expect(below('.')).toEqual(before);
  });

  it('says so when the arena was deleted', async () => {
    const root = temporaryFolder('game');
    mkdirSync(join(root, 'src'));
    await expect(newGame({ ...project, root }, { name: 'tag', block: undefined })).rejects.toThrow(
      'src/games/arena is not there any more, and a new game is a copy of it; nothing was written.',
    );
  });
});

describe('The arena, as a template', () => {
  const linesOf = (folder: string, suffix: RegExp): number[] =>
    readdirSync(join(repository, folder))
      .filter((file) => suffix.test(file) && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(repository, folder, file), 'utf8').split('\n').length - 1);

  it('stays small: nine files of the server, and a client of short scripts', () => {
    const server = linesOf('src/games/arena', /\.ts$/);
    expect(server.length).toBeLessThanOrEqual(9);
    expect(Math.max(...server)).toBeLessThanOrEqual(120);
    const client = linesOf('godot/demo/arena', /\.gd$/);
    expect(client.reduce((sum, lines) => sum + lines, 0)).toBeLessThanOrEqual(2_500);
    expect(Math.max(...client)).toBeLessThanOrEqual(220);
  });
});
