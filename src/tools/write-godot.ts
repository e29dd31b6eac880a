import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerClasses } from './gdscript/class-registry.js';
import { GODOT3, GODOT4 } from './gdscript/dialect.js';
import { writeGodot3 } from './gdscript/downlevel/write.js';
import { generateAddon } from './gdscript/generate.js';
import { readStepFiles } from './gdscript/steps/step-files.js';
import { scriptIdentity } from './gdscript/script-identity.js';
import { classNamesOf, takenNames } from './gdscript/taken-names.js';
import { PACKAGE_ROOT } from './project/project.js';
import { replaceFile } from './replace-file.js';
import type { Contract } from '../protocol/contract/contract.js';

/** The generated folder of each addon. */
export const GENERATED_FOLDERS = [
  { dialect: GODOT4, folder: 'godot/addons/godwit/generated' },
  { dialect: GODOT3, folder: 'godot/godot3/addons/godwit/generated' },
] as const;

/** The project whose file lists its classes; Godot 4 keeps that list elsewhere. */
const GODOT3_PROJECT = 'godot/godot3';

/**
 * Writes the generated classes of both addons, and the rest of the Godot 3 addon, translated from the Godot 4 one;
 * classes whose message no longer exists are removed. Files that are up to date are left alone, so that an open editor only
 * reloads changes.
 * @returns the paths that changed
 */
export function writeGodot(contract: Contract, root = PACKAGE_ROOT): string[] {
  const steps = readStepFiles(join(PACKAGE_ROOT, 'src'));
  const scripts = GENERATED_FOLDERS.flatMap(({ dialect, folder }) => {
    const wanted = generateAddon(contract, dialect, steps);
    const target = join(root, folder);
    mkdirSync(target, { recursive: true });
    const gone = scriptsBelow(target).filter((path) => !wanted.has(path));
    for (const path of gone) removeScript(join(target, path));
    const changed = [...wanted].filter(([path, text]) => replaceFile(join(target, path), text)).map(([path]) => path);
    if (dialect.engine === 4) for (const path of wanted.keys()) giveIdentity(join(target, path), path);
    return [...gone, ...changed].map((path) => join(folder, path));
  });
  return [...scripts, ...writeGodot3(root), ...registerGodot3(root)];
}

/** Scripts of the demo projects whose class names clash with the addon's, one sentence each. */
export function takenInProjects(root = PACKAGE_ROOT): string[] {
  return GENERATED_FOLDERS.flatMap(({ folder }) => {
    const addon = join(root, folder, '..');
    const texts = scriptsBelow(addon).map((path) => readFileSync(join(addon, path), 'utf8'));
    return takenNames(addon, classNamesOf(texts));
  });
}

function registerGodot3(root: string): string[] {
  const project = join(root, GODOT3_PROJECT);
  const file = join(project, 'project.godot');
  // A copy of just the addons has no project.
  if (!existsSync(file)) return [];
  const text = registerClasses(readFileSync(file, 'utf8'), project);
  return replaceFile(file, text) ? [join(GODOT3_PROJECT, 'project.godot')] : [];
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.gd'))
    .map((path) => path.replaceAll('\\', '/'));
}

function removeScript(path: string): void {
  rmSync(path);
  // Godot 4 keeps a script's identity next to it.
  rmSync(`${path}.uid`, { force: true });
}

function giveIdentity(file: string, path: string): void {
  if (!existsSync(`${file}.uid`)) writeFileSync(`${file}.uid`, scriptIdentity(path));
}
