import { Injectable, Logger } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { FIRST_COUNTED_TYPE, ProtocolType } from '../../protocol/protocol.messages.js';
import { GameError } from '../../protocol/game-error.js';
import { EventBus } from '../events/event-bus.js';
import { isSameHash, newSecret, type Seat, type SessionConnection } from './seat.js';
import { HeldLink } from './session-link.js';
import { SessionMetrics } from './session-metrics.js';
import { SessionSeats, VANISHED } from './session-seats.js';
import { SessionResumed, SessionSeated } from './session.events.js';
import type { Session } from './session.js';

const PING: number = ProtocolType.Ping;

/** What a client presents to resume. */
export interface ResumeRequest {
  /** The resume token of its latest Welcome. */
  readonly token: string;
  /** How many counted messages it has received in the session. */
  readonly received: number;
  /** Its player, if it also brings an access token. */
  readonly playerId?: string | undefined;
}

/** A seat that a Hello has claimed; it changes hands with the Welcome. */
export interface Claim {
  readonly session: Session;
  /** The resume token for next time. */
  readonly token: string;
  /**
   * False after a server crash: to everybody else it is the same session, but both ends count from 0 again, and the last messages
   * in either direction may be lost.
   */
  readonly recovered: boolean;
  /** For {@link Resumption}: how many counted messages the client has received. */
  readonly received: number;
  /** For {@link Resumption}: the hash of the secret presented, which stays valid until the client proves to have the next one. */
  readonly shown: Buffer | undefined;
  /** For {@link Resumption}: the hash of the next secret. */
  readonly secret: Buffer;
  /** For {@link Resumption}: the seat that is claimed; undefined for a new one. */
  readonly seat?: Seat;
}

/**
 * Issues resume tokens, and hands a session over to the connection that presents one. A Hello claims the seat; once its Welcome
 * is out, {@link handOver} moves the session to the connection. Until then no counted message is written to it, so that nothing
 * gets between the Welcome and the replay. A token is good for one resume: the Welcome carries the next.
 */
@Injectable()
export class Resumption {
  private readonly logger = new Logger(Resumption.name);
  /** By the session that sent the Hello. */
  private readonly claims = new Map<Session, Claim>();

  constructor(
    private readonly seats: SessionSeats,
    private readonly events: EventBus,
    private readonly metrics: SessionMetrics,
  ) {}

  /** Gives a session a seat, or its seat a new token. Returns the resume token for the Welcome. */
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
   * @returns undefined when the token is wrong or used, or messages that the client is missing are no longer kept
   * @throws GameError cluster.try_again when the session is on its way to another node, which would not know the next token
   */
  claim(by: Session, { token, received, playerId }: ResumeRequest): Claim | undefined {
    const found = this.seats.find(token);
    if (found === undefined || found.seat.session === by) return undefined;
    const { seat, shown } = found;
    const { session } = seat;
    const recovered = !seat.ofCrashed.some((hash) => isSameHash(shown, hash));
    if (session.codec !== by.codec || (recovered && !canReplay(seat, received))) return undefined;
    if (playerId !== undefined && playerId !== session.playerId) return undefined;
    if (session.isMoving) throw new GameError('cluster.try_again');

    const claim = { ...claimOf(session, shown, recovered ? received : 0, recovered), seat };
    seat.claims += 1;
    by.delivery.mute();
    this.claims.set(by, claim);
    return claim;
  }

  /** Records that the client has received this many messages, and with them its latest Welcome, unless it said so before that was written. */
  acknowledge(session: Session, received: number): void {
    const seat = this.seats.of(session);
    if (seat === undefined) return;
    if (seat.blindPings > 0) seat.blindPings -= 1;
    else seat.previous = undefined;
    session.delivery.kept?.acknowledge(received);
  }

  /**
   * A Hello of this connection was answered: hands over what it has claimed, if the answer was a Welcome.
   * @returns true while a handler started by the session's former connection is still running
   */
  settle(connection: SessionConnection): boolean {
    const { session: from, link } = connection;
    const claim = this.takeClaim(from);
    if (claim === undefined || !from.delivery.isOn(link)) return false;
    const { isWelcomed } = from.delivery;
    if (isWelcomed && claim.session !== from) return this.handOver(connection, from, claim);
    from.delivery.attach(link);
    if (isWelcomed) this.begin(connection, claim);
    else this.withdraw(from);
    return false;
  }

  /** Drops the claim of a session whose connection has closed. */
  abandon(from: Session): void {
    if (this.takeClaim(from) !== undefined) this.withdraw(from);
  }

  /** A connection has closed with this code: its session ends, or its seat is held. */
  lost(connection: SessionConnection, code: number): void {
    const { session, link } = connection;
    this.abandon(session);
    // A client that has already resumed continues on its new connection.
    if (session.delivery.isOn(link)) this.seats.release(session, code);
    // Messages that were not handled yet are lost with the session.
    if (!session.isOpen) connection.waiting = undefined;
  }

  /**
   * Moves the claimed session to the connection of `from`, after its Welcome: first the replay, then what is sent from now on.
   * `from` ends. If the session still had another connection, that one is closed, and SessionDropped is emitted before
   * SessionResumed, so that every listener sees the two in this order.
   * @returns true while a handler started by the session's former connection is still running
   */
  handOver(connection: SessionConnection, from: Session, to: Claim): boolean {
    const { session, received, recovered } = to;
    const seat = this.seats.of(session);
    if (seat !== undefined) this.cutFormer(seat, to);
    // It may have ended since it was claimed, even just now.
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

  private takeClaim(from: Session): Claim | undefined {
    const claim = this.claims.get(from);
    this.claims.delete(from);
    if (claim?.seat !== undefined) claim.seat.claims -= 1;
    return claim;
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
    this.events.emit(new SessionSeated(session));
  }

  // A new seat that was only to be given: nobody has its token.
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

/** Gives a seat a new secret. The presented one stays valid until the client proves to have received the new one. */
function renew(seat: Seat, { secret, shown }: Claim): void {
  seat.previous = shown;
  seat.secret = secret;
}

/**
 * Makes the connection carry the seat's session, after the messages the former connection has not handled yet.
 * @returns true while a handler of the former connection is still running
 */
function carryOn(seat: Seat, connection: SessionConnection): boolean {
  const { session, connection: former } = seat;
  const waiting = connection.waiting ?? [];
  session.delivery.received += waiting.filter(({ type }) => type >= FIRST_COUNTED_TYPE).length;
  seat.blindPings = waiting.filter(({ type }) => type === PING).length;
  connection.session = session;
  seat.connection = connection;
  if (former?.waiting === undefined) return false;
  connection.runningRef = former.runningRef;
  // A Ping that still waits was sent before this Welcome. Handled after it, it would seem to say that the client has the next
  // token, and void the one that a client which never got the Welcome comes back with.
  connection.waiting = [...former.waiting.filter(({ type }) => type !== PING), ...waiting];
  former.waiting = undefined;
  former.successor = connection;
  return true;
}
