import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A class that has a name, as Godot 3's editor lists it. */
interface NamedClass {
  readonly base: string;
  readonly class: string;
  readonly path: string;
  /** Where its icon lies; empty when it has none. */
  readonly icon: string;
}

/** What the lists of classes begin with, and what follows them. */
const LISTS = /(?:_global_script_classes=[\s\S]*?\n)?(?=\[application\])/;

/**
 * The text of a Godot 3 project's `project.godot`, listing every named class below `folder`: what the editor does when it
 * is open, and what a game needs that is started without it.
 * @throws Error when the text has no section [application]
 */
export function registerClasses(text: string, folder: string): string {
  if (!text.includes('\n[application]')) throw new Error('The project.godot has no section [application].');
  const classes = namedClasses(folder);
  const list = classes.map(
    ({ base, class: name, path }) =>
      `{\n"base": "${base}",\n"class": "${name}",\n"language": "GDScript",\n"path": "res://${path}"\n}`,
  );
  const icons = classes.map(({ class: name, icon }) => `"${name}": "${icon}"`);
  const lists = `_global_script_classes=[ ${list.join(', ')} ]\n_global_script_class_icons={\n${icons.join(',\n')}\n}\n\n`;
  return text.replace(LISTS, () => lists);
}

function namedClasses(folder: string): NamedClass[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const found = paths.filter((path) => path.endsWith('.gd')).flatMap((path) => namedClass(folder, path));
  return found.sort((a, b) => (a.class < b.class ? -1 : 1));
}

function namedClass(folder: string, path: string): NamedClass[] {
  const text = readFileSync(join(folder, path), 'utf8');
  const [, name, icon] = /^class_name (\w+)(?:, "(.*)")?/m.exec(text) ?? [];
  const base = /^extends (\w+)/m.exec(text)?.[1] ?? 'Reference';
  if (name === undefined) return [];
  return [{ base, class: name, path, icon: icon === undefined ? '' : `res://${posix.join(path, '..', icon)}` }];
}
