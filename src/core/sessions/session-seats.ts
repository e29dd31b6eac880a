import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import type { ErrorCode } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { FIRST_COUNTED_TYPE } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { MonotonicClock } from '../time/monotonic-clock.js';
import { PlayerSessions } from './player-sessions.js';
import { ReplayBuffer } from './replay-buffer.js';
import type { SavedSession } from './saved-session.js';
import { SeatBounds } from './seat-bounds.js';
import { hashOfSecret, isSameHash, newSecret, Seat } from './seat.js';
import { HeldLink, type SessionLink } from './session-link.js';
import { SessionRegistry } from './session-registry.js';
import { SessionStores } from './session-stores.js';
import { SessionClosed, SessionDropped, SessionOpened, SessionRestored, SessionSignedIn } from './session.events.js';
import { Session } from './session.js';

/** The close code of a connection that ended without a close frame (RFC 6455 section 7.1.5). */
export const VANISHED = 1006;
/** `<session id>.<secret>` */
const TOKEN = /^([\w-]{1,64})\.([\w-]{32})$/;

/**
 * Owns the seats of sessions, which let a client resume. A disconnected client's seat is held for SEAT_HOLD_MS;
 * {@link Resumption} hands it back. Where sign-in is required, the seat of a session without a player is not held, and nothing
 * is kept for it.
 */
@Injectable()
export class SessionSeats implements OnModuleInit {
  private readonly seats = new Map<string, Seat>();
  private readonly bounds: SeatBounds;
  private isClosed = false;

  constructor(
    private readonly config: GameConfig,
    private readonly registry: SessionRegistry,
    private readonly players: PlayerSessions,
    private readonly events: EventBus,
    private readonly catalogue: MessageCatalogue,
    private readonly stores: SessionStores,
    private readonly clock: MonotonicClock,
  ) {
    const limits = {
      heldPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
      held: config.MAX_HELD_SEATS,
      bytesPerAddress: config.ADDRESS_REPLAY_MAX_BYTES,
      bytes: config.TOTAL_REPLAY_MAX_BYTES,
    };
    this.bounds = new SeatBounds(limits, ({ session }) => this.end(session, VANISHED));
  }

  /** Nest's hook: where sign-in is required, replays are kept from the sign-in on. */
  onModuleInit(): void {
    this.events.on(SessionSignedIn, ({ session }) => this.limit(session));
  }

  /** How many seats are held for disconnected clients. */
  get held(): number {
    return this.bounds.held;
  }

  /** Approximate size of all replays, in bytes. */
  get bytes(): number {
    return this.bounds.bytes;
  }

  /**
   * Registers a new session; `playerId` is its player, if known from the start.
   * @throws GameError session.already_open; what {@link PlayerAuthenticator.assertAllowed} refuses
   */
  begin(session: Session, playerId?: string): void {
    this.registry.add(session);
    if (playerId !== undefined) this.players.signIn(session, playerId);
  }

  /** Announces a session that has begun. */
  opened(session: Session): void {
    this.events.emit(new SessionOpened(session));
  }

  /** Gives a session a seat. It has no resume token yet. */
  open(session: Session): void {
    session.delivery.keepIn(new ReplayBuffer(this.config.SESSION_REPLAY_MAX_BYTES));
    this.add(new Seat(session, newSecret().hash));
  }

  /** Applies the replay limit that the session is entitled to now. */
  limit(session: Session): void {
    session.delivery.kept?.limit(this.mostBytesOf(session));
  }

  /** Removes a session's seat; the session continues without one and cannot be resumed. */
  abandon(session: Session): void {
    const seat = this.seats.get(session.id);
    if (seat === undefined) return;
    session.delivery.forgetReplay();
    this.forget(seat);
  }

  /** Whether the session with this id has a seat here, and is not about to leave. */
  has(id: string): boolean {
    return this.seats.get(id)?.session.isMoving === false;
  }

  /** The seat of a session. */
  of(session: Session): Seat | undefined {
    return this.seats.get(session.id);
  }

  /** The seat that a resume token opens, and the hash of its secret; undefined when it is wrong or used. */
  find(token: string): { seat: Seat; shown: Buffer } | undefined {
    const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
    const seat = this.seats.get(id);
    const shown = hashOfSecret(secret);
    const isGood = seat !== undefined && (isSameHash(shown, seat.secret) || isSameHash(shown, seat.previous));
    return isGood ? { seat, shown } : undefined;
  }

