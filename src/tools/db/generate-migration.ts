import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installedFile } from '../project/installed-file.js';
import type { Project } from '../project/project.js';

/** Where to look for a feature's folder, relative to the source. */
const FLOORS = ['modules', 'games', ''];

/**
 * Generates the next migration of a module: the difference between its schema.ts and its migrations folder.
 * @param name what the migration does, in snake_case; by default a random name
 * @throws Error with a sentence when the module has no schema, or the generator is not installed
 */
export function generateMigration({ root, source }: Project, module: string, name?: string): void {
  const folders = FLOORS.map((floor) => [source, floor, module].filter((part) => part !== '').join('/'));
  const folder = folders.find((each) => existsSync(join(root, each, 'schema.ts')));
  if (folder === undefined) throw new Error(`There is no ${folders[0] ?? ''}/schema.ts.`);
  const paths = ['--schema', `${folder}/schema.ts`, '--out', `${folder}/migrations`];
  const args = ['generate', '--dialect', 'postgresql', ...paths, ...(name === undefined ? [] : ['--name', name])];
  const kit = installedFile(root, 'drizzle-kit/package.json');
  if (kit === undefined) {
    throw new Error('Migrations are written by drizzle-kit, which is not installed: npm i -D drizzle-kit');
  }
  const { status } = spawnSync(process.execPath, [join(kit, '../bin.cjs'), ...args], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
