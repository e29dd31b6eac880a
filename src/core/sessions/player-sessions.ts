import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { Authentication } from './authentication.js';
import { SessionClosed, SessionSignedIn } from './session.events.js';
import type { Session } from './session.js';

/** How long a session that is dismissed may wait for its last answer. */
const LAST_ANSWER_MS = 2_000;

/** Who is signed in, and with which sessions. The only thing that makes a session a player's. */
@Injectable()
export class PlayerSessions implements OnModuleInit {
  private readonly sessionsOf = new Map<string, Set<Session>>();

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    @Optional() private readonly authentication?: Authentication,
  ) {}

  /** Nest's hook: a session that ends is nobody's. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.forget(session));
  }

  /** The player's sessions on this node, the oldest first; none when the player is not here. */
  of(playerId: string): ReadonlySet<Session> {
    return this.sessionsOf.get(playerId) ?? new Set();
  }

  /**
   * Makes the session the player's. What happens to the sessions that the player has already is up to SESSIONS_PER_PLAYER:
   * they are closed and told why, or this sign-in is refused, or all stay. Where it is refused, a session whose client is
   * away is in nobody's way: it is closed, for its player may well have crashed and come back without its token.
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

  /** Whether {@link signIn} would refuse another session of the player, because of SESSIONS_PER_PLAYER. */
  isTaken(playerId: string): boolean {
    return (
      this.config.SESSIONS_PER_PLAYER === 'refuse' && [...this.of(playerId)].some((session) => session.isConnected)
    );
  }

  /** Closes all the player's sessions on this node for good, e.g. after a ban, and hears nothing more of them; `reason` is an error code. */
  closeAll(playerId: string, reason: string): void {
    for (const session of [...this.of(playerId)]) {
      this.forget(session);
      session.close(CloseCode.AuthRefused, reason);
    }
  }

  /**
   * Closes a session for good, which is not the player's any more from now on. None of its messages is handled, those that
   * wait included; but it hears the answer to one that is being handled, and is closed after it. `reason` is an error code.
   */
  dismiss(session: Session, reason: string): void {
    this.forget(session);
    if (!session.delivery.isBusy) {
      session.close(CloseCode.AuthRefused, reason);
      return;
    }
    session.leaving = reason;
    // A handler that takes its time must not keep it here.
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
