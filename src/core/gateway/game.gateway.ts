import type { IncomingMessage } from 'node:http';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { CloseCode } from '../../protocol/close-codes.js';
import { Envelope } from '../../protocol/envelope.js';
import { buildFrame } from '../../protocol/frame.js';
import { WelcomeDto } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { GatewayMetrics } from '../observability/gateway-metrics.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import { SessionClosed, SessionOpened } from '../sessions/session.events.js';
import { ConnectionFactory } from './connection-factory.js';
import type { Connection, ConnectionHandler, WaitingMessage } from './connection.js';
import { GAME_SERVER } from './game-server.js';
import type { GameSocket } from './game-socket.js';
import { Heartbeat } from './heartbeat.js';
import { MessageRouter } from './message-router.js';

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
  private readonly envelope = new Envelope();
  private greetingFrame: Buffer | undefined = undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly connections: ConnectionFactory,
    private readonly router: MessageRouter,
    private readonly registry: SessionRegistry,
    private readonly events: EventBus,
    private readonly metrics: GatewayMetrics,
  ) {
    this.heartbeat = new Heartbeat(config.PING_INTERVAL_MS, config.PING_MISSES);
  }

  /** Nest's hook: stops the heartbeat. */
  onApplicationShutdown(): void {
    this.heartbeat.stop();
  }

  /** Opens the session of a socket that was just upgraded. Never throws. */
  accept(webSocket: GameSocket, request: IncomingMessage): void {
    try {
      this.open(webSocket, request);
    } catch (error) {
      this.logger.error({ err: error }, 'A connection could not be opened.');
      webSocket.close(CloseCode.InternalError, 'server.internal');
    }
  }

  /** Closes a connection for good and stops reading from it. */
  close(connection: Connection, code: CloseCode, reason: string): void {
    connection.isClosing = true;
    connection.link.close(code, reason);
  }

  private open(webSocket: GameSocket, request: IncomingMessage): void {
    const connection = this.connections.create(webSocket, request, this);
    const { session } = connection;

    this.registry.add(session);
    this.heartbeat.add(connection);
    this.metrics.countOpened();
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
      this.router.refuse(session, envelope.ref, fault);
      return;
    }
    if (connection.isBusy) this.queue(connection, envelope);
    else this.dispatch(connection, envelope.type, envelope.ref, envelope.message);
  }

  /** For the connection: counts any frame as a sign of life and against the rate limit; false when it must not be handled. */
  admit(connection: Connection): boolean {
    // Whoever closed, a handler perhaps: what still arrives is not handled.
    if (connection.isClosing || !connection.link.isOpen) return false;
    connection.isAlive = true;
    if (connection.bucket.take(performance.now())) return true;
    this.metrics.countRefusal('rate.limited');
    this.close(connection, CloseCode.PolicyViolation, 'rate.limited');
    return false;
  }

  private queue(connection: Connection, { type, ref, message }: Envelope): void {
    const waiting = (connection.waiting ??= []);
    if (waiting.length < this.config.MAX_QUEUED_MESSAGES) waiting.push({ type, ref, message });
    else this.router.refuse(connection.session, ref, 'session.queue_full');
  }

  /** Hands one message on; false when its handler is not finished and the next one must wait. */
  private dispatch(connection: Connection, type: number, ref: number, message: unknown): boolean {
    const startedMs = this.metrics.isSampled() ? performance.now() : 0;
    const working = this.router.dispatch(connection.session, type, ref, message);
    if (startedMs !== 0) this.metrics.observeHandling(performance.now() - startedMs);
    if (working === undefined) return true;
    connection.isBusy = true;
    void working.then(() => this.continue(connection));
    return false;
  }

  private continue(connection: Connection): void {
    connection.isBusy = false;
    for (let next = takeNext(connection); next !== undefined; next = takeNext(connection)) {
      if (!this.dispatch(connection, next.type, next.ref, next.message)) return;
    }
  }

  private awaitHello(connection: Connection): void {
    connection.helloTimer = setTimeout(() => {
      if (connection.session.playerId !== undefined) return;
      this.close(connection, CloseCode.AuthRefused, 'session.hello_timeout');
    }, this.config.HELLO_TIMEOUT_MS);
  }

  /** For the connection: ends its session. */
  closed(connection: Connection, socketCode: number): void {
    const { session } = connection;
    // A client that does not answer our close ends with 1006, which would hide why it was closed.
    const code = connection.link.closedWith ?? socketCode;
    connection.isClosing = true;
    connection.waiting = undefined;
    clearTimeout(connection.helloTimer);
    this.heartbeat.remove(connection);
    this.registry.remove(session);
    this.metrics.countClosed(code);
    this.logger.log({ sessionId: session.id, code }, 'Client disconnected');
    this.events.emit(new SessionClosed(session, code));
  }
}

function takeNext(connection: Connection): WaitingMessage | undefined {
  return connection.isClosing || !connection.link.isOpen ? undefined : connection.waiting?.shift();
}
