/** What did not come in time. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** The promise's result. @throws TimeoutError when it takes longer; what comes of it later is ignored */
export async function within<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  // Whoever lost the race must not be reported as an unhandled rejection.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
