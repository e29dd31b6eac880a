import { Injectable, Logger } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { FIRST_COUNTED_TYPE } from '../../protocol/protocol.messages.js';
import { EventBus } from '../events/event-bus.js';
import { isSameHash, newSecret, type Seat, type SessionConnection } from './seat.js';
import { HeldLink } from './session-link.js';
import { SessionMetrics } from './session-metrics.js';
import { SessionSeats, VANISHED } from './session-seats.js';
import { SessionResumed } from './session.events.js';
import type { Session } from './session.js';

/** What a client shows to have its seat back. */
export interface ResumeRequest {
  /** The token of its latest Welcome. */
  readonly token: string;
  /** How many counted messages it has received in that session. */
  readonly received: number;
  /** Who it says it is, where it brings an access token too. */
  readonly playerId?: string | undefined;
}

/** A seat that a Hello has asked for, and will get with its Welcome. */
export interface Claim {
  readonly session: Session;
  /** For the next time. */
  readonly token: string;
  /**
   * False when the server has crashed since: the session is the same one to everybody else, but both ends count from 0
   * again, and what its client sent or was sent last may be lost.
   */
  readonly recovered: boolean;
  /** For {@link Resumption}: how many counted messages the client has. */
  readonly received: number;
  /** For {@link Resumption}: the hash of what the client has shown, which stays good until it shows that it has the next. */
  readonly shown: Buffer | undefined;
  /** For {@link Resumption}: the hash of the next. */
  readonly secret: Buffer;
}

/**
 * Gives seats to clients, and back to whoever shows the resume token. A Hello claims a seat; once its Welcome is out,
 * {@link handOver} brings the session to the connection. Until then nothing that both ends count is written there, so that
 * nothing gets between the Welcome and what the client has missed. A token is good for one return: the Welcome of the
 * return brings the next.
 */
@Injectable()
export class Resumption {
  private readonly logger = new Logger(Resumption.name);
  /** By the session whose Hello has asked. */
  private readonly claims = new Map<Session, Claim>();

  constructor(
    private readonly seats: SessionSeats,
    private readonly events: EventBus,
    private readonly metrics: SessionMetrics,
  ) {}

  /** Gives a session a seat with its Welcome, or its seat another token. Returns the resume token. */
  open(session: Session): string {
    const known = this.seats.of(session);
    const claim = claimOf(session, known?.secret, 0, false);
    if (known !== undefined) {
      renew(known, claim);
    } else {
      this.seats.open(session);
      this.claims.set(session, claim);
    }
    return claim.token;
  }

  /**
   * Claims a seat for the client of `by`; nothing changes until the Welcome is out.
   * @returns undefined when the token is wrong or used, or when messages that the client lacks are not kept any more
   */
  claim(by: Session, { token, received, playerId }: ResumeRequest): Claim | undefined {
    const found = this.seats.find(token);
    if (found === undefined || found.seat.session === by) return undefined;
    const { seat, shown } = found;
    const { session } = seat;
    const recovered = !seat.ofCrashed.some((hash) => isSameHash(shown, hash));
    if (session.codec !== by.codec || (recovered && !canReplay(seat, received))) return undefined;
    if (playerId !== undefined && playerId !== session.playerId) return undefined;

    const claim = claimOf(session, shown, recovered ? received : 0, recovered);
    by.delivery.mute();
    this.claims.set(by, claim);
    return claim;
  }

  /** Notes that the client has received so many messages of the session, and with them its latest Welcome. */
  acknowledge(session: Session, received: number): void {
    const seat = this.seats.of(session);
    if (seat === undefined) return;
    seat.previous = undefined;
    session.delivery.kept?.acknowledge(received);
  }

