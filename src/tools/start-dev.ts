/**
 * `npm run start:dev`: the server, started anew after every change with its rooms intact, and beside it the type checker and
 * the generator of the Godot classes, so that an open Godot editor sees new messages at once. Arguments go to Node, such
 * as `--inspect`.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { DevBuild } from './dev-build.js';
import { DevServer } from './dev-server.js';
import { GodotWatch, isSource } from './godot-watch.js';

/** Editors write several files at once, and some files twice. */
const QUIET_MS = 50;

const root = resolve(import.meta.dirname, '../..');
const tell = (line: string): void => void process.stdout.write(`${line}\n`);
const build = new DevBuild(root);
const server = new DevServer(root, build.folder, process.argv.slice(2), tell);
const godot = new GodotWatch(root, tell);
const types = spawn(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noEmit', '--watch', '--preserveWatchOutput'],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
// The restart goes first.
if (types.pid !== undefined) setPriority(types.pid, constants.priority.PRIORITY_BELOW_NORMAL);

let timer: NodeJS.Timeout | undefined;
const watcher = watch(join(root, 'src'), { recursive: true }, (_event, path) => {
  if (path !== null && !isSource(path)) return;
  clearTimeout(timer);
  timer = setTimeout(() => void restart(), QUIET_MS);
});

async function restart(): Promise<void> {
  try {
    await build.update();
  } catch (error) {
    tell(
      `The change cannot be compiled; the server goes on without it. ${error instanceof Error ? error.message : ''}`,
    );
    return;
  }
  await server.replace();
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  clearTimeout(timer);
  watcher.close();
  godot.stop();
  types.kill();
  await server.stop(signal);
}

process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
await restart();
godot.start();
