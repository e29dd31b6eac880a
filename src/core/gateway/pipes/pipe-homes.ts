import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import { Cluster } from '../../cluster/cluster.js';
import type { Pipe } from '../../cluster/node-links.js';
import { Resumption } from '../../sessions/resumption.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import type { Session } from '../../sessions/session.js';
import { ClientWatch } from '../client-watch.js';
import { Dispatcher } from '../dispatcher.js';
import { SessionFactory } from '../session-factory.js';
import { Arrivals, type SessionPack } from './arrivals.js';
import { TAKE_SESSION } from './departures.js';
import { IS_SESSION_HERE } from './home-search.js';
import { CLIENT_PIPE, NOT_HERE, type PipedClient, type PipeOpening } from './pipe-records.js';
import { PipedConnection, type PipedConnectionHandler, type PipeLink } from './piped-connection.js';

/** Serves clients whose sockets are at other nodes: those of sessions that have moved here, and those that come back to one. */
@Injectable()
export class PipeHomes implements OnModuleInit, PipedConnectionHandler {
  /** How many clients of other nodes there are. */
  size = 0;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly seats: SessionSeats,
    private readonly resumption: Resumption,
    private readonly arrivals: Arrivals,
    private readonly sessions: SessionFactory,
    private readonly watch: ClientWatch,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: listens to the other nodes. */
  onModuleInit(): void {
    this.cluster?.links.answer(TAKE_SESSION, (pack) => this.take(pack as SessionPack));
    this.cluster?.links.answer(IS_SESSION_HERE, (id) => this.seats.has(String(id)));
    this.cluster?.links.serve(CLIENT_PIPE, (pipe, opening) => this.open(pipe, opening as PipeOpening));
  }

  /** For the connection: handles a message. */
  receive(connection: PipedConnection, data: Buffer, isBinary: boolean): void {
    // What is decoded from the binary form may share the bytes, which are only good during the call.
    const isShared = connection.session.codec.isBinary;
    this.dispatcher.receive(connection, isShared ? Buffer.from(data) : data, isBinary);
  }

  /** For the connection: ends its session, or holds its seat. */
  closed(connection: PipedConnection, code: number): void {
    this.size -= 1;
    this.resumption.lost(connection, code);
  }

  private take(pack: SessionPack): Promise<string> {
    // Whoever joins a room that is still here moves on with it.
    const isUnwanted = this.cluster?.isLeaving === true && !this.arrivals.isWorthwhile(pack.errand);
    return isUnwanted ? Promise.reject(new GameError('server.draining')) : this.arrivals.take(pack);
  }

  private open(pipe: Pipe, opening: PipeOpening): void {
    if ('ticket' in opening) this.welcomeArrival(pipe, opening);
    else if (opening.resumes === undefined || this.seats.has(opening.resumes)) this.openAnew(pipe, opening);
    else refuse(pipe, NOT_HERE);
  }

  private welcomeArrival(pipe: Pipe, opening: PipedClient & { readonly ticket: string }): void {
    const session = this.arrivals.find(opening.ticket);
    if (session === undefined) refuse(pipe, 'gone');
    else {
      const connection = new PipedConnection(pipe, opening, () => session, this);
      this.size += 1;
      if (!this.arrivals.arrive(opening.ticket, connection)) connection.cut(CloseCode.GoingAway, 'cluster.try_again');
    }
  }

  // As for a socket: the Hello that follows takes over the session it resumes.
  private openAnew(pipe: Pipe, opening: PipedClient): void {
    const makeSession = (link: PipeLink): Session => this.sessions.make(link, opening.subprotocol);
    const connection = new PipedConnection(pipe, opening, makeSession, this);
    this.size += 1;
    const { session } = connection;
    try {
      this.seats.begin(session, opening.playerId);
    } catch (error) {
      connection.cut(CloseCode.AuthRefused, error instanceof GameError ? error.code : 'server.internal');
      return;
    }
    this.watch.awaitHello(connection, (code, reason) => connection.cut(code, reason));
    this.seats.opened(session);
  }
}

function refuse(pipe: Pipe, reason: string): void {
  pipe.onData = () => undefined;
  pipe.onClose = () => undefined;
  pipe.close(reason);
}
