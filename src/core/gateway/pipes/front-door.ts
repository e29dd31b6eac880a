import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { Envelope } from '../../../protocol/envelope.js';
import { FIRST_COUNTED_TYPE, ProtocolType } from '../../../protocol/protocol.messages.js';
import { Cluster } from '../../cluster/cluster.js';
import { SessionRecords } from '../../sessions/session-records.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import type { Connection, ConnectionHandler } from '../connection.js';
import { Dispatcher } from '../dispatcher.js';
import { Entries } from './entries.js';
import type { Entry } from './entry.js';
import { IS_SESSION_HERE } from './pipe-homes.js';
import { messageRecord } from './pipe-records.js';

/** How long a client that comes back waits until its session is somewhere; then it comes again, maybe to another node. */
const MAX_SEARCH_MS = 4_000;
const SEARCH_AGAIN_MS = 50;
const ASK_MS = 1_000;
/** How long the sessions of a room take to be restored with it. */
const LEFT_MS = 1_500;
/** A resume token begins with its session's id. */
const SESSION_OF_TOKEN = /^([\w-]{1,64})\./;

/**
 * Hears a new client's first messages, where there are several nodes: a Hello that resumes a session which is at home elsewhere
 * makes this node the client's entry. Everything else is handled here, as on one node.
 */
@Injectable()
export class FrontDoor {
  private readonly logger = new Logger('Cluster');
  private readonly envelope = new Envelope();

  constructor(
    private readonly records: SessionRecords,
    private readonly seats: SessionSeats,
    private readonly entries: Entries,
    private readonly dispatcher: Dispatcher,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Hears a connection's first messages, on several nodes. */
  watch(connection: Connection): void {
    if (this.cluster === undefined) return;
    const own = connection.handler;
    connection.handler = {
      receive: (_, data, isBinary) => {
        if (own.admit(connection)) this.hear(connection, own, data, isBinary);
      },
      admit: () => own.admit(connection),
      closed: (_, code) => own.closed(connection, code),
    };
  }

  private hear(connection: Connection, own: ConnectionHandler, data: Buffer, isBinary: boolean): void {
    const { envelope } = this;
    const fault = connection.session.codec.decode(data, isBinary, envelope);
    const isHello = fault === undefined && envelope.type === (ProtocolType.Hello as number);
    const id = isHello ? resumedBy(envelope.message) : undefined;
    if (isHello || envelope.type >= FIRST_COUNTED_TYPE) connection.handler = own;
    if (id === undefined || this.seats.has(id)) {
      this.dispatcher.receive(connection, data, isBinary);
      return;
    }
    const entry = this.entries.hold(connection, MAX_SEARCH_MS);
    entry.keep(messageRecord(data, isBinary));
    void this.search(entry, connection, id, performance.now() + MAX_SEARCH_MS);
  }

  private async search(entry: Entry, connection: Connection, id: string, untilMs: number): Promise<void> {
    const home = await this.find(connection, id, untilMs);
    if (connection.isClosing) return;
    const isOurs = home === 'here' || home === 'nowhere';
    if (isOurs && connection.session.isOpen) entry.release();
    else if (isOurs || home === undefined) entry.cut(CloseCode.GoingAway, 'cluster.try_again');
    else
      this.entries.enter(entry, connection, home, id, () => {
        // It is on its way to yet another node.
        void delay(SEARCH_AGAIN_MS).then(() => this.search(entry, connection, id, untilMs));
      });
  }

  /** The node where a session is at home; undefined when that cannot be said in time. */
  private async find(connection: Connection, id: string, untilMs: number): Promise<string | undefined> {
    let leftMs = Infinity;
    while (performance.now() < untilMs && !connection.isClosing) {
      try {
        const home = await this.look(id);
        if (home !== undefined && home !== 'left') return home;
        leftMs = home === 'left' ? Math.min(leftMs, performance.now()) : Infinity;
        if (performance.now() - leftMs > LEFT_MS) return 'nowhere';
      } catch (error) {
        this.logger.warn({ err: error, sessionId: id }, 'A session could not be looked for.');
      }
      await delay(SEARCH_AGAIN_MS);
    }
    return undefined;
  }

  /**
   * The same, now; undefined while it is on its way, or its room is about to be restored; `left` when its node is dead and has no
   * rooms any more: then it has none, or is about to be restored with it. @throws StoreUnavailableError
   */
  private async look(id: string): Promise<string | undefined> {
    if (this.cluster === undefined || this.seats.has(id)) return 'here';
    const record = await this.records.find(id);
    if (this.seats.has(id)) return 'here';
    if (record === undefined) return this.ask(id);
    const { owner } = record;
    // Ours, but not here: it is on its way, and who takes it is about to be decided.
    if (owner === undefined || owner === this.cluster.nodeId) return undefined;
    if (this.cluster.isAlive(owner)) return owner;
    return (await this.cluster.records.ofNode(owner, 'room')).length === 0 ? 'left' : undefined;
  }

  /** Asks the others for a session without a record: it was welcomed a moment ago, or the store has forgotten it. */
  private async ask(id: string): Promise<string> {
    const { nodeId, links, livingNodes } = this.cluster ?? {};
    const others = (livingNodes?.() ?? []).filter((other) => other !== nodeId);
    const answers = others.map(async (other) => {
      if ((await links?.call(other, IS_SESSION_HERE, id, ASK_MS)) !== true) throw new Error('not here');
      return other;
    });
    return Promise.any(answers).catch(() => 'nowhere');
  }
}

function resumedBy(message: unknown): string | undefined {
  const resume = typeof message === 'object' && message !== null && 'resume' in message ? message.resume : undefined;
  return typeof resume === 'string' ? SESSION_OF_TOKEN.exec(resume)?.[1] : undefined;
}
