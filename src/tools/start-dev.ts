/**
 * `npm run start:dev`: the server, started anew after every change, and beside it the generator of the Godot classes, so
 * that an open Godot editor sees new messages at once. Arguments go to `nest start --watch`.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { GodotWatch } from './godot-watch.js';

const root = resolve(import.meta.dirname, '../..');
const godot = new GodotWatch(root, (line) => process.stdout.write(`${line}\n`));
const nest = spawn(
  process.execPath,
  ['node_modules/@nestjs/cli/bin/nest.js', 'start', '--watch', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
nest.on('exit', (code, signal) => {
  godot.stop();
  process.exitCode = code ?? (signal === null ? 0 : 1);
});
// A terminal sends its Ctrl+C to both; what is sent to this process alone goes on.
process.on('SIGTERM', () => nest.kill('SIGTERM'));
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) nest.kill('SIGINT');
});
godot.start();
