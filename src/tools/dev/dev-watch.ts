import { basename, relative, sep } from 'node:path';
import { watch } from 'chokidar';

/** What editors and tools leave for a moment: hidden files, copies, and the numbers by which vim tries a folder. */
const PASSING = /^\.|~$|^\d+$|___jb_|\.(tmp|swp|swx)$/;

/** Tests and pages, which no server loads. */
const NO_SOURCE = /\.(spec|d)\.ts$|\.md$/;

/**
 * Calls `changed` for every change of the server's source, however it is made: written in place, by rename as vim,
 * JetBrains and sed do, moved, deleted, in folders that are new.
 * @param source the folder of the source
 * @param failed gets the reason when changes can no longer be noticed
 * @returns what ends it; fulfilled once every later change is noticed
 */
export async function watchSource(
  source: string,
  changed: () => void,
  failed: (reason: unknown) => void,
): Promise<() => void> {
  const watcher = watch(source, {
    ignoreInitial: true,
    ignored: (path) => path !== source && !isWatched(relative(source, path)),
  });
  watcher.on('all', changed);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.on('error', (reason) => {
      failed(reason);
      resolve();
    });
  });
  return () => void watcher.close();
}

/** Whether a file below the source's folder belongs to the running server. */
export function isServerSource(path: string): boolean {
  return !NO_SOURCE.test(path) && !PASSING.test(basename(path));
}

/** The generators write as often as something changes; what they write changes no server. */
function isWatched(path: string): boolean {
  return isServerSource(path) && !path.split(sep).includes('generated');
}
