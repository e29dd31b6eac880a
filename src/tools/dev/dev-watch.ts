import { basename, relative, sep } from 'node:path';
import { watch } from 'chokidar';

/** Temporary files of editors and tools: hidden files, copies, and the numbers with which vim tests a folder. */
const PASSING = /^\.|~$|^\d+$|___jb_|\.(tmp|swp|swx)$/;

/** Tests and pages, which no server loads. */
const NO_SOURCE = /\.(spec|d)\.ts$|\.md$/;

/**
 * Calls `changed` for every change of the server's source, however it is made: written in place, renamed over as by vim,
 * JetBrains and sed, moved, deleted, or in new folders.
 * @param source the folder of the source
 * @param failed gets the reason when changes can no longer be detected
 * @returns a function that stops watching; resolves once every later change will be detected
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

/** Whether a file below the source folder belongs to the running server. */
export function isServerSource(path: string): boolean {
  return !NO_SOURCE.test(path) && !PASSING.test(basename(path));
}

/** The generators write whenever something changes; their output does not affect the server. */
function isWatched(path: string): boolean {
  return isServerSource(path) && !path.split(sep).includes('generated');
}
