import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { formatSource } from '../format-source.js';
import { addFeature } from './app-module-edit.js';
import { BUNDLED, type ModuleName, parseModuleName } from './module-name.js';
import { refuseReserved } from './reserved-names.js';
import { roomFiles } from './room-templates.js';
import { moduleFiles, moduleFilesWithPage } from './templates.js';
import { chooseBlock, FIRST_GAME_TYPE, readUsedTypes } from './type-blocks.js';

/** Source folders whose subfolders are modules of their own in the contract. */
const FLOORS = ['modules', 'games', 'core'];

/** What to create, and where. */
export interface NewModuleOptions {
  /** The project's folder. */
  readonly root: string;
  /** The module's name in kebab-case. */
  readonly name: string;
  /** The first of its 50 wire types; by default the next free block. */
  readonly block?: number;
  /** A module that greets, or one with a room in which players walk. */
  readonly kind?: 'module' | 'room';
  /** Whether the module has a page in the admin console; a room has none of its own. */
  readonly hasPage?: boolean;
  /** The folder of the source. */
  readonly source?: string;
  /** The file with the root module. */
  readonly appModule?: string;
  /** Whether the project is this repository, rather than one that has installed the package. */
  readonly isOwn?: boolean;
}

/** What was created; paths are relative to the project's folder. */
export interface NewModule {
  readonly name: ModuleName;
  readonly block: number;
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Creates a module that greets, or one with a room, including its spec, and adds it to the application's features.
 * @throws Error with a sentence, before anything is written, when that is impossible
 */
export async function createModule(options: NewModuleOptions): Promise<NewModule> {
  const { root, source = 'src', appModule = 'src/app.module.ts', isOwn = true } = options;
  const name = parseModuleName(options.name);
  refuseTaken(root, source, name, isOwn);
  const lowest = isOwn ? undefined : FIRST_GAME_TYPE;
  const block = chooseBlock(readUsedTypes(join(root, source)), options.block, lowest);
  const folder = `${source}/modules/${name.kebab}`;
  const features = addFeature(readFileSync(join(root, appModule), 'utf8'), name, {
    appModule,
    path: relativeImport(appModule, `${folder}/${name.kebab}.module.js`),
  });

  const filesOf = options.kind === 'room' ? roomFiles : options.hasPage === true ? moduleFilesWithPage : moduleFiles;
  const made = filesOf(name, block, isOwn);
  const files = made.map(([file, content]) => [`${folder}/${file}`, content] as const);
  await writeSources(root, [...files, [appModule, features]]);
  return { name, block, created: files.map(([path]) => path), changed: [appModule] };
}

/** Writes files, TypeScript in the project's own formatting; nothing before the text of all is known. */
export async function writeSources(
  root: string,
  files: readonly (readonly [path: string, text: string])[],
): Promise<void> {
  const formatted = await Promise.all(
    files.map(async ([path, text]) => {
      const file = join(root, path);
      return [file, path.endsWith('.ts') ? await formatSource(text, file) : text] as const;
    }),
  );
  for (const [path, text] of formatted) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** How one file of the project imports another. */
export function relativeImport(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * Refuses a name that is reserved, or that another part of the server has.
 * @throws Error with a sentence
 */
export function refuseTaken(root: string, source: string, name: ModuleName, isOwn: boolean): void {
  const { kebab } = name;
  const folders = FLOORS.map((floor) => `${source}/${floor}/${kebab}`);
  const existing = folders.find((folder) => existsSync(join(root, folder)));
  if (existing !== undefined) throw new Error(`${existing} exists already; nothing was written.`);
  if (!isOwn && BUNDLED.includes(kebab)) {
    throw new Error(
      `"${kebab}" is a part of godwit already, and both would be Godwit.${kebab.replaceAll('-', '_')} in Godot; choose another name. Nothing was written.`,
    );
  }
  refuseReserved(name);
}
