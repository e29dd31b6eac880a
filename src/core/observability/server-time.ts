/** The wall-clock time at the zero of the monotonic clock. */
const originMs = Date.now() - performance.now();

/**
 * The server time sent to clients: whole milliseconds since 1970, by a clock that never goes back or jumps. It starts at the
 * wall clock's time and continues on the monotonic clock even if the wall clock is set. Use it for times that are both sent
 * *and* compared, such as the deadline of a match; use `performance.now()` for times that are only compared, and `Date.now()`
 * only for what is stored or read as a date.
 */
export function serverTimeMs(): number {
  return Math.round(originMs + performance.now());
}
