import { Injectable } from '@nestjs/common';
import { CloseCode, mayReturnAfter } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { FIRST_COUNTED_TYPE } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { HeldLink } from './held-link.js';
import { PlayerSessions } from './player-sessions.js';
import { ReplayBuffer } from './replay-buffer.js';
import type { SavedSession } from './saved-session.js';
import { hashOfSecret, isSameHash, newSecret } from './seat-secret.js';
import { SessionRegistry } from './session-registry.js';
import { SessionClosed, SessionDropped, SessionRestored } from './session.events.js';
import { Session } from './session.js';

/** The close code of a connection that ended without a close frame (RFC 6455 section 7.1.5). */
const VANISHED = 1006;
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

/** A seat that was taken back. */
export interface Claim {
  readonly session: Session;
  /** For the next time. */
  readonly token: string;
  /** From where on the session sends again. */
  readonly received: number;
  /**
   * False when the server has crashed since: the session is the same one to everybody else, but both ends count from 0
   * again, and what its client sent or was sent last may be lost.
   */
  readonly isWhole: boolean;
}

interface Seat {
  readonly session: Session;
  /** The hash of what opens it. */
  secret: Buffer;
  /** That of the token before this one, for a client that did not get its last Welcome. */
  previous: Buffer | undefined;
  /** Of a crashed server's session: the tokens of before the crash, with which both ends count from 0. */
  readonly ofCrashed: readonly Buffer[];
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
    private readonly catalogue: MessageCatalogue,
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
    if (known !== undefined) return renew(known, known.secret);
    session.keepIn(new ReplayBuffer(this.mostBytesOf(session)));
    const { secret, hash } = newSecret();
    this.seats.set(session.id, { session, secret: hash, previous: undefined, ofCrashed: [], timer: undefined });
    return tokenOf(session, secret);
  }

  /** A session as plain data. @param withCounts when it sends and handles nothing any more */
  save(session: Session, withCounts: boolean): SavedSession {
    const seat = this.seats.get(session.id);
    const { id, playerId, codec, remoteAddress, receiveBufferBytes, kept } = session;
    // What still waits for a handler was not handled, and is sent again.
    const received = session.received - (session.queue?.filter(({ type }) => type >= FIRST_COUNTED_TYPE).length ?? 0);
    return {
      ...{ id, subprotocol: codec.subprotocol, remoteAddress, receiveBufferBytes },
      ...(playerId !== undefined && { playerId }),
      ...(seat !== undefined && { secret: seat.secret.toString('base64url') }),
      ...(seat?.previous !== undefined && { previous: seat.previous.toString('base64url') }),
      ...(withCounts && kept !== undefined && { counts: { received, replay: kept.save() } }),
    };
  }

  /**
   * Makes the session of before a restart, and holds its seat for SEAT_HOLD_MS. Without its counts, its client gets it
   * back as {@link Claim.isWhole} says. One that had no seat, or that is here already, is over: who has it lets it go.
   * @throws GameError session.already_open
   */
  restore(saved: SavedSession, codec: MessageCodec): Session {
    const { id, playerId, secret, previous, counts } = saved;
    if (secret === undefined || this.registry.find(id) !== undefined) return this.ended(saved, codec);
    const link = new HeldLink(saved.remoteAddress, (code) => this.end(session, code));
    const session: Session = new Session(id, codec, link, this.catalogue);
    session.receiveBufferBytes = saved.receiveBufferBytes;
    session.hasAgreed = true;
    const most = this.mostBytesOf(session);
    if (counts === undefined) session.countOn(0, new ReplayBuffer(most));
    else session.countOn(counts.received, ReplayBuffer.restore(counts.replay, most));

    const hashes = [secret, previous].flatMap((hash) => (hash === undefined ? [] : [Buffer.from(hash, 'base64url')]));
    const [latest = Buffer.alloc(0), before] = hashes;
    const ofCrashed = counts === undefined ? hashes : [];
    const seat: Seat = { session, secret: latest, previous: before, ofCrashed, timer: undefined };
    this.begin(session, playerId);
    this.seats.set(id, seat);
    this.hold(seat, VANISHED);
    this.events.emit(new SessionRestored(session));
    return session;
  }

  /**
   * Takes a seat back. The connection that the session still had, if any, is closed.
   * @returns undefined, and nothing has changed, when the token is wrong or used, or when messages that the client lacks
   *   are not kept any more
   */
  claim(by: Session, { token, received, playerId }: ResumeRequest): Claim | undefined {
    const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
    const seat = this.seats.get(id);
    const shown = hashOfSecret(secret);
    if (seat === undefined || !(isSameHash(shown, seat.secret) || isSameHash(shown, seat.previous))) return undefined;
    const { session } = seat;
    const isWhole = !seat.ofCrashed.some((hash) => isSameHash(shown, hash));
    if (session.codec !== by.codec || (isWhole && session.kept?.canReplayAfter(received) !== true)) return undefined;
    if (playerId !== undefined && playerId !== session.playerId) return undefined;

    this.detach(seat);
    if (!isWhole) session.countOn(0, new ReplayBuffer(this.mostBytesOf(by)));
    return { session, token: renew(seat, shown), received: isWhole ? received : 0, isWhole };
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
    const isHeld = this.isClosed ? this.outlivesRestart(session) : this.config.SEAT_HOLD_MS > 0;
    if (seat === undefined || !isHeld || !mayReturnAfter(code)) {
      this.end(session, code);
      return;
    }
    this.detach(seat);
    this.hold(seat, code);
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

  /** Whether a session's client gets it back after a restart of the server. */
  outlivesRestart(session: Session): boolean {
    return this.config.SEAT_HOLD_MS > 0 && this.seats.has(session.id) && session.sink?.outlivesRestart === true;
  }

  /** Holds no seat any more but those that {@link outlivesRestart}: the server goes away. */
  close(): void {
    this.isClosed = true;
  }

  private hold(seat: Seat, code: number): void {
    seat.timer = setTimeout(() => this.end(seat.session, code), this.config.SEAT_HOLD_MS);
    seat.timer.unref();
  }

  private ended({ id, playerId, remoteAddress }: SavedSession, codec: MessageCodec): Session {
    const session = new Session(id, codec, new HeldLink(remoteAddress), this.catalogue);
    // It never was signed in here; a room may still want to know whose it was.
    session.playerId = playerId;
    return session;
  }

  private mostBytesOf({ receiveBufferBytes }: Session): number {
    return Math.min(this.config.SESSION_REPLAY_MAX_BYTES, receiveBufferBytes);
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

/** Gives a seat another token. @param shown what the client has, which stays good until it shows that it has got the new one */
function renew(seat: Seat, shown: Buffer): string {
  const { secret, hash } = newSecret();
  seat.previous = shown;
  seat.secret = hash;
  return tokenOf(seat.session, secret);
}

function tokenOf({ id }: Session, secret: string): string {
  return `${id}.${secret}`;
}
