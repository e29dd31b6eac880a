import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildServer } from '../build.js';
import type { Project } from '../project/project.js';

/** Where the packages are written, relative to the repository. */
const OUTPUT = '.cache/package';

/** The program of `npm create godwit`, relative to dist. */
const CREATE = 'tools/new-project/create-godwit.js';

/** The relative imports of a compiled file. */
const IMPORT = /^import [^;]*? from '(\.[\w./-]+)';$/gm;

/**
 * Builds this repository's two packages as they are published: `godwit`, and `create-godwit`, which contains the template
 * and the few files that write it.
 * @param isBuilt whether to pack `dist` as it is
 * @returns the paths of both archives
 * @throws Error with a sentence when something cannot be built or packed
 */
export function makePackages(project: Project, isBuilt: boolean): string[] {
  if (!isBuilt) buildServer(project);
  if (process.exitCode !== undefined && process.exitCode !== 0) throw new Error('The server does not build.');
  const output = join(project.root, OUTPUT);
  rmSync(output, { recursive: true, force: true });
  const create = join(output, 'create-godwit');
  copyWithImports(join(project.root, 'dist'), CREATE, create);
  cpSync(join(project.root, 'dist/tools/template'), join(create, 'tools/template'), { recursive: true });
  cpSync(join(project.root, 'LICENSE'), join(create, 'LICENSE'));
  writeFileSync(join(create, 'package.json'), createManifest(join(project.root, 'package.json')));
  return [pack(project.root, output), pack(create, output)];
}

/** Copies a compiled file and everything it imports from its own package. */
function copyWithImports(from: string, path: string, to: string): void {
  const text = readFileSync(join(from, path), 'utf8');
  mkdirSync(dirname(join(to, path)), { recursive: true });
  writeFileSync(join(to, path), text);
  for (const [, imported = ''] of text.matchAll(IMPORT)) copyWithImports(from, join(dirname(path), imported), to);
}

function createManifest(file: string): string {
  const { version, license, engines } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const contents = {
    name: 'create-godwit',
    version,
    description: 'Makes a multiplayer game for Godot: npm create godwit my-game',
    license,
    type: 'module',
    engines,
    bin: { 'create-godwit': CREATE },
    files: ['tools'],
  };
  return `${JSON.stringify(contents, undefined, 2)}\n`;
}

function pack(folder: string, output: string): string {
  const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', output];
  // On Windows npm is a script that only a shell can start.
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack failed in ${folder}: ${stderr.trim()}`);
  return join(output, stdout.trim().split('\n').at(-1) ?? '');
}
