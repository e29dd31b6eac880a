import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { Authentication } from './authentication.js';
import { SessionClosed, SessionSignedIn } from './session.events.js';
import type { Session } from './session.js';

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
      this.retire(session);
      session.close(CloseCode.AuthRefused, reason);
    }
  }

  /**
   * From now on the session is not the player's any more, and none of its messages is handled, those that wait included.
   * @returns whether it still hears the answer to a message that is being handled: who calls this closes it after that;
   *   else it is to be closed now
   */
  retire(session: Session): boolean {
    session.isLeaving = true;
    this.forget(session);
    return session.delivery.isBusy;
  }

  private forget(session: Session): void {
    const { playerId } = session;
    if (playerId === undefined) return;
    const sessions = this.sessionsOf.get(playerId);
    sessions?.delete(session);
    if (sessions?.size === 0) this.sessionsOf.delete(playerId);
  }
}