  /** A session as plain data. @param withCounts only once it sends and handles nothing more, as the counts would move on */
  save(session: Session, withCounts: boolean): SavedSession {
    const seat = this.seats.get(session.id);
    const { id, playerId, codec, remoteAddress, delivery } = session;
    const replay = withCounts ? delivery.saveReplay() : undefined;
    // Messages still queued for a handler were not handled: the client resends them.
    const waiting = seat?.connection?.waiting?.filter(({ type }) => type >= FIRST_COUNTED_TYPE).length ?? 0;
    const { receiveBufferBytes, received } = delivery;
    const stores = this.stores.pack(session);
    return {
      ...{ id, subprotocol: codec.subprotocol, remoteAddress, receiveBufferBytes },
      ...(playerId !== undefined && { playerId }),
      ...(seat !== undefined && { secret: seat.secret.toString('base64url') }),
      ...(seat?.previous !== undefined && { previous: seat.previous.toString('base64url') }),
      ...(replay !== undefined && { counts: { received: received - waiting, replay } }),
      ...(stores !== undefined && { stores }),
    };
  }

  /**
   * Restores a session from before a restart and holds its seat for SEAT_HOLD_MS. Without saved counts its client resumes with
   * {@link Claim.recovered} false. A session that had no seat, whose player is no longer allowed in, or that exists already
   * comes back ended; its owner then drops it.
   */
  restore(saved: SavedSession, codec: MessageCodec): Session {
    const { id, secret, previous, counts } = saved;
    if (secret === undefined || this.registry.find(id) !== undefined) return this.ended(saved, codec);
    const session = this.begun(saved, codec);
    if (session === undefined) return this.ended(saved, codec);
    const { delivery } = session;
    const most = this.mostBytesOf(session);
    if (counts === undefined) delivery.countOn(0, new ReplayBuffer(most));
    else delivery.countOn(counts.received, ReplayBuffer.restore(counts.replay, most));

    const seat = new Seat(session, Buffer.from(secret, 'base64url'));
    if (previous !== undefined) seat.previous = Buffer.from(previous, 'base64url');
    if (counts === undefined) seat.ofCrashed = [seat.secret, ...(seat.previous === undefined ? [] : [seat.previous])];
    this.add(seat);
    this.hold(seat, VANISHED);
    this.restored(session, saved);
    return session;
  }

  /** The same for one without a seat, which ends with its connection. */
  private bring(saved: SavedSession, codec: MessageCodec): Session {
    const session = this.registry.find(saved.id) === undefined ? this.begun(saved, codec) : undefined;
    if (session === undefined) return this.ended(saved, codec);
    this.restored(session, saved);
    return session;
  }

  /** A session of before, without its connection; undefined when its player is not allowed in. */
  private begun(
    { id, playerId, remoteAddress, receiveBufferBytes }: SavedSession,
    codec: MessageCodec,
  ): Session | undefined {
    const session = new Session(id, codec, new HeldLink(remoteAddress), this.catalogue);
    if (!this.tryBegin(session, playerId)) return undefined;
    const { delivery } = session;
    delivery.detach(this.heldLinkOf(session));
    delivery.receiveBufferBytes = receiveBufferBytes;
    delivery.isAdmitted = true;
    return session;
  }

  private restored(session: Session, { stores }: SavedSession): void {
    if (stores !== undefined) void this.stores.unpack(session, stores);
    this.events.emit(new SessionRestored(session));
  }

  /**
   * Takes in a session that has moved here from another node, before its client's connection is here; one without a seat, too.
   * It comes back ended if its player is not allowed in.
   */
  async arrive(saved: SavedSession, codec: MessageCodec): Promise<Session> {
    const session = saved.secret === undefined ? this.bring(saved, codec) : this.restore(saved, codec);
    await this.stores.ready(session);
    return session;
  }

  /** A session's connection closed with this code: holds the seat if the client may resume, otherwise ends the session. */
  release(session: Session, code: number): void {
    const seat = this.seats.get(session.id);
    if (seat === undefined || !this.mayHold(session) || !mayReturnAfter(code)) {
      this.end(session, code);
      return;
    }
    this.detach(seat, code);
    this.hold(seat, code);
  }

