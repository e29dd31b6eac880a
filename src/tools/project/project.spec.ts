import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProject } from './project.js';
import { toldError } from './told-error.js';

/** A project with these files in addition to its package.json. */
function projectOf(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'godwit-project-'));
  for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const GODOT_4 = 'config_version=5\n';
const GODOT_3 = 'config_version=4\n';

describe(findProject.name, () => {
  it('finds a project from a folder in it, with its root module and Godot projects where they usually are', () => {
    const root = projectOf({
      'src/app.module.ts': '',
      'src/dice/dice.ts': '',
      'godot/project.godot': GODOT_4,
      'godot/godot3/project.godot': GODOT_3,
    });

    expect(findProject(join(root, 'src/dice'))).toEqual({
      root,
      source: 'src',
      appModule: 'src/app.module.ts',
      main: 'src/main.ts',
      isOwn: false,
      godot: [
        { folder: 'godot', godot: 4, addon: 'addons/godwit' },
        { folder: 'godot/godot3', godot: 3, addon: 'addons/godwit' },
      ],
    });
  });

  it('goes by godwit.json where there is one', () => {
    const settings = { appModule: 'dist/root.js', godot: [{ folder: 'spiel', addon: 'addons/net' }] };
    const root = projectOf({ 'godwit.json': JSON.stringify(settings), 'spiel/project.godot': GODOT_3 });

    expect(findProject(root)).toMatchObject({
      appModule: 'dist/root.js',
      godot: [{ folder: 'spiel', godot: 3, addon: 'addons/net' }],
    });
  });

  it.each([
    ['{', /^godwit\.json is no JSON: /],
    ['[]', 'godwit.json must hold an object with any of source, appModule, main, godot.'],
    ['{ "module": "a" }', 'godwit.json: "module" is none of source, appModule, main, godot.'],
    ['{ "source": 1 }', 'godwit.json: "source" must be a path below the project\'s folder.'],
    ['{ "godot": "game" }', 'godwit.json: "godot" names game, which has no project.godot.'],
    ['{ "godot": 3 }', 'godwit.json: "godot" must be a folder, or a list of folders.'],
  ])('refuses the godwit.json %s in a sentence', (text, sentence) => {
    expect(() => findProject(projectOf({ 'godwit.json': text }))).toThrow(sentence);
  });

  it('says so when there is no project', () => {
    expect(() => findProject('/')).toThrow(/^There is no package\.json in .* or above it\./);
  });
});

describe(toldError.name, () => {
  const root = projectOf({ 'src/dice.ts': '' });
  const project = findProject(root);

  it.each(['EACCES', 'EPERM', 'EROFS'])('names what cannot be written when the system says %s', (code) => {
    const error = Object.assign(new Error(`${code}: no`), { code, path: join(root, 'godot/addons') });

    expect(toldError(error, project)).toBe(
      'godot/addons cannot be written: this user has no right to, or the disk is read-only.',
    );
  });

  it('names the file and the line of the source that an error comes from, also of a compiled copy', () => {
    const error = new Error('No dice.');
    error.stack = `Error: No dice.\n    at roll (file://${root}/.cache/dev/run-7/1/src/dice.js:12:3)`;

    expect(toldError(error, project)).toBe('src/dice.ts:12: No dice.');
  });

  it('says which import leads nowhere', () => {
    const compiled = `${root}/.cache/dev/run-7/1/src`;
    const message = `Cannot find module '${compiled}/dise.js' imported from ${compiled}/dice.js`;
    const error = Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });

    expect(toldError(error, project)).toBe('src/dice.ts imports src/dise.ts, which is not there.');
  });
});
