import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { describeWithEngine } from './engines.js';
import { runGodot } from '../../src/testing/godot-process.js';

const projectRoot = resolve(import.meta.dirname, '../..');

describe('The first opening of the project in a clone leaves nothing to commit', () => {
  describeWithEngine('godot4', 'in the editor', (engine) => {
    it.each([[['--import']], [['--editor', '--quit']]])('%j', async (args) => {
      const clone = cloneOfGodot();
      const { end } = await runGodot(engine, ['--path', join(clone, 'godot'), ...args]);
      expect(end.code).toBe(0);
      expect(changesIn(clone)).toEqual([]);
    });
  });

  describeWithEngine('godot36', 'in the editor', (engine) => {
    it('--editor --quit', async () => {
      const clone = cloneOfGodot();
      await runGodot(engine, ['--path', join(clone, 'godot/godot3'), '--editor', '--quit']);
      expect(changesIn(clone)).toEqual([]);
    });
  });
});

/** A repository of its own with what git has, or would have, of the folder `godot`. */
function cloneOfGodot(): string {
  const clone = temporaryFolder('clone');
  const listed = git(
    projectRoot,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    'godot',
  );
  for (const path of ['.gitignore', ...listed.split('\0').filter((entry) => entry !== '')])
    cpSync(join(projectRoot, path), join(clone, path), { recursive: true });
  git(clone, 'init', '--quiet');
  git(clone, 'add', '--all');
  return clone;
}

/** What is not as it was added: untracked files and changed ones, with git's letters before them. */
function changesIn(clone: string): string[] {
  return git(clone, 'status', '--porcelain')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('A  '));
}

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
}
