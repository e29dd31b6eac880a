/**
 * `npm run bench:peers`: Godwit beside other makers' servers, all of them on the Node that lies with the peers. Installs
 * the peers on first use and after a change of their lock file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { projectRoot } from './child-process.js';

const folder = resolve(projectRoot, 'test/bench/peers');
const wanted = resolve(folder, 'package-lock.json');
/** Written by npm when it is done. */
const installed = resolve(folder, 'node_modules/.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.error('The peers are installed, once: about 210 MB, most of it Node.');
  // The Node of this process is older than Colyseus wants; the one that comes with it is not.
  run('npm', ['ci', '--ignore-scripts', '--loglevel=error'], folder);
}
const main = resolve(import.meta.dirname, 'main.js');
run(nodeOfPeers(), [main, '--peers', ...process.argv.slice(2)], projectRoot);

/** Runs a command to its end; ends this process as well when it fails. */
function run(command: string, args: string[], cwd: string): void {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

/** Path of the Node that was installed, a package for each platform. */
function nodeOfPeers(): string {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(wanted).resolve(`${name}/package.json`)), 'bin/node');
  } catch {
    console.error(`The peers cannot be measured here: test/bench/peers has no package ${name}.`);
    process.exit(1);
  }
}
