/** What test runners that have it as a global call once all tests of a file have run: Jest, Vitest with `globals`. */
interface Runner {
  readonly afterAll?: (work: () => void | Promise<void>) => void;
}

/**
 * Cleans up when the test file has ended, or, where the runner has no global `afterAll`, when the process does: then only
 * the synchronous part of `work` counts.
 */
export function atEnd(work: () => void | Promise<void>): void {
  const { afterAll } = globalThis as Runner;
  if (afterAll === undefined) process.once('exit', () => void work());
  else afterAll(work);
}
