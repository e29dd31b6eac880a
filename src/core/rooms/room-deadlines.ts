import type { Session } from '../sessions/session.js';

/** A room's timers on the process' clock: it may end by each of them. None keeps the process alive. */
export class RoomDeadlines {
  private readonly returns = new Map<Session, NodeJS.Timeout>();
  private lifetime: NodeJS.Timeout | undefined = undefined;
  private empty: NodeJS.Timeout | undefined = undefined;

  /** The room is to end after so long. */
  setLifetime(ms: number, onEnd: () => void): void {
    this.lifetime = setTimeout(onEnd, ms).unref();
  }

  /** Somebody is to be in the room after so long; in place of the last such deadline. */
  setEmpty(ms: number, onEnd: () => void): void {
    clearTimeout(this.empty);
    this.empty = setTimeout(onEnd, ms).unref();
  }

  /** A member is to be back after so long. */
  setReturn(session: Session, ms: number, onEnd: () => void): void {
    this.returns.set(session, setTimeout(onEnd, ms).unref());
  }

  /** The member is back, or gone. */
  clearReturn(session: Session): void {
    clearTimeout(this.returns.get(session));
    this.returns.delete(session);
  }

  /** None counts any more. */
  clear(): void {
    clearTimeout(this.lifetime);
    clearTimeout(this.empty);
    for (const timer of this.returns.values()) clearTimeout(timer);
    this.returns.clear();
  }
}
