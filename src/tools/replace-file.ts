import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes this content to a file; a file that already has it is left alone, so that an open editor only reloads changes. The
 * new file replaces the old one atomically: an editor sees one or the other, never a part.
 * @returns whether it was changed
 * @throws Error of the file system, never leaving a half-written file
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
    // Windows does not replace a file that somebody has open.
    if (process.platform !== 'win32') throw error;
    writeFileSync(path, bytes);
  }
  return true;
}
