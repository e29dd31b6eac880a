import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import { FIRST_COUNTED_TYPE, ProtocolType } from '../../../protocol/protocol.messages.js';
import { Cluster } from '../../cluster/cluster.js';
import { ContractHolder } from '../../contract/contract-holder.js';
import { HeldLink } from '../../sessions/session-link.js';
import { SessionRecords } from '../../sessions/session-records.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import type { Session } from '../../sessions/session.js';
import { CodecRegistry } from '../codec-registry.js';
import { Connection } from '../connection.js';
import type { SessionErrand, SessionPack } from './arrivals.js';
import { Entries } from './entries.js';
import { MAX_HOLD_MS } from './entry.js';
import type { HeldLine } from './held-line.js';
import { PipedConnection } from './piped-connection.js';

/** The name of the call that brings a session. */
export const TAKE_SESSION = 'session.take';
/** Before the client's messages are held no longer. */
const TAKE_MS = MAX_HOLD_MS - 500;
/** A client's node that does not answer in this time counts as gone. */
export const HOLD_MS = 200;
/** How long a session that is to move waits for its client to come back; less than its seat is held in the room. */
const RETURN_MS = 3_000;
const POLL_MS = 20;
const PING: number = ProtocolType.Ping;
/** Of a session that moves because its node stops. */
const NO_ERRAND: SessionErrand = { name: '', data: undefined, ref: 0 };

/** Moves sessions from this node to others. */
@Injectable()
export class Departures {
  private readonly logger = new Logger('Cluster');
  /** How many sessions have left, those of rooms that were handed over included. */
  moved = 0;
  /** Sessions that are moved while they do nothing. */
  private readonly idle = new Set<Session>();

