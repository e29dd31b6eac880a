import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const CLASS_NAME = /^class_name\s+(\w+)/m;

/**
 * Warnings for the developer of a Godot project whose own scripts have class names that the addon uses too: one sentence
 * each. The engine accepts a name only once, and which of the two it takes is undefined.
 * @param addon the addon's folder inside the project
 * @param names the addon's classes
 */
export function takenNames(addon: string, names: ReadonlySet<string>): string[] {
  const project = projectOf(addon);
  if (project === undefined) return [];
  return scriptsOf(project, addon).flatMap((path) => {
    const name = CLASS_NAME.exec(readFileSync(path, 'utf8'))?.[1];
    if (name === undefined || !names.has(name)) return [];
    const where = `res://${relative(project, path).replaceAll('\\', '/')}`;
    return [`${where} has the class_name ${name}, which is a class of the addon: rename it.`];
  });
}

/** The classes that these scripts declare. */
export function classNamesOf(texts: Iterable<string>): Set<string> {
  return new Set([...texts].flatMap((text) => CLASS_NAME.exec(text)?.[1] ?? []));
}

/** The classes that a Godot project's own scripts declare, and those of its addons. */
export function classNamesIn(project: string): Set<string> {
  return classNamesOf(scriptsOf(project, '').map((path) => readFileSync(path, 'utf8')));
}

function projectOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'project.godot'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : projectOf(above);
}

/** The project's scripts except the addon's; folders that Godot ignores are skipped. */
function scriptsOf(folder: string, addon: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.name.endsWith('.gd') ? [path] : [];
    const isHidden = entry.name.startsWith('.') || existsSync(join(path, '.gdignore'));
    return isHidden || path === addon ? [] : scriptsOf(path, addon);
  });
}
