import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';

/** The open sessions of this node. */
@Injectable()
export class SessionRegistry {
  private readonly sessions = new Map<string, Session>();

  /** How many are open. */
  get size(): number {
    return this.sessions.size;
  }

  /** All of them, in the order they were opened. */
  all(): IterableIterator<Session> {
    return this.sessions.values();
  }

  /** The session with this id, if it is open here. */
  find(id: string): Session | undefined {
    return this.sessions.get(id);
  }

  /** For the gateway: adds a session that was just opened. */
  add(session: Session): void {
    this.sessions.set(session.id, session);
  }

  /** For the gateway: removes a session that was just closed. */
  remove(session: Session): void {
    this.sessions.delete(session.id);
  }
}