  /**
   * A Hello of this connection was answered: gives it what it has claimed, if the answer was a Welcome.
   * @returns true while a handler runs that the session's former connection began
   */
  settle(connection: SessionConnection): boolean {
    const { session: from, link } = connection;
    const claim = this.claims.get(from);
    this.claims.delete(from);
    if (claim === undefined || !from.delivery.isOn(link)) return false;
    const { isWelcomed } = from.delivery;
    if (isWelcomed && claim.session !== from) return this.handOver(connection, from, claim);
    from.delivery.attach(link);
    if (isWelcomed) this.begin(connection, claim);
    else this.withdraw(from);
    return false;
  }

  /** The connection of this session is gone, and what it has claimed with it. */
  abandon(from: Session): void {
    if (this.claims.delete(from)) this.withdraw(from);
  }

  /**
   * Brings the claimed session to the connection of `from`, behind its Welcome: first what the client lacks, then what
   * is sent from now on. `from` is over. The connection that the session still had, if any, is closed, and everybody
   * hears that it was lost before they hear that the client is back.
   * @returns true while a handler runs that the session's former connection began
   */
  handOver(connection: SessionConnection, from: Session, to: Claim): boolean {
    const { session, received, recovered } = to;
    const seat = this.seats.of(session);
    if (seat !== undefined) this.cutFormer(seat, to);
    // It may have ended since it was claimed, just now too.
    if (seat === undefined || !session.isOpen || (recovered && !canReplay(seat, received))) {
      connection.waiting = [];
      connection.link.close(CloseCode.GoingAway, 'session.closed');
      return false;
    }
    session.delivery.receiveBufferBytes = from.delivery.receiveBufferBytes;
    if (!recovered) this.seats.countAnew(seat);
    session.delivery.attach(connection.link, received);
    this.seats.occupy(seat);
    from.delivery.detach(new HeldLink(from.remoteAddress));
    const isBusy = carryOn(seat, connection);
    this.seats.end(from, CloseCode.Normal);
    this.metrics.countResumed();
    this.logger.log({ sessionId: session.id, address: session.remoteAddress }, 'Client resumed');
    this.events.emit(new SessionResumed(session, recovered));
    return isBusy;
  }

  private cutFormer(seat: Seat, to: Claim): void {
    renew(seat, to);
    if (seat.session.delivery.isAway) return;
    this.seats.detach(seat, VANISHED).close(CloseCode.Replaced, 'session.replaced');
  }

  private begin(connection: SessionConnection, { session, secret }: Claim): void {
    const seat = this.seats.of(session);
    if (seat === undefined) return;
    seat.secret = secret;
    seat.connection = connection;
    this.seats.limit(session);
  }

  // Nobody has the token of a seat that was only to be given.
  private withdraw(from: Session): void {
    if (this.seats.of(from)?.connection === undefined) this.seats.abandon(from);
  }
}

function claimOf(session: Session, shown: Buffer | undefined, received: number, recovered: boolean): Claim {
  const { secret, hash } = newSecret();
  return { session, token: `${session.id}.${secret}`, recovered, received, shown, secret: hash };
}

function canReplay({ session }: Seat, received: number): boolean {
  return session.delivery.kept?.canReplayAfter(received) === true;
}

/** Gives a seat another token. What the client has shown stays good until it shows that it has got the new one. */
function renew(seat: Seat, { secret, shown }: Claim): void {
  seat.previous = shown;
  seat.secret = secret;
}

/**
 * From here on the seat's session is this connection's, behind what the former one has not handled yet.
 * @returns true while a handler of the former one runs
 */
function carryOn(seat: Seat, connection: SessionConnection): boolean {
  const { session, connection: former } = seat;
  const waiting = connection.waiting ?? [];
  session.delivery.received += waiting.filter(({ type }) => type >= FIRST_COUNTED_TYPE).length;
  connection.session = session;
  seat.connection = connection;
  if (former?.waiting === undefined) return false;
  connection.waiting = [...former.waiting, ...waiting];
  former.waiting = undefined;
  former.successor = connection;
  return true;
}
