import type { IncomingMessage } from 'node:http';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { CloseCode } from '../../protocol/close-codes.js';
import { Envelope } from '../../protocol/envelope.js';
import { buildFrame } from '../../protocol/frame.js';
import { GameError } from '../../protocol/game-error.js';
import { FIRST_COUNTED_TYPE, WelcomeDto } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { GatewayMetrics } from '../observability/gateway-metrics.js';
import type { WaitingMessage } from '../sessions/message-queue.js';
import { Seats } from '../sessions/seats.js';
import type { Resuming, Session } from '../sessions/session.js';
import { SessionOpened, SessionResumed } from '../sessions/session.events.js';
import { ConnectionFactory } from './connection-factory.js';
import type { Connection, ConnectionHandler } from './connection.js';
import { GAME_SERVER } from './game-server.js';
import type { GameSocket } from './game-socket.js';
import { Heartbeat } from './heartbeat.js';
import { MessageRouter } from './message-router.js';
import { RateLimit } from '../limits/rate-limit.js';

/** The close code of a connection that ended without a close frame (RFC 6455 section 7.1.5). */
const VANISHED = 1006;

/** The seed's greeting, word for word. */
const GREETING = new WelcomeDto({ text: 'hello, client!' });

/**
 * Where players' sockets meet the game: opens and closes sessions, and passes each packet, in order, to the
 * {@link MessageRouter}. Handlers of one session start in the order of its messages and never overlap.
 */
