import type { Session } from '../sessions/session.js';

const MOST_TRIES = 10;
const WINDOW_MS = 60_000;

/** Counts what one session guesses wrong, codes and passwords: more than ten a minute are no slip of the finger. */
export class WrongTries {
  private readonly tries = new WeakMap<Session, { sinceMs: number; count: number }>();

  /** Whether the session has to wait. */
  areTooMany(session: Session, nowMs = performance.now()): boolean {
    const known = this.tries.get(session);
    return known !== undefined && nowMs - known.sinceMs < WINDOW_MS && known.count >= MOST_TRIES;
  }

  /** Notes a wrong guess. */
  note(session: Session, nowMs = performance.now()): void {
    const known = this.tries.get(session);
    if (known !== undefined && nowMs - known.sinceMs < WINDOW_MS) known.count += 1;
    else this.tries.set(session, { sinceMs: nowMs, count: 1 });
  }
}
