import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { refreshSteps } from '../contract-steps.js';
import { installedCompiler } from '../project/installed-file.js';
import type { Project } from '../project/project.js';
import { toldError } from '../project/told-error.js';
import { DevBuild } from './dev-build.js';
import { DevServer } from './dev-server.js';
import { watchSource } from './dev-watch.js';
import { GodotWatch } from './godot-watch.js';

/** Editors write several files at once, and some files twice. */
const QUIET_MS = 50;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs the server, restarted after every change with its rooms intact, together with the type checker and the generator of
 * the Godot classes, so that an open Godot editor sees new messages at once.
 * @param nodeArguments passed to Node, such as `--inspect`
 */
export async function startDev(project: Project, nodeArguments: readonly string[]): Promise<void> {
  const build = new DevBuild(project.root, project.source);
  const server = new DevServer(project, build, nodeArguments, tell);
  const godot = new GodotWatch(project, tell);
  const types = checkTypes(project);
  let timer: NodeJS.Timeout | undefined;
  let newest: string;

  async function restart(): Promise<void> {
    let folder: string;
    try {
      // Compiled with the rest: the Godot classes are generated from the same files.
      await refreshSteps(project);
      folder = await build.make();
    } catch (error) {
      tell(`The change cannot be compiled; the server goes on without it. ${toldError(error, project)}`);
      return;
    }
    newest = folder;
    await server.replace(folder);
    // Last, since the server is what the author waits for.
    if (folder === newest) godot.schedule(folder);
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), QUIET_MS);
    godot.outdate();
  }

  const unwatch = await watchSource(join(project.root, project.source), schedule, (reason) =>
    tell(`Changes are not noticed (${String(reason)}); stop and start again after each.`),
  );

  async function stop(signal: NodeJS.Signals): Promise<void> {
    clearTimeout(timer);
    unwatch();
    godot.stop();
    types?.kill();
    await server.stop(signal);
    build.dispose();
  }

  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
  await restart();
}

/** @returns undefined for a project without TypeScript */
function checkTypes({ root }: Project): ChildProcess | undefined {
  const config = ['tsconfig.build.json', 'tsconfig.json'].find((name) => existsSync(join(root, name)));
  const compiler = installedCompiler(root);
  if (config === undefined || compiler === undefined) return undefined;
  const [program, ...first] = compiler;
  const types = spawn(program, [...first, '-p', config, '--noEmit', '--watch', '--preserveWatchOutput'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // TypeScript 6 then watches folders: a file that an editor replaces is a different one afterwards.
    env: { ...process.env, TSC_WATCHFILE: 'UseFsEventsOnParentDirectory' },
  });
  // The server's restart has priority.
  if (types.pid !== undefined) setPriority(types.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return types;
}
