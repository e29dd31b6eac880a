import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { madeOnce } from './made-once.js';

const projectRoot = resolve(import.meta.dirname, '../..');
const entry = join(projectRoot, 'dist/main.js');

/**
 * Path of the compiled server; builds it first when it is missing or older than its source. Only one process builds,
 * others wait for it.
 * @throws Error with the compiler's output when the build fails.
 */
export async function builtServer(): Promise<string> {
  await madeOnce({ name: 'build', isStale, make: build });
  return entry;
}

/** Compares with what the compiler wrote last, since it leaves alone what did not change. */
function isStale(): boolean {
  if (!existsSync(entry)) return true;
  const built = Math.max(statSync(entry).mtimeMs, modifiedAt(join(projectRoot, 'dist/.tsbuildinfo')));
  const inputs = ['tsconfig.json', 'tsconfig.build.json'].map((name) => join(projectRoot, name));
  for (const file of readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (/\.(tsx?|css)$/.test(file) && !file.endsWith('.spec.ts')) inputs.push(join(projectRoot, 'src', file));
  }
  return inputs.some((file) => modifiedAt(file) > built);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function build(): void {
  const program = ['--import', '@swc-node/register/esm-register', 'src/tools/godwit.ts', 'build'];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: projectRoot, encoding: 'utf8' });
  if (status !== 0 || !existsSync(entry)) throw new Error(`The server does not build:\n${stdout}${stderr}`);
}
