import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands in PGlite's folder once the database is complete; without it, a start was interrupted and nothing was stored yet. */
const COMPLETE_FILE = 'godwit-complete';

/** Whether there is a database in `folder`. */
export function isComplete(folder: string): boolean {
  return existsSync(join(folder, COMPLETE_FILE));
}

/** Says that there is one. */
export function markComplete(folder: string): void {
  writeFileSync(join(folder, COMPLETE_FILE), '');
}
