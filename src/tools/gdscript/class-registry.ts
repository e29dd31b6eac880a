import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A named class, as listed by Godot 3's editor. */
interface NamedClass {
  readonly base: string;
  readonly class: string;
  readonly path: string;
  /** Path of its icon; empty when it has none. */
  readonly icon: string;
}

/** Where the lists of classes start, and what follows them. */
const LISTS = /(?:_global_script_classes=[\s\S]*?\n)?(?=\[application\])/;

/**
 * The text of a Godot 3 project's `project.godot` with every named class below `folder` listed: the editor does this when
 * open, and a game started without the editor needs it.
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
