import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Brings a file to this content; one that has it already is left alone, so that an open editor reloads only what changed.
 * The new file takes the old one's place at once: an editor that looks meanwhile sees one or the other, and never a part.
 * @returns whether it was changed
 * @throws Error of the file system, without a file that is half written
 */
export function replaceFile(path: string, content: string | Buffer): boolean {
  const bytes = Buffer.from(content);
  try {
    if (readFileSync(path).equals(bytes)) return false;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  // No editor takes it for a script.
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    // Windows replaces no file that somebody has open.
    if (process.platform !== 'win32') throw error;
    writeFileSync(path, bytes);
  }
  return true;
}