  constructor(
    private readonly records: SessionRecords,
    private readonly seats: SessionSeats,
    private readonly entries: Entries,
    private readonly codecs: CodecRegistry,
    private readonly holder: ContractHolder,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /**
   * Moves the session whose handler is running to another node, which answers the message. It waits a while for a client that has
   * lost its line. A move that fails cuts the client's line: the client comes back, and the message is sent again.
   * @throws GameError always: session.closed when it has moved, which nobody hears; cluster.try_again when it stays
   */
  async move(session: Session, nodeId: string, name: string, data: unknown): Promise<never> {
    const untilMs = performance.now() + RETURN_MS;
    for (;;) {
      const connection = connectionOf(session);
      const line = await this.hold(connection);
      const isSeated = this.seats.of(session) !== undefined;
      const epoch = isSeated ? await this.records.epochOf(session.id) : undefined;
      const isOn = connectionOf(session) === connection && !this.isReturning(session);
      const isHere = line !== undefined && session.isPresent && isOn;
      if (isHere && (!isSeated || epoch !== undefined)) {
        const pack = this.pack(session, { name, data, ref: connection?.runningRef ?? 0 }, epoch);
        await this.send(session, pack, nodeId, line);
        throw new GameError('session.closed');
      }
      line?.release();
      const mayReturn = !isHere && isSeated && session.isPresent && performance.now() < untilMs;
      if (!mayReturn) throw new GameError('cluster.try_again');
      await delay(POLL_MS, undefined, { ref: false });
    }
  }

  /**
   * Moves a session to another node while it does nothing; one with a seat whether its client is connected or not.
   * @returns false when it stays here: one of its handlers is running, it has come into a room, or the other node does not take it; or
   *   when it is moved already
   */
  async moveIdle(session: Session, nodeId: string): Promise<boolean> {
    if (this.idle.has(session)) return false;
    this.idle.add(session);
    try {
      return await this.sendIdle(session, nodeId);
    } finally {
      this.idle.delete(session);
    }
  }

  private async sendIdle(session: Session, nodeId: string): Promise<boolean> {
    const connection = connectionOf(session);
    const line = await Promise.race([this.hold(connection), delay(HOLD_MS, undefined, { ref: false })]);
    const isSeated = this.seats.of(session) !== undefined;
    const epoch = isSeated ? await this.records.epochOf(session.id) : undefined;
    const isKnown = isSeated ? epoch !== undefined : line !== undefined;
    const isHere =
      session.isOpen && connectionOf(session) === connection && (line === undefined) === (connection === undefined);
    const isBusy = session.delivery.isBusy || this.isReturning(session);
    if (!isHere || !isKnown || isBusy || session.room !== undefined) {
      line?.release();
      return false;
    }
    return this.send(session, this.pack(session, NO_ERRAND, epoch), nodeId, line);
  }

  /** Holds what a session's client sends. @returns undefined when it has none, or its node does not answer */
  holdLine(session: Session): Promise<HeldLine | undefined> {
    return this.hold(connectionOf(session));
  }

  /** Whether this is the line of a session's client: it may have come back over another one. */
  isOn(session: Session, line: HeldLine | undefined): boolean {
    const connection = connectionOf(session);
    const current: unknown = connection instanceof Connection ? connection.handler : connection;
    return line !== undefined && current === line;
  }

  /** Whether a session's client is about to come back: it was, or will be, told a resume token that only this node knows. */
  isReturning(session: Session): boolean {
    return (this.seats.of(session)?.claims ?? 0) > 0;
  }

  /** Forgets a session that is at another node now. */
  leave(session: Session): void {
    this.moved += 1;
    const connection = connectionOf(session);
    session.delivery.detach(new HeldLink(session.remoteAddress));
    if (connection !== undefined) connection.waiting = undefined;
    this.seats.moveAway(session);
  }

  /** Forgets a session that is elsewhere though nobody has moved it; its client, cut off, finds it there. */
  forsake(session: Session): void {
    this.seats.forsake(session, CloseCode.GoingAway, 'cluster.try_again');
  }

  /** @returns whether the other node has it now */
  private async send(session: Session, pack: SessionPack, nodeId: string, line?: HeldLine): Promise<boolean> {
    this.leave(session);
    let ticket = '';
    const offer = async (): Promise<boolean> => {
      try {
        ticket = String(await this.cluster?.links.call(nodeId, TAKE_SESSION, pack, TAKE_MS));
        return true;
      } catch (error) {
        this.logger.warn({ err: error, sessionId: session.id, nodeId }, 'A session could not move.');
        throw error;
      }
    };
    if (pack.epoch === undefined) await offer().catch(() => undefined);
    else await this.handOver(pack, offer);
    if (ticket === '') line?.cut(CloseCode.GoingAway, 'cluster.try_again');
    else line?.repoint({ nodeId, ticket });
    return ticket !== '';
  }

  private async hold(connection: Connection | PipedConnection | undefined): Promise<HeldLine | undefined> {
    if (connection instanceof Connection) return this.entries.hold(connection, MAX_HOLD_MS);
    return (await connection?.hold()) === true ? connection : undefined;
  }

  private pack(session: Session, errand: SessionErrand, epoch: number | undefined): SessionPack {
    const { delivery } = session;
    // Elsewhere it would not be known of a Ping that it came before its client's Welcome, see Seat.blindPings.
    const isBlind = (this.seats.of(session)?.blindPings ?? 0) > 0;
    const waiting = (connectionOf(session)?.waiting ?? []).filter(({ type }) => !isBlind || type !== PING);
    const counted = waiting.filter(({ type }) => type >= FIRST_COUNTED_TYPE).length + (errand.ref === 0 ? 0 : 1);
    const received = delivery.received - counted;
    const { counts, ...saved } = this.seats.save(session, true);
    return {
      saved: counts === undefined ? saved : { ...saved, counts: { ...counts, received } },
      received,
      contract: this.holder.contract.hash,
      errand,
      waiting: waiting.map(({ frame = Buffer.alloc(0), isBinary = false }) => ({ frame, isBinary })),
      ...(epoch !== undefined && { epoch }),
    };
  }

  private async handOver({ saved }: SessionPack, offer: () => Promise<boolean>): Promise<void> {
    const ending = await this.records.handOver(saved.id, offer);
    if (ending !== 'kept') return;
    const session = await this.seats.arrive(saved, this.codecs.of(saved.subprotocol));
    if (!session.isOpen) await this.records.end(saved.id);
  }
}

function connectionOf({ delivery }: Session): Connection | PipedConnection | undefined {
  const { carrier } = delivery;
  return carrier instanceof Connection || carrier instanceof PipedConnection ? carrier : undefined;
}
