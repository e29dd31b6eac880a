import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseModuleName } from '../new-module/module-name.js';
import { roomFiles } from '../new-module/room-templates.js';
import { appModule } from './app-module.js';
import { manifest } from './manifest.js';
import { PROJECT_CONTRACT, projectContract } from './project-contract.js';

const TEMPLATE = resolve(import.meta.dirname, '../template');

/** A project's first room, which its scene joins. */
const FIRST_ROOM = { name: 'meadow', block: 1000 };

/** Files that npm or this repository's own checks would otherwise treat as their own. */
const RENAMED: Readonly<Record<string, string>> = {
  gitignore: '.gitignore',
  dockerignore: '.dockerignore',
  'env.example': '.env.example',
  'readme.txt': 'README.md',
};

/** How to create a project. */
export interface NewProjectOptions {
  /** Its folder, which is created, or empty. */
  readonly folder: string;
  /** Bundled features in addition to the lobby, such as `chat`. */
  readonly features: readonly string[];
  /** The version of the package that it depends on: `^1.2.0`, or a file. */
  readonly godwit: string;
}

/**
 * Creates a project: a server with one room, and a Godot project with a scene that joins it.
 * @returns lines that say what to do next
 * @throws Error with a sentence, before anything is written, when that is impossible
 */
export function createProject({ folder, features, godwit }: NewProjectOptions): string {
  const name = basename(resolve(folder));
  if (existsSync(folder) && readdirSync(folder).some((entry) => entry !== '.git')) {
    throw new Error(`${folder} is not empty; nothing was written.`);
  }
  const root = appModule(FIRST_ROOM.name, features);
  mkdirSync(folder, { recursive: true });
  cpSync(TEMPLATE, folder, { recursive: true });
  for (const [from, to] of Object.entries(RENAMED)) moveText(join(folder, from), join(folder, to));
  for (const path of ['README.md', 'godot/project.godot']) fillIn(join(folder, path), name);
  writeFileSync(join(folder, 'package.json'), manifest(name, godwit));
  writeFileSync(join(folder, 'src/app.module.ts'), root);
  write(join(folder, `src/${PROJECT_CONTRACT}.ts`), projectContract({ docs: {}, steps: {} }));
  const room = parseModuleName(FIRST_ROOM.name);
  for (const [file, text] of roomFiles(room, FIRST_ROOM.block, false)) {
    write(join(folder, 'src/modules', FIRST_ROOM.name, file), text);
  }
  return ['', `${name} is in ${folder}. Now`, '', `  cd ${quoted(folder)}`, '  npm install', '  npm run dev', ''].join(
    '\n',
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function moveText(from: string, to: string): void {
  const text = readFileSync(from);
  writeFileSync(to, text);
  rmSync(from);
}

function fillIn(path: string, name: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll('{{name}}', name.replaceAll(/["\\]/g, '')));
}

function quoted(folder: string): string {
  return /[^\w./-]/.test(folder) ? JSON.stringify(folder) : folder;
}
