import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { CloseCode } from '../../protocol/close-codes.js';
import { buildFrame } from '../../protocol/frame.js';
import { GameError } from '../../protocol/game-error.js';
import { WelcomeDto } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { Resumption } from '../sessions/resumption.js';
import { SessionSeats } from '../sessions/session-seats.js';
import { ClientWatch } from './client-watch.js';
import { ConnectionFactory } from './connection-factory.js';
import type { Connection, ConnectionHandler } from './connection.js';
import { Dispatcher } from './dispatcher.js';
import { GAME_SERVER } from './game-server.js';
import type { GameSocket } from './game-socket.js';
import { RateLimit } from '../limits/rate-limit.js';

/** The greeting of the 2020 tutorial, word for word. */
const GREETING = new WelcomeDto({ text: 'hello, client!' });

/**
 * The game's one gateway: opens and closes sessions, and passes each packet to the {@link Dispatcher}.
 */
@WebSocketGateway({ [GAME_SERVER]: true })
export class GameGateway implements ConnectionHandler {
  private readonly logger = new Logger(GameGateway.name);
  private readonly rateLimit: RateLimit;
  private greetingFrame: Buffer | undefined = undefined;

  constructor(
    config: GameConfig,
    private readonly connections: ConnectionFactory,
    private readonly dispatcher: Dispatcher,
    private readonly seats: SessionSeats,
    private readonly resumption: Resumption,
    private readonly metrics: GatewayMetrics,
    private readonly watch: ClientWatch,
  ) {
    this.rateLimit = new RateLimit(config.RATE_LIMIT_PER_SECOND, config.RATE_LIMIT_BURST);
  }

  /**
   * Opens a session for a socket that was just upgraded; `playerId` is the player of the ticket it presented, if any. Never throws.
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

    this.metrics.countOpened(connection.link);
    this.watch.begin(connection, (code, reason) => this.close(connection, code, reason));
    this.seats.begin(session, playerId);
    this.logger.log({ sessionId: session.id, address: session.remoteAddress }, 'Client connected');

    // A client without subprotocol is the 2020 tutorial's, which waits for this line.
    if (webSocket.protocol === '')
      session.sendFrame((this.greetingFrame ??= buildFrame(session.encode(GREETING))), GREETING);
    connection.link.flush();
    this.seats.opened(session);
  }

  /** For the connection: handles a message. */
  receive(connection: Connection, data: Buffer, isBinary: boolean): void {
    if (this.admit(connection)) this.dispatcher.receive(connection, data, isBinary);
  }

  /** For the connection: counts a frame as a sign of life and against the rate limit; false when it must not be handled. */
  admit(connection: Connection): boolean {
    // Whoever closed it, perhaps a handler: what still arrives is not handled.
    if (connection.isClosing) return false;
    const nowMs = performance.now();
    connection.heardAtMs = nowMs;
    if (this.rateLimit.admits(connection, nowMs)) return true;
    this.metrics.countRefusal('rate.limited');
    this.close(connection, CloseCode.PolicyViolation, 'rate.limited');
    return false;
  }

  /** For the connection: ends its session, or holds its seat. */
  closed(connection: Connection, socketCode: number): void {
    const { session } = connection;
    // A client that does not answer our close frame ends with 1006, which would hide our reason.
    const code = connection.link.closedWith ?? socketCode;
    connection.isClosing = true;
    this.watch.end(connection);
    this.metrics.countClosed(connection.link, code);
    this.logger.log({ sessionId: session.id, code }, 'Client disconnected');
    this.resumption.lost(connection, code);
  }
}
