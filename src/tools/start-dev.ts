/**
 * `npm run start:dev`: the server, started anew after every change with its rooms intact, and beside it the type checker and
 * the generator of the Godot classes, so that an open Godot editor sees new messages at once. Arguments go to Node, such
 * as `--inspect`.
 */
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';
import { DevBuild } from './dev-build.js';
import { DevServer } from './dev-server.js';
import { watchSource } from './dev-watch.js';
import { GodotWatch } from './godot-watch.js';

/** Editors write several files at once, and some files twice. */
const QUIET_MS = 50;

const root = resolve(import.meta.dirname, '../..');
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const build = new DevBuild(root);
const server = new DevServer(root, build, process.argv.slice(2), tell);
const godot = new GodotWatch(root, tell);
const types = spawn(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noEmit', '--watch', '--preserveWatchOutput'],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // By the folder: a file that editors replace is another one afterwards.
    env: { ...process.env, TSC_WATCHFILE: 'UseFsEventsOnParentDirectory' },
  },
);
// The restart goes first.
if (types.pid !== undefined) setPriority(types.pid, constants.priority.PRIORITY_BELOW_NORMAL);

let timer: NodeJS.Timeout | undefined;
const unwatch = await watchSource(root, schedule, (reason) =>
  tell(`Changes are not noticed (${String(reason)}); stop and start again after each.`),
);

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void restart(), QUIET_MS);
  godot.schedule();
}

async function restart(): Promise<void> {
  let folder: string;
  try {
    folder = await build.make();
  } catch (error) {
    tell(
      `The change cannot be compiled; the server goes on without it. ${error instanceof Error ? error.message : ''}`,
    );
    return;
  }
  await server.replace(folder);
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  clearTimeout(timer);
  unwatch();
  godot.stop();
  types.kill();
  await server.stop(signal);
  build.dispose();
}

process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
await restart();
godot.generate();
