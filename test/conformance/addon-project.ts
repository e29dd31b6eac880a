import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { addonFiles } from '../../src/tools/addon-package.js';
import type { StepFile } from '../../src/tools/gdscript/steps/step-files.js';
import { registerClasses } from '../../src/tools/gdscript/class-registry.js';
import type { Engine } from '../godot/engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

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
  {
    contract,
    from,
    steps,
  }: { readonly contract: Contract; readonly from: string; readonly steps?: readonly StepFile[] },
): string[] {
  const isFour = engine.major >= 4;
  cpSync(join(import.meta.dirname, from, isFour ? 'godot4' : 'godot3'), project, { recursive: true });
  const files = addonFiles(contract, isFour ? 4 : 3, { ...(steps && { steps }) });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), bytes);
  }
  const scripts = [...files.keys()].filter((path) => path.endsWith('.gd'));
  if (!isFour) {
    const file = join(project, 'project.godot');
    writeFileSync(file, registerClasses(readFileSync(file, 'utf8'), project));
  }
  return scripts;
}