@WebSocketGateway({ [GAME_SERVER]: true })
export class GameGateway implements ConnectionHandler, OnApplicationShutdown {
  private readonly logger = new Logger(GameGateway.name);
  private readonly heartbeat: Heartbeat;
  private readonly rateLimit: RateLimit;
  private readonly envelope = new Envelope();
  private greetingFrame: Buffer | undefined = undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly connections: ConnectionFactory,
    private readonly router: MessageRouter,
    private readonly seats: Seats,
    private readonly events: EventBus,
    private readonly metrics: GatewayMetrics,
  ) {
    this.heartbeat = new Heartbeat(config.PING_INTERVAL_MS, config.PING_MISSES);
    this.rateLimit = new RateLimit(config.RATE_LIMIT_PER_SECOND, config.RATE_LIMIT_BURST);
    metrics.watchSeats(() => seats.held);
  }

  /** Nest's hook: stops the heartbeat. */
  onApplicationShutdown(): void {
    this.heartbeat.stop();
  }

  /**
   * Opens the session of a socket that was just upgraded; `playerId` is whose ticket it showed, if it showed one. Never
   * throws.
   */
  accept(webSocket: GameSocket, request: IncomingMessage, playerId?: string): void {
    try {
      this.open(webSocket, request, playerId);
    } catch (error) {
      if (error instanceof GameError) {
        webSocket.close(CloseCode.AuthRefused, error.code);
        return;
      }
      this.logger.error({ err: error }, 'A connection could not be opened.');
      webSocket.close(CloseCode.InternalError, 'server.internal');
    }
  }

  /** Closes a connection for good and stops reading from it. */
  close(connection: Connection, code: CloseCode, reason: string): void {
    connection.isClosing = true;
    connection.link.close(code, reason);
  }

  private open(webSocket: GameSocket, request: IncomingMessage, playerId: string | undefined): void {
    const connection = this.connections.create(webSocket, request, this);
    const { session } = connection;

    this.metrics.countOpened();
    this.heartbeat.add(connection);
    this.seats.begin(session, playerId);
    if (this.config.AUTH_REQUIRED) this.awaitHello(connection);
    this.logger.log({ sessionId: session.id, address: session.remoteAddress }, 'Client connected');

    // A client without subprotocol is the 2020 tutorial's, which waits for this line.
    if (webSocket.protocol === '') session.sendFrame((this.greetingFrame ??= buildFrame(session.encode(GREETING))));
    connection.link.flush();
    this.events.emit(new SessionOpened(session));
  }

  /** For the connection: decodes a message and dispatches or queues it. */
  receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (!this.admit(connection)) return;
    const { session } = connection;
    const { envelope } = this;
    const fault = session.codec.decode(data, isBinary, envelope);
    if (fault !== undefined) {
      // A client counts what it sends, and cannot know that this could not be read.
      session.received += 1;
      this.router.refuse(session, envelope.ref, fault);
      return;
    }
    this.take(connection, session, envelope);
  }

  /** For the connection: counts any frame as a sign of life and against the rate limit; false when it must not be handled. */
  admit(connection: Connection): boolean {
    // Whoever closed, a handler perhaps: what still arrives is not handled.
    if (connection.isClosing) return false;
    connection.isAlive = true;
    if (this.rateLimit.admits(connection, performance.now())) return true;
    this.metrics.countRefusal('rate.limited');
    this.close(connection, CloseCode.PolicyViolation, 'rate.limited');
    return false;
  }

  private take(connection: Connection, session: Session, { type, ref, message }: WaitingMessage): void {
    if (type >= FIRST_COUNTED_TYPE) session.received += 1;
    const { queue } = session;
    if (queue === undefined) this.dispatch(connection, session, type, ref, message);
    else if (queue.length < this.config.MAX_QUEUED_MESSAGES) queue.push({ type, ref, message });
    else this.router.refuse(session, ref, 'session.queue_full');
  }

  /** Hands one message on; false when its handler is not finished and the next one must wait. */
  private dispatch(connection: Connection, session: Session, type: number, ref: number, message: unknown): boolean {
    const startedMs = this.metrics.isSampled() ? performance.now() : 0;
    const working = this.router.dispatch(session, type, ref, message);
    if (startedMs !== 0) this.metrics.observeHandling(performance.now() - startedMs);
    if (working === undefined) return true;
    session.queue ??= [];
    void working.then(() => this.continue(connection, session));
    return false;
  }

  private continue(connection: Connection, session: Session): void {
    if (session.resuming?.session.isOn(connection.link)) {
      this.takeSeat(connection, session.resuming);
      return;
    }
    while (goesOn(connection, session)) {
      const next = session.queue?.shift();
      if (next === undefined) break;
      if (!this.dispatch(connection, session, next.type, next.ref, next.message)) return;
    }
    session.queue = undefined;
  }

  /** The connection's Hello was answered: from now on it is the older session's. */
  private takeSeat(connection: Connection, { session, isWhole }: Resuming): void {
    const { session: newcomer } = connection;
    const { queue = [] } = newcomer;
    newcomer.resuming = undefined;
    connection.session = session;
    this.seats.end(newcomer, CloseCode.Normal);
    this.metrics.countResumed();
    this.logger.log({ sessionId: session.id, address: session.remoteAddress }, 'Client resumed');
    this.events.emit(new SessionResumed(session, isWhole));
    for (const message of queue) this.take(connection, session, message);
  }

  private awaitHello(connection: Connection): void {
    connection.helloTimer = setTimeout(() => {
      if (connection.session.playerId !== undefined) return;
      this.close(connection, CloseCode.AuthRefused, 'session.hello_timeout');
    }, this.config.HELLO_TIMEOUT_MS);
  }

  /** For the connection: ends its session, or holds its seat. */
  closed(connection: Connection, socketCode: number): void {
    const { session } = connection;
    // A client that does not answer our close ends with 1006, which would hide why it was closed.
    const code = connection.link.closedWith ?? socketCode;
    connection.isClosing = true;
    clearTimeout(connection.helloTimer);
    this.heartbeat.remove(connection);
    this.metrics.countClosed(code);
    this.logger.log({ sessionId: session.id, code }, 'Client disconnected');
    // It never learnt that it had its seat back, and may come for it again.
    if (session.resuming !== undefined) this.seats.release(session.resuming.session, VANISHED);
    session.resuming = undefined;
    // A client that has come back already goes on with its new connection.
    if (session.isOn(connection.link)) this.seats.release(session, code);
  }
}

/** Whether the messages that wait are still to be handled: not those of a client that was thrown out. */
function goesOn({ link }: Connection, session: Session): boolean {
  return session.isOpen || (link.closedWith !== undefined && link.mayReturn);
}
