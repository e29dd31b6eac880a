import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatSource } from '../format-source.js';
import { addFeature } from './app-module-edit.js';
import { type ModuleName, parseModuleName } from './module-name.js';
import { moduleFiles } from './templates.js';
import { chooseBlock, readUsedTypes } from './type-blocks.js';

const APP_MODULE = 'src/app.module.ts';

/** Folders whose subfolders have sections of their own in the contract. */
const FLOORS = ['src/modules', 'src/games', 'src/core'];

/** What to create, and where. */
export interface NewModuleOptions {
  /** The project's folder. */
  readonly root: string;
  /** The module's name in kebab-case. */
  readonly name: string;
  /** The first of its 50 wire types; the next free block when absent. */
  readonly block?: number;
}

/** What was created; paths are relative to the project's folder. */
export interface NewModule {
  readonly name: ModuleName;
  readonly block: number;
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Creates a module that greets, with its spec, and adds it to the features of the application.
 * @throws Error with a sentence, before anything is written, when that is impossible
 */
export async function createModule({ root, name: text, block: wanted }: NewModuleOptions): Promise<NewModule> {
  const name = parseModuleName(text);
  refuseExisting(root, name);
  const block = chooseBlock(readUsedTypes(join(root, 'src')), wanted);
  const features = addFeature(readFileSync(join(root, APP_MODULE), 'utf8'), name);

  const folder = `src/modules/${name.kebab}`;
  const files = moduleFiles(name, block).map(([file, content]) => [`${folder}/${file}`, content] as const);
  const formatted = await Promise.all(
    [...files, [APP_MODULE, features] as const].map(async ([path, content]) => {
      return [join(root, path), await formatSource(content, join(root, path))] as const;
    }),
  );
  mkdirSync(join(root, folder), { recursive: true });
  for (const [path, content] of formatted) writeFileSync(path, content);
  return { name, block, created: files.map(([path]) => path), changed: [APP_MODULE] };
}

function refuseExisting(root: string, { kebab }: ModuleName): void {
  const existing = FLOORS.map((floor) => `${floor}/${kebab}`).find((folder) => existsSync(join(root, folder)));
  if (existing !== undefined) throw new Error(`${existing} exists already; nothing was written.`);
}