  /** Detaches a seat's session from its connection; what is sent goes into the replay. Returns the former link. */
  detach({ session }: Seat, code: number): SessionLink {
    const link = session.delivery.detach(this.heldLinkOf(session));
    this.events.emit(new SessionDropped(session, code));
    return link;
  }

  /** A seat's client has resumed. */
  occupy(seat: Seat): void {
    stopTimer(seat);
    this.bounds.resume(seat);
    this.bounds.enter(seat);
  }

  /** Resets a session's counts, after a server crash. */
  countAnew(seat: Seat): void {
    seat.session.delivery.countOn(0, new ReplayBuffer(this.mostBytesOf(seat.session)));
    this.bounds.enter(seat);
  }

  /** Ends a session for good. */
  end(session: Session, code: number): void {
    const seat = this.seats.get(session.id);
    this.registry.remove(session);
    session.delivery.end();
    if (seat !== undefined) {
      if (seat.connection !== undefined) seat.connection.waiting = undefined;
      this.forget(seat);
    }
    this.events.emit(new SessionClosed(session, code));
    this.stores.drop(session, session.hasMoved ? 'moved' : 'ended');
  }

  /** A session that was saved goes on at another node: what is here of it ends. */
  moveAway(session: Session): void {
    session.hasMoved = true;
    this.end(session, CloseCode.Normal);
  }

  /** Another node has the session, though nobody has moved it: it ends here, and its client, cut off, finds it there. */
  forsake(session: Session, code: CloseCode, reason: ErrorCode): void {
    const { isConnected } = session;
    const link = session.delivery.detach(new HeldLink(session.remoteAddress));
    this.moveAway(session);
    if (isConnected) link.close(code, reason);
  }

  /** Whether a session survives a restart of the server. */
  outlivesRestart(session: Session): boolean {
    return this.config.SEAT_HOLD_MS > 0 && this.seats.has(session.id) && session.room?.outlivesRestart === true;
  }

  /** Whether a session is connected, or one of its handlers is still running. */
  isAtWork(session: Session): boolean {
    return !session.delivery.isAway || this.seats.get(session.id)?.connection?.waiting !== undefined;
  }

  /** From now on holds only seats of sessions that {@link outlivesRestart}: the server is shutting down. */
  close(): void {
    this.isClosed = true;
  }

  private add(seat: Seat): void {
    this.seats.set(seat.session.id, seat);
    this.bounds.enter(seat);
  }

  private forget(seat: Seat): void {
    stopTimer(seat);
    this.seats.delete(seat.session.id);
    this.bounds.leave(seat);
  }

  private mayHold(session: Session): boolean {
    if (this.isClosed) return this.outlivesRestart(session);
    return this.config.SEAT_HOLD_MS > 0 && this.isKept(session);
  }

  private hold(seat: Seat, code: number): void {
    seat.cancelTimer = this.clock.setTimer(() => this.end(seat.session, code), this.config.SEAT_HOLD_MS);
    this.bounds.hold(seat);
  }

  private heldLinkOf(session: Session): HeldLink {
    return new HeldLink(session.remoteAddress, (code) => this.end(session, code));
  }

  private tryBegin(session: Session, playerId: string | undefined): boolean {
    try {
      this.begin(session, playerId);
      return true;
    } catch (error) {
      this.registry.remove(session);
      if (error instanceof GameError) return false;
      throw error;
    }
  }

  /** One that could not be restored, closed. */
  ended({ id, playerId, remoteAddress }: SavedSession, codec: MessageCodec): Session {
    const session = new Session(id, codec, new HeldLink(remoteAddress), this.catalogue);
    // It was never signed in here, but a room may still need to know whose it was.
    session.playerId = playerId;
    return session;
  }

  private mostBytesOf(session: Session): number {
    if (!this.isKept(session)) return 0;
    return Math.min(this.config.SESSION_REPLAY_MAX_BYTES, session.delivery.receiveBufferBytes);
  }

  private isKept({ playerId }: Session): boolean {
    return playerId !== undefined || !this.config.AUTH_REQUIRED;
  }
}

function stopTimer(seat: Seat): void {
  seat.cancelTimer?.();
  seat.cancelTimer = undefined;
}
