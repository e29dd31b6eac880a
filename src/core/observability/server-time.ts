/** The wall clock when this process began to count. */
const originMs = Date.now() - performance.now();

/**
 * The server's time as clients are told it: whole milliseconds since 1970, on a clock that never goes back and never jumps.
 * It begins as the wall clock does, and goes on by the monotonic one when somebody sets that. For what is told *and*
 * compared, such as when an invitation ends; what is only compared goes by `performance.now()`, and only what is stored or
 * read as a date by `Date.now()`.
 */
export function serverTimeMs(): number {
  return Math.round(originMs + performance.now());
}
