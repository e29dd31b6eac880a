import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import { ContractHolder } from '../../contract/contract-holder.js';
import { EventBus } from '../../events/event-bus.js';
import type { SavedSession } from '../../sessions/saved-session.js';
import { SessionRecords } from '../../sessions/session-records.js';
import { SessionSeats, VANISHED } from '../../sessions/session-seats.js';
import { SessionDropped, SessionResumed } from '../../sessions/session.events.js';
import type { Session } from '../../sessions/session.js';
import { MonotonicClock } from '../../time/monotonic-clock.js';
import { CodecRegistry } from '../codec-registry.js';
import type { ServedConnection } from '../connection.js';
import { Dispatcher } from '../dispatcher.js';

/** How long a session that has moved here waits for its client's pipe. */
const MAX_WAIT_MS = 5_000;
const TICKET_BYTES = 12;

/** A session on its way to another node, as plain data. */
export interface SessionPack {
  readonly saved: SavedSession;
  /** How many of the client's messages were handled, as in its counts. */
  readonly received: number;
  /** The epoch of its record; absent for one that cannot be resumed, which has none. */
  readonly epoch?: number;
  /** The hash of the contract its frames were encoded with. */
  readonly contract: string;
  /** Why it comes. */
  readonly errand: SessionErrand;
  /** What its client has sent since, oldest first. */
  readonly waiting: readonly { readonly frame: Uint8Array; readonly isBinary: boolean }[];
}

/** What a session does first at its new home. */
export interface SessionErrand {
  readonly name: string;
  readonly data: unknown;
  /** The message that asked for it; 0 when it wants no answer. */
  readonly ref: number;
}

/** Does an errand and answers it; must not reject. */
export type ErrandHandler = (session: Session, errand: SessionErrand) => Promise<void>;

interface DeclaredErrand {
  readonly handler: ErrandHandler;
  readonly isWorthwhile: (data: unknown) => boolean;
}

/** What is done for a session once its client's pipe is there. */
type Todo = Pick<SessionPack, 'errand' | 'waiting'>;

interface Expected {
  readonly session: Session;
  readonly todo: Todo | undefined;
  /** How many messages were sent to the client before it moved. */
  readonly sent: number;
  readonly cancelTimer: () => void;
}

/** Takes in sessions that move to this node; their clients' pipes follow. */
@Injectable()
export class Arrivals {
  private readonly expected = new Map<string, Expected>();
  private readonly errands = new Map<string, DeclaredErrand>();

  constructor(
    private readonly seats: SessionSeats,
    private readonly records: SessionRecords,
    private readonly codecs: CodecRegistry,
    private readonly holder: ContractHolder,
    private readonly dispatcher: Dispatcher,
    private readonly events: EventBus,
    private readonly clock: MonotonicClock,
  ) {}

  /** Declares what sessions come for. @param isWorthwhile whether it can still be done here, while this node stops */
  onErrand(name: string, handler: ErrandHandler, isWorthwhile: (data: unknown) => boolean = () => true): void {
    this.errands.set(name, { handler, isWorthwhile });
  }

  /** Whether a session is still to come for this to a node that stops. */
  isWorthwhile({ name, data }: SessionErrand): boolean {
    return this.errands.get(name)?.isWorthwhile(data) === true;
  }

  /**
   * Takes a session over; from now on it is at home here, and its client may come back to it.
   * @returns the ticket for its client's pipe
   * @throws GameError cluster.try_again when it is another's by now or not allowed in, contract.mismatch
   */
  async take(pack: SessionPack): Promise<string> {
    const { saved, epoch } = pack;
    const codec = this.codecs.of(saved.subprotocol);
    if (codec.subprotocol !== saved.subprotocol) throw new GameError('cluster.try_again');
    if (codec.isBinary && pack.contract !== this.holder.contract.hash) throw new GameError('contract.mismatch');
    if (epoch !== undefined && !(await this.records.take(saved.id, epoch))) throw new GameError('cluster.try_again');
    const session = await this.seats.arrive(saved, codec);
    if (!session.isOpen) {
      await this.records.giveBack(saved.id);
      throw new GameError('cluster.try_again');
    }
    session.delivery.received = pack.received;
    return this.expect(session, saved, pack);
  }

  /** Waits for the pipe of a session's client. @param todo what is done then. @returns the ticket for it */
  expect(session: Session, { counts }: SavedSession, todo?: Todo): string {
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    const cancelTimer = this.clock.setTimer(() => this.miss(ticket), MAX_WAIT_MS);
    this.expected.set(ticket, {
      session,
      todo,
      sent: counts === undefined ? 0 : counts.replay.before + counts.replay.payloads.length,
      cancelTimer,
    });
    return ticket;
  }

  /** The session that waits for the pipe with this ticket. */
  find(ticket: string): Session | undefined {
    return this.expected.get(ticket)?.session;
  }

  /** The connection of its client is here: it carries the session from now on. @returns false when it is no longer waiting */
  arrive(ticket: string, connection: ServedConnection): boolean {
    const found = this.expected.get(ticket);
    if (found === undefined) return false;
    this.expected.delete(ticket);
    found.cancelTimer();
    const { session, todo, sent } = found;
    // Its client may have come back by itself meanwhile.
    if (!session.isOpen || session.delivery.carrier !== undefined) return false;
    connection.session = session;
    connection.waiting = undefined;
    session.delivery.attach(connection.link, sent);
    const seat = this.seats.of(session);
    if (seat !== undefined) {
      this.seats.occupy(seat);
      seat.connection = connection;
    }
    this.events.emit(new SessionResumed(session, true));
    if (todo !== undefined) this.goOn(connection, todo);
    return true;
  }

  private goOn(connection: ServedConnection, { errand, waiting }: Todo): void {
    const { session } = connection;
    const handler = this.errands.get(errand.name)?.handler;
    if (errand.ref !== 0) session.delivery.received += 1;
    connection.runningRef = errand.ref;
    if (handler !== undefined) this.dispatcher.await(connection, handler(session, errand));
    for (const { frame, isBinary } of waiting) this.dispatcher.receive(connection, Buffer.from(frame), isBinary);
  }

  private miss(ticket: string): void {
    const found = this.expected.get(ticket);
    this.expected.delete(ticket);
    if (found === undefined || found.session.delivery.carrier !== undefined) return;
    // One with a seat is held for its client like any other.
    if (this.seats.of(found.session) === undefined) this.seats.end(found.session, CloseCode.GoingAway);
    else this.events.emit(new SessionDropped(found.session, VANISHED));
  }
}
