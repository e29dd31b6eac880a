import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { registerClasses } from '../../src/tools/gdscript/class-registry.js';
import { GODOT3, GODOT4 } from '../../src/tools/gdscript/dialect.js';
import { generateAddon } from '../../src/tools/gdscript/generate.js';
import type { Engine } from '../godot/engines.js';
import { GodotProcess } from '../godot/godot-process.js';

const GODOT_FOLDER = resolve(import.meta.dirname, '../../godot');
const ADDON = 'addons/godwit';

const COMPLAINT = /^(?:SCRIPT |USER )?(?:ERROR|WARNING)|^ +at: |Parse Error|leaked/;

/** What Godot 3.2 says of itself at its start and end, whatever it ran. */
const AT_EXIT = /make_dir_recursive|~List|ObjectDB instances leaked|Resources still in use/;

/** What the editor does once for a project; Godot 3's needs nothing. @returns everything that the engine complained of */
export async function importProject(engine: Engine, project: string): Promise<string[]> {
  return engine.major >= 4 ? run(engine, project, ['--import']) : [];
}

/** Imports a project and runs a script of it. @returns everything that the engine complained of */
export async function runScript(engine: Engine, project: string, script: string, env: object): Promise<string[]> {
  const complaints = await importProject(engine, project);
  return [...complaints, ...(await run(engine, project, ['--script', `res://${script}`], env))];
}

async function run(engine: Engine, project: string, engineArgs: string[], env = {}): Promise<string[]> {
  const godot = new GodotProcess(engine, { project, engineArgs, env });
  const { code } = await godot.ended;
  if (code !== 0) throw godot.failure(`ended with code ${code ?? 'none'}`);
  return godot.lines.filter((line) => COMPLAINT.test(line) && !(engine.name === 'godot32' && AT_EXIT.test(line)));
}

/** Writes a project with the addon for a contract, and the scripts of a folder beside this file. Returns the paths of the addon's scripts. */
export function writeAddonProject(
  engine: Engine,
  project: string,
  { contract, from }: { readonly contract: Contract; readonly from: string },
): string[] {
  const isFour = engine.major >= 4;
  const source = join(GODOT_FOLDER, isFour ? '' : 'godot3', ADDON);
  const target = join(project, ADDON);
  cpSync(join(import.meta.dirname, from, isFour ? 'godot4' : 'godot3'), project, { recursive: true });
  // What is written for the server's own modules needs their messages, which a test's contract does not have.
  const left = ['generated', 'features'].map((name) => join(source, name));
  cpSync(source, target, { recursive: true, filter: (path) => !left.some((folder) => path.startsWith(folder)) });
  for (const [path, text] of generateAddon(contract, isFour ? GODOT4 : GODOT3)) {
    const file = join(target, 'generated', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const names = readdirSync(target, { recursive: true, encoding: 'utf8' });
  const scripts = names.filter((name) => name.endsWith('.gd')).map((name) => `${ADDON}/${name}`);
  if (!isFour) {
    const file = join(project, 'project.godot');
    writeFileSync(file, registerClasses(readFileSync(file, 'utf8'), project));
  }
  return scripts;
}
