import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { Authentication } from './authentication.js';
import { SessionClosed, SessionSignedIn } from './session.events.js';
import type { Session } from './session.js';

/** How long a dismissed session may wait for its last answer. */
const LAST_ANSWER_MS = 2_000;

/** Which players are signed in with which sessions. It alone assigns a session to a player. */
@Injectable()
export class PlayerSessions implements OnModuleInit {
  private readonly sessionsOf = new Map<string, Set<Session>>();

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    @Optional() private readonly authentication?: Authentication,
  ) {}

  /** Nest's hook: forgets sessions that end. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.forget(session));
  }

  /** The ids of all players who are signed in on this node. */
  playerIds(): IterableIterator<string> {
    return this.sessionsOf.keys();
  }

  /** The player's sessions on this node, oldest first; empty when the player is not here. */
  of(playerId: string): ReadonlySet<Session> {
    return this.sessionsOf.get(playerId) ?? new Set();
  }

  /**
   * Signs a session in as the player. SESSIONS_PER_PLAYER decides what happens to the player's other sessions: they are closed
   * with a reason, or this sign-in is refused, or all stay. Even where it would be refused, a disconnected session does not
   * block it: that one is closed, since its client may have crashed and restarted without its resume token.
   * @throws GameError session.other_player when the session is another player's; session.already_open; what
   *   {@link Authentication.assertAllowed} refuses
   */
  signIn(session: Session, playerId: string): void {
    if (session.playerId === playerId) return;
    if (session.playerId !== undefined) throw new GameError('session.other_player');
    this.authentication?.assertAllowed(playerId);
    const { SESSIONS_PER_PLAYER: policy } = this.config;
    const others = [...this.of(playerId)];
    if (this.isTaken(playerId)) throw new GameError('session.already_open');

    session.playerId = playerId;
    this.sessionsOf.set(playerId, (this.sessionsOf.get(playerId) ?? new Set()).add(session));
    if (policy !== 'many') for (const other of others) other.close(CloseCode.Replaced, 'session.replaced');
    this.events.emit(new SessionSignedIn(session, playerId));
  }

  /** Whether SESSIONS_PER_PLAYER makes {@link signIn} refuse another session of the player. */
  isTaken(playerId: string): boolean {
    return (
      this.config.SESSIONS_PER_PLAYER === 'refuse' && [...this.of(playerId)].some((session) => session.isConnected)
    );
  }

  /** Dismisses all of the player's sessions on this node, e.g. after a ban; `reason` is an error code. */
  closeAll(playerId: string, reason: string): void {
    for (const session of [...this.of(playerId)]) {
      this.forget(session);
      session.close(CloseCode.AuthRefused, reason);
    }
  }

  /**
   * Closes a session for good and takes it from its player at once. No further message is handled, not even queued ones; but a
   * handler that is running still gets to answer, and the session is closed after that. `reason` is an error code.
   */
  dismiss(session: Session, reason: string): void {
    this.forget(session);
    if (!session.delivery.isBusy) {
      session.close(CloseCode.AuthRefused, reason);
      return;
    }
    session.leaving = reason;
    // A slow handler must not keep it open.
    setTimeout(() => session.close(CloseCode.AuthRefused, reason), LAST_ANSWER_MS).unref();
  }

  private forget(session: Session): void {
    const { playerId } = session;
    if (playerId === undefined) return;
    const sessions = this.sessionsOf.get(playerId);
    sessions?.delete(session);
    if (sessions?.size === 0) this.sessionsOf.delete(playerId);
  }
}
