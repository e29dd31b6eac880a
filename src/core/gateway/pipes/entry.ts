import { CloseCode } from '../../../protocol/close-codes.js';
import { DrainingDto, ProtocolType } from '../../../protocol/protocol.messages.js';
import { UNREACHABLE, type NodeLinks, type Pipe } from '../../cluster/node-links.js';
import type { MonotonicClock } from '../../time/monotonic-clock.js';
import type { Connection, ConnectionHandler } from '../connection.js';
import type { FencedWork } from '../fenced-work.js';
import type { HeldLine } from './held-line.js';
import { MAX_SEARCH_MS } from './home-search.js';
import {
  bareRecord,
  CLIENT_PIPE,
  EntryRecord,
  HomeRecord,
  isFrame,
  lagRecord,
  messageRecord,
  NOT_HERE,
  type PipeOpening,
  readClose,
  readRepoint,
  type Repoint,
} from './pipe-records.js';

/** What an entry needs of its node. */
export interface EntryServices {
  readonly nodeId: string;
  readonly links: NodeLinks;
  /** The most messages that are held. */
  readonly maxHeld: number;
  /** The time of the game, which stands while this node may not act. */
  readonly clock: MonotonicClock;
  readonly fenced: FencedWork;
  /** The session is at home here: makes the connection carry it, if there is one for this ticket. */
  carry(connection: Connection, ticket: string): boolean;
  /** It is no entry any more. */
  gone(entry: Entry): void;
  /** The session's home cannot be reached: looks where the session goes on, and then sends its client there. */
  seek(entry: Entry, connection: Connection, sessionId: string, lost: string): void;
  /** Handles here what the client has sent. */
  handle(connection: Connection, records: readonly Buffer[]): void;
}

/** How long a client's messages are held while its session moves. */
export const MAX_HOLD_MS = 2_000;

/**
 * Handles a socket here whose session is at home at another node, or on its way: counts and limits what the client sends and
 * passes it on unread. What comes from the session's home are finished frames, and now and then a word about the connection.
 */
export class Entry implements ConnectionHandler, HeldLine {
  private pipe: Pipe | undefined = undefined;
  private held: Buffer[] | undefined = undefined;
  /** What a client has sent who comes back, until something comes from the session's home. */
  private unheard: Buffer[] | undefined = undefined;
  private onNotThere: (() => void) | undefined = undefined;
  /** The session that is at home at the other end of the pipe; undefined for a new one. */
  private sessionId: string | undefined = undefined;
  private isClosed = false;
  private cancelHold: (() => void) | undefined = undefined;
  private readonly own: ConnectionHandler;

  /** It holds what the client sends from now on, for at most `maxHoldMs`. */
  constructor(
    private readonly connection: Connection,
    private readonly services: EntryServices,
    maxHoldMs: number,
  ) {
    this.own = connection.handler;
    connection.handler = this;
    connection.link.onLag = (bytes) => this.pipe?.send(lagRecord(bytes));
    this.hold(maxHoldMs);
  }

  /** Whether its client is still served. */
  get isServing(): boolean {
    return this.connection.link.isOpen;
  }

  receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (!this.own.admit(connection)) return;
    // What is passed on waits while this node may not act; its client must not take that for a dead line.
    const { fenced } = this.services;
    if (!fenced.isClosed || !fenced.answersPing(connection, data, isBinary)) this.keep(messageRecord(data, isBinary));
  }

  admit(connection: Connection): boolean {
    return this.own.admit(connection);
  }

  closed(connection: Connection, code: number): void {
    this.isClosed = true;
    this.services.gone(this);
    this.endHold();
    this.own.closed(connection, code);
    this.pipe?.close(String(connection.link.closedWith ?? code));
    this.pipe = undefined;
  }

  /** Passes a message on, or holds it. */
  keep(record: Buffer): void {
    if (this.held === undefined) {
      this.unheard?.push(record);
      this.pipe?.send(record);
    } else if (this.held.length < this.services.maxHeld) this.held.push(record);
    else this.cut(CloseCode.GoingAway, 'cluster.try_again');
  }

  /**
   * Opens the pipe to the session's home, and sends it what was held.
   * @param onNotThere called when the session of a client that comes back is not there; its messages are held again then
   */
  open(nodeId: string, opening: PipeOpening, onNotThere?: () => void): void {
    const held = this.endHold();
    const pipe = this.services.links.openPipe(nodeId, CLIENT_PIPE, opening);
    this.pipe = pipe;
    this.sessionId = 'ticket' in opening ? (this.sessionId ?? this.connection.session.id) : opening.resumes;
    this.onNotThere = onNotThere;
    this.unheard = onNotThere && held;
    pipe.onData = (bytes) => this.take(bytes);
    pipe.onClose = (reason) => this.lost(reason, nodeId);
    for (const record of held) pipe.send(record);
  }

  release(): void {
    if (this.isClosed) return;
    const { pipe } = this;
    const held = this.endHold();
    if (pipe === undefined) this.retire(held);
    else for (const record of held) pipe.send(record);
  }

  repoint({ nodeId, ticket }: Repoint): void {
    if (this.isClosed) return;
    const { connection, services } = this;
    this.pipe?.close('moved');
    this.pipe = undefined;
    if (nodeId !== services.nodeId) {
      const { session, link } = connection;
      this.open(nodeId, { ticket, subprotocol: session.codec.subprotocol, remoteAddress: link.remoteAddress });
      return;
    }
    if (services.carry(connection, ticket)) this.retire(this.endHold());
    else this.cut(CloseCode.GoingAway, 'cluster.try_again');
  }

  cut(code: CloseCode, reason: string): void {
    this.connection.isClosing = true;
    this.connection.link.close(code, reason);
  }

  /** This node stops: the client goes on by another one, at once. */
  drain(): void {
    this.sendRound('server.draining');
  }

  /** The client comes back at once, by whichever node, since both ends have to say how many messages they have. */
  sendRound(reason: string): void {
    const { session, link } = this.connection;
    link.send(session.codec.encode(ProtocolType.Draining, 0, new DrainingDto(0)));
    this.cut(CloseCode.GoingAway, reason);
  }

  private hold(maxMs: number): void {
    this.held ??= [];
    this.cancelHold ??= this.services.clock.setTimer(() => this.cut(CloseCode.GoingAway, 'cluster.try_again'), maxMs);
  }

  private endHold(): Buffer[] {
    const { held = [] } = this;
    this.cancelHold?.();
    this.cancelHold = undefined;
    this.held = undefined;
    return held;
  }

  /** From here on the connection is the node's own again. */
  private retire(held: readonly Buffer[]): void {
    this.services.gone(this);
    this.connection.handler = this.own;
    this.connection.link.onLag = undefined;
    this.services.handle(this.connection, held);
  }

  private take(record: Buffer): void {
    this.unheard = undefined;
    if (isFrame(record)) this.connection.link.copyFrames(record);
    else this.obey(record);
  }

  private obey(record: Buffer): void {
    const kind = record[0];
    if (kind === HomeRecord.Hold) {
      this.hold(MAX_HOLD_MS);
      this.pipe?.send(bareRecord(EntryRecord.Held));
    } else if (kind === HomeRecord.Release) this.release();
    else if (kind === HomeRecord.Repoint) this.repoint(readRepoint(record));
    else {
      const { code, reason } = readClose(record);
      this.cut(code, reason);
    }
  }

  private lost(reason: string, nodeId: string): void {
    const { unheard, onNotThere, sessionId } = this;
    this.pipe = undefined;
    this.unheard = undefined;
    if (reason === NOT_HERE && unheard !== undefined) {
      this.hold(MAX_HOLD_MS * 2);
      this.held = unheard;
      onNotThere?.();
    } else if (reason === UNREACHABLE && sessionId !== undefined) {
      this.hold(MAX_SEARCH_MS);
      this.services.seek(this, this.connection, sessionId, nodeId);
    } else this.cut(CloseCode.GoingAway, 'cluster.try_again');
  }
}
