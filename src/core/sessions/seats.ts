import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { HeldLink } from './held-link.js';
import { PlayerSessions } from './player-sessions.js';
import { ReplayBuffer } from './replay-buffer.js';
import { SessionRegistry } from './session-registry.js';
import { SessionClosed, SessionDropped } from './session.events.js';
import type { Session } from './session.js';

const SECRET_BYTES = 24;
/** `<session id>.<secret>` */
const TOKEN = /^([\w-]{1,64})\.([\w-]{32})$/;

/** What a client shows to have its seat back. */
export interface ResumeRequest {
  /** The token of its latest Welcome. */
  readonly token: string;
  /** How many counted messages it has received in that session. */
  readonly received: number;
  /** Who it says it is, where it brings an access token too. */
  readonly playerId?: string | undefined;
}

interface Seat {
  readonly session: Session;
  secret: Buffer;
  /** The token before this one, for a client that did not get its last Welcome. */
  previous: Buffer | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Holds the seat of a player whose connection broke, for SEAT_HOLD_MS, and gives it back to whoever shows its resume
 * token. A token is good for one return: the Welcome of the return brings the next.
 */
@Injectable()
export class Seats {
  private readonly seats = new Map<string, Seat>();
  private isClosed = false;

  constructor(
    private readonly config: GameConfig,
    private readonly registry: SessionRegistry,
    private readonly players: PlayerSessions,
    private readonly events: EventBus,
  ) {}

  /** How many seats are held for clients that are away. */
  get held(): number {
    let held = 0;
    for (const { timer } of this.seats.values()) if (timer !== undefined) held += 1;
    return held;
  }

  /**
   * A connection's session begins; `playerId` is its player where that is known from the start.
   * @throws GameError session.already_open
   */
  begin(session: Session, playerId?: string): void {
    this.registry.add(session);
    if (playerId !== undefined) this.players.signIn(session, playerId);
  }

  /** Gives a session a seat, which a drop does not end. Returns the resume token for its Welcome. */
  open(session: Session): string {
    const known = this.seats.get(session.id);
    if (known !== undefined) return tokenOf(known);
    const { SESSION_REPLAY_MAX_BYTES: most } = this.config;
    session.keepIn(new ReplayBuffer(Math.min(most, session.receiveBufferBytes)));
    const seat: Seat = { session, secret: randomBytes(SECRET_BYTES), previous: undefined, timer: undefined };
    this.seats.set(session.id, seat);
    return tokenOf(seat);
  }

  /**
   * Takes a seat back. The connection that the session still had, if any, is closed.
   * @returns the session and its next token; undefined, and nothing has changed, when the token is wrong or used, or
   *   when messages that the client lacks are not kept any more.
   */
  claim(by: Session, { token, received, playerId }: ResumeRequest): { session: Session; token: string } | undefined {
    const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
    const seat = this.seats.get(id);
    if (seat === undefined || !opens(seat, secret)) return undefined;
    const { session } = seat;
    if (session.codec !== by.codec || session.kept?.canReplayAfter(received) !== true) return undefined;
    if (playerId !== undefined && playerId !== session.playerId) return undefined;

    this.detach(seat);
    seat.previous = seat.secret;
    seat.secret = randomBytes(SECRET_BYTES);
    return { session, token: tokenOf(seat) };
  }

  /** Notes that the client has received so many messages of the session, and with them its latest Welcome. */
  acknowledge(session: Session, received: number): void {
    const seat = this.seats.get(session.id);
    if (seat === undefined) return;
    seat.previous = undefined;
    session.kept?.acknowledge(received);
  }

  /** A session's connection ended with this code: holds its seat if the client may come back for it, or ends the session. */
  release(session: Session, code: number): void {
    const seat = this.seats.get(session.id);
    if (seat === undefined || this.isClosed || this.config.SEAT_HOLD_MS === 0 || !mayReturnAfter(code)) {
      this.end(session, code);
      return;
    }
    this.detach(seat);
    seat.timer = setTimeout(() => this.end(session, code), this.config.SEAT_HOLD_MS);
    seat.timer.unref();
    this.events.emit(new SessionDropped(session, code));
  }

  /** Ends a session for good. */
  end(session: Session, code: number): void {
    const seat = this.seats.get(session.id);
    clearTimeout(seat?.timer);
    this.seats.delete(session.id);
    this.registry.remove(session);
    session.end();
    this.events.emit(new SessionClosed(session, code));
  }

  /** Holds no seat any more: the server goes away. */
  close(): void {
    this.isClosed = true;
  }

  // From here on the session has no socket; what it is sent waits in its replay.
  private detach(seat: Seat): void {
    const { session } = seat;
    clearTimeout(seat.timer);
    seat.timer = undefined;
    const link = session.moveTo(new HeldLink(session.remoteAddress, (code) => this.end(session, code)));
    if (!link.isAway) link.close(CloseCode.Replaced, 'session.replaced');
  }
}

function tokenOf({ session, secret }: Seat): string {
  return `${session.id}.${secret.toString('base64url')}`;
}

function opens({ secret, previous }: Seat, claimed: string): boolean {
  const bytes = Buffer.from(claimed, 'base64url');
  return timingSafeEqual(bytes, secret) || (previous !== undefined && timingSafeEqual(bytes, previous));
}
