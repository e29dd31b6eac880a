/** The global that test runners call once all tests of a file have run: Jest, Vitest with `globals`. */
interface Runner {
  readonly afterAll?: (work: () => void | Promise<void>) => void;
}

/**
 * Cleans up at the end of the test file or, if the runner has no global `afterAll`, of the process: then only the synchronous
 * part of `work` runs.
 */
export function atEnd(work: () => void | Promise<void>): void {
  const { afterAll } = globalThis as Runner;
  if (afterAll === undefined) process.once('exit', () => void work());
  else afterAll(work);
}
