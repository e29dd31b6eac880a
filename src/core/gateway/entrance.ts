import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { EventBus } from '../events/event-bus.js';
import { PlayerClaims } from '../sessions/player-claims.js';
import { SessionWelcomed } from '../sessions/session.events.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import type { Session } from '../sessions/session.js';

/** Where new players come in at this node. While it is closed, those who are here play on, and sessions may be resumed. */
@Injectable()
export class Entrance {
  private text: string | undefined;
  /** Sessions that began while it was closed, and were not let in. */
  private outside = new WeakSet<Session>();

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly claims: PlayerClaims,
    private readonly events: EventBus,
  ) {}

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
      if (this.outside.has(session) && !session.codec.isBinary) session.delivery.isAdmitted = true;
    this.outside = new WeakSet();
  }

  /** A session begins: while the entrance is closed, it may say Hello, and nothing else. */
  meet(session: Session): void {
    if (this.text === undefined) return;
    this.outside.add(session);
    session.delivery.isAdmitted = false;
  }

  /**
   * Lets a session in whose Hello has resumed nothing, and signs it in; a promise only if other nodes have to agree.
   * @param claimed the player of its token, or why that is not valid; undefined without a token
   * @throws GameError also server.maintenance for one that is outside, and see {@link PlayerClaims.signIn}
   */
  enter(session: Session, claimed: string | GameError | undefined): Promise<void> | undefined {
    this.requireOpen(session);
    if (claimed instanceof GameError) throw claimed;
    const signingIn = claimed === undefined ? undefined : this.claims.signIn(session, claimed);
    if (signingIn !== undefined) return signingIn.then(() => this.events.emit(new SessionWelcomed(session)));
    this.events.emit(new SessionWelcomed(session));
    return undefined;
  }

  private requireOpen(session: Session): void {
    if (this.text === undefined || !this.outside.has(session)) return;
    session.delivery.isAdmitted = false;
    throw new GameError('server.maintenance', { text: this.text });
  }
}
