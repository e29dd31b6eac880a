import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Optional } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { Envelope } from '../../../protocol/envelope.js';
import { FIRST_COUNTED_TYPE, ProtocolType } from '../../../protocol/protocol.messages.js';
import { Cluster } from '../../cluster/cluster.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import type { Connection, ConnectionHandler } from '../connection.js';
import { Dispatcher } from '../dispatcher.js';
import { Entries } from './entries.js';
import type { Entry } from './entry.js';
import { HomeSearch, MAX_SEARCH_MS, SEARCH_AGAIN_MS } from './home-search.js';
import { messageRecord } from './pipe-records.js';

/** A resume token begins with its session's id. */
const SESSION_OF_TOKEN = /^([\w-]{1,64})\./;

/**
 * Hears a new client's first messages, where there are several nodes: a Hello that resumes a session which is at home elsewhere
 * makes this node the client's entry. Everything else is handled here, as on one node.
 */
@Injectable()
export class FrontDoor {
  private readonly envelope = new Envelope();

  constructor(
    private readonly homes: HomeSearch,
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
    const home = await this.homes.find(id, untilMs, connection);
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
}

function resumedBy(message: unknown): string | undefined {
  const resume = typeof message === 'object' && message !== null && 'resume' in message ? message.resume : undefined;
  return typeof resume === 'string' ? SESSION_OF_TOKEN.exec(resume)?.[1] : undefined;
}
