import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const projectRoot = resolve(import.meta.dirname, '../..');

/** Something that several spec files need and one process makes for all, such as the built server. */
export interface MadeOnce {
  /** Part of the name of its lock, such as `build`. */
  readonly name: string;
  /** Whether it is missing or older than what it is made of. */
  isStale: () => boolean;
  /** @throws Error when it cannot be made */
  make: () => void;
}

/** Makes it when it is stale. Only one process does, others wait for it. */
export async function madeOnce({ name, isStale, make }: MadeOnce): Promise<void> {
  const hash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
  const lock = join(tmpdir(), `godwit-${name}-${hash}.lock`);
  while (existsSync(lock) || isStale()) {
    if (!takeLock(lock)) {
      await delay(200);
      continue;
    }
    try {
      if (isStale()) make();
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

/** A lock whose owner is gone counts as free. */
function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (owner > 0 && !existsProcess(owner)) rmSync(lock, { force: true });
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
