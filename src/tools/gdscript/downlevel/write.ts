import { existsSync, readdirSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../../project/project.js';
import { replaceFile } from '../../replace-file.js';
import { downlevel } from './downlevel.js';

const GODOT4_ADDON = 'godot/addons/godwit';
const GODOT3_ADDON = 'godot/godot3/addons/godwit';
const OVERRIDES = 'src/tools/gdscript/downlevel/overrides';

/** What Godot 3 does not have: packets for the engine's own multiplayer, the dock, the monitors. */
const WITHOUT = /^godwit_(relay_\w+|multiplayer_peer|dock|generator|monitors|observer)\.gd$/;

/**
 * Writes the addon for Godot 3, translated from that for Godot 4; the generated classes of both must exist.
 * @returns the paths that changed
 */
export function writeGodot3(root = PACKAGE_ROOT): string[] {
  const target = join(root, GODOT3_ADDON);
  // In a copy of just the addons there is nothing to translate.
  if (!existsSync(join(root, OVERRIDES))) return [];
  const wanted = downlevelled(root);
  const left = scriptsIn(join(root, GODOT4_ADDON));
  const isGone = (path: string): boolean => !path.startsWith('generated/') && !wanted.has(path) && !left.has(path);
  const gone = [...scriptsIn(target)].filter(([path]) => isGone(path));
  for (const [path] of gone) rmSync(join(target, path));
  const changed = [...wanted].filter(([path, text]) => {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    return replaceFile(join(target, path), text);
  });
  return [...gone, ...changed].map(([path]) => join(GODOT3_ADDON, path));
}

/** The scripts that {@link writeGodot3} writes: path in the addon to text. */
export function downlevelled(root = PACKAGE_ROOT): Map<string, string> {
  const now = scriptsIn(join(root, GODOT3_ADDON));
  const all = scriptsIn(join(root, GODOT4_ADDON));
  const godot4 = ofModules(all);
  const unused = new Set([...all.keys()].filter((path) => !godot4.has(path)).map((path) => basename(path)));
  return downlevel({
    godot4,
    generated: new Map([...now].filter(([path]) => path.startsWith('generated/'))),
    overrides: new Map([...scriptsIn(join(root, OVERRIDES))].filter(([file]) => !unused.has(file))),
    without: (file) => WITHOUT.test(file),
    pathOfOwn: (file) => [...now.keys()].find((path) => basename(path) === file) ?? file,
  });
}

/** A module's hand-written script is only included with the module: it needs its messages. */
function ofModules(scripts: Map<string, string>): Map<string, string> {
  const paths = [...scripts.keys()];
  return new Map(
    [...scripts].filter(([path]) => {
      const [, module] = /^features\/([^/]+)\//.exec(path) ?? [];
      return module === undefined || paths.some((each) => each.startsWith(`generated/${module}/`));
    }),
  );
}

function scriptsIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.gd'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
