/** Node fires longer timers immediately: its delays have 31 bits. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Calls `callback` once after `delayMs`, however long that is: a month, or never for Infinity. Does not keep the process
 * alive. Use it for every duration that is not a small constant in the code.
 * @returns a function that cancels it
 * @throws RangeError when `delayMs` is not a number
 */
export function setLongTimeout(callback: () => void, delayMs: number): () => void {
  if (Number.isNaN(delayMs)) throw new RangeError('A timer cannot wait for NaN ms.');
  if (delayMs <= MAX_TIMEOUT_MS) {
    const timer = setTimeout(callback, Math.ceil(delayMs)).unref();
    return () => clearTimeout(timer);
  }
  return delayMs === Infinity ? () => undefined : setSteps(callback, performance.now() + delayMs);
}

function setSteps(callback: () => void, dueMs: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const step = (): void => {
    const leftMs = dueMs - performance.now();
    const isLast = leftMs <= MAX_TIMEOUT_MS;
    timer = setTimeout(isLast ? callback : step, isLast ? Math.ceil(leftMs) : MAX_TIMEOUT_MS).unref();
  };
  step();
  return () => clearTimeout(timer);
}
