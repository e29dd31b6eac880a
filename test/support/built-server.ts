import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const projectRoot = resolve(import.meta.dirname, '../..');
const entry = join(projectRoot, 'dist/main.js');
const lockFile = join(
  tmpdir(),
  `godwit-build-${createHash('sha256').update(projectRoot).digest('hex').slice(0, 12)}.lock`,
);

/**
 * Path of the compiled server; builds it first when it is missing or older than its source. Only one process builds,
 * others wait for it.
 * @throws Error with the compiler's output when the build fails.
 */
export async function builtServer(): Promise<string> {
  while (existsSync(lockFile) || isStale()) {
    if (takeLock()) buildAndRelease();
    else await delay(200);
  }
  return entry;
}

function buildAndRelease(): void {
  try {
    if (isStale()) build();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Compares with what the compiler wrote last, since it leaves alone what did not change. */
function isStale(): boolean {
  if (!existsSync(entry)) return true;
  const built = Math.max(statSync(entry).mtimeMs, modifiedAt(join(projectRoot, 'dist/.tsbuildinfo')));
  const inputs = ['tsconfig.json', 'tsconfig.build.json'].map((name) => join(projectRoot, name));
  for (const file of readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.ts') && !file.endsWith('.spec.ts')) inputs.push(join(projectRoot, 'src', file));
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

/** A lock whose owner is gone counts as free. */
function takeLock(): boolean {
  try {
    const file = openSync(lockFile, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    const owner = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
    if (owner > 0 && !existsProcess(owner)) rmSync(lockFile, { force: true });
    return false;
  }
}

function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
