import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.js';

const made: string[] = [];

atEnd(() => {
  // The processes of a database that was killed write for a moment longer.
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** Makes an empty folder that is removed when the test file has ended. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `godwit-${name}-`));
  made.push(folder);
  return folder;
}
