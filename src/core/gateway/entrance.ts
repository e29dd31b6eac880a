import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import type { Session } from '../sessions/session.js';

/** Whether new players come in at this node. While it is closed, those who are here play on, and sessions may be resumed. */
@Injectable()
export class Entrance {
  private text: string | undefined;
  /** Sessions that began while it was closed, and were not let in. */
  private outside = new WeakSet<Session>();

  constructor(private readonly sessions: SessionRegistry) {}

  /** What is told to those who are not let in; undefined while it is open. */
  get closedBecause(): string | undefined {
    return this.text;
  }

  /** Lets nobody new in from now on. @param text why, for players */
  close(text: string): void {
    this.text = text;
  }

  /** Lets everybody in again, those who wait outside too. */
  open(): void {
    this.text = undefined;
    for (const session of this.sessions.all())
      if (this.outside.has(session) && !session.codec.isBinary) session.delivery.hasAgreed = true;
    this.outside = new WeakSet();
  }

  /** A session begins: while the entrance is closed, it may say Hello, and nothing else. */
  meet(session: Session): void {
    if (this.text === undefined) return;
    this.outside.add(session);
    session.delivery.hasAgreed = false;
  }

  /** Its Hello has resumed nothing. @throws GameError server.maintenance for one that is outside */
  admit(session: Session): void {
    if (this.text === undefined || !this.outside.has(session)) return;
    session.delivery.hasAgreed = false;
    throw new GameError('server.maintenance', { text: this.text });
  }
}
