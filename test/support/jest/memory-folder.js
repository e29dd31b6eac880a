import { accessSync, constants, readFileSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** Where Linux keeps files in memory. */
const FOLDER = '/dev/shm';
/** Folders of a few tests at once take a tenth of it. Containers often have 64 MB there. */
const MIN_FREE_BYTES = 4 * 1024 ** 3;
const MIN_MEMORY_BYTES = 12 * 1024 ** 3;

/**
 * A folder in memory for the temporary files of tests, where this machine has room. The tests write some 20 GB of
 * databases and projects, wait for the disk at each commit, and remove all of it again.
 */
export function memoryFolder() {
  try {
    const { bavail, bsize } = statfsSync(FOLDER);
    accessSync(FOLDER, constants.W_OK);
    const mounted = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === FOLDER);
    const isFit = mounted !== undefined && !mounted.includes('noexec') && totalmem() >= MIN_MEMORY_BYTES;
    return isFit && bavail * bsize >= MIN_FREE_BYTES ? FOLDER : undefined;
  } catch {
    return undefined;
  }
}
