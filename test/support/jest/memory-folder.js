import { accessSync, constants, readFileSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

/** Where Linux keeps files in memory. */
const FOLDER = '/dev/shm';
/** Room for the folders of several suites at once; one database takes 39 MB. Containers often have 64 MB in all. */
const MIN_FREE_BYTES = 4 * 1024 ** 3;
const MIN_MEMORY_BYTES = 12 * 1024 ** 3;

/**
 * A folder in memory for the temporary files of tests, where this machine has room. Many suites copy a
 * database or a project, wait for the disk at each commit, and remove it all again.
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
