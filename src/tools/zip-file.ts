import { zipSync, type Zippable } from 'fflate';

/** 1 January 1980, the format's first day, in local time like the format's dates: the same files always give the same bytes. */
const EPOCH = new Date(1980, 0, 1);
const MAX_ENTRIES = 0xffff;

/**
 * The files, path to content, as a ZIP archive that any tool can read.
 * @throws RangeError when there are more files than the format can number
 */
export function zipFile(files: ReadonlyMap<string, Uint8Array>): Buffer {
  if (files.size > MAX_ENTRIES) throw new RangeError(`A ZIP file holds ${MAX_ENTRIES} files at most.`);
  const entries: Zippable = Object.fromEntries([...files].map(([path, content]) => [path, [content, {}]]));
  return Buffer.from(zipSync(entries, { level: 9, mtime: EPOCH }));
}
