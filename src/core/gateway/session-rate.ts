import type { Session } from '../sessions/session.js';
import { RateLimit, type RateLimited } from './rate-limit.js';

/** A {@link RateLimit} for each session, which is forgotten with it: for what costs more than a message does. */
export class SessionRate {
  private readonly limit: RateLimit;
  private readonly sessions = new WeakMap<Session, RateLimited>();

  constructor(perSecond: number, burst: number) {
    this.limit = new RateLimit(perSecond, burst);
  }

  /** Counts one at `nowMs` of a monotonic clock; false, and nothing is counted, when it is too much. */
  admits(session: Session, nowMs = performance.now()): boolean {
    let limited = this.sessions.get(session);
    if (limited === undefined) this.sessions.set(session, (limited = { dueMs: 0 }));
    return this.limit.admits(limited, nowMs);
  }
}
