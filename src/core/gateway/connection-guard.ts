import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from '../limits/address-key.js';
import type { ConcurrencyLimit } from '../limits/concurrency-limit.js';

const CHECK_INTERVAL_MS = 1_000;

/** Options of a {@link ConnectionGuard}. */
export interface ConnectionGuardOptions {
  /** How long a connection may take to send a complete request; starts anew for each request. */
  readonly timeoutMs: number;
  /** Limits the connections per address; undefined behind a proxy, which limits its own clients. */
  readonly connections: ConcurrencyLimit | undefined;
}

/**
 * Closes TCP connections that hold a socket without using it (half handshakes, half requests, idle keep-alives) and refuses those
 * of an address that has too many. Node enforces its own timeouts only every 30 seconds and counts nothing per address. One timer
 * serves all connections.
 */
export class ConnectionGuard {
  /** When each connection started to owe us a request. Upgraded ones, and those waiting for our response, are not in it. */
  private readonly waiting = new Map<Socket, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly onConnection = (socket: Socket): void => this.accept(socket);
  private readonly onRequest = (request: IncomingMessage, response: ServerResponse): void =>
    this.follow(request, response);

  constructor(
    private readonly server: Server,
    private readonly options: ConnectionGuardOptions,
  ) {
    server.on('connection', this.onConnection);
    server.prependListener('request', this.onRequest);
    this.timer = setInterval(() => this.check(), Math.min(CHECK_INTERVAL_MS, options.timeoutMs));
    this.timer.unref();
  }

  /** Stops guarding a connection: it is a WebSocket now, which has limits of its own. */
  pass(socket: Socket): void {
    this.waiting.delete(socket);
  }

  /** Detaches from the server. */
  stop(): void {
    clearInterval(this.timer);
    this.server.off('connection', this.onConnection);
    this.server.off('request', this.onRequest);
  }

  private accept(socket: Socket): void {
    const { connections } = this.options;
    if (connections !== undefined) {
      const release = connections.acquire(addressKey(socket.remoteAddress ?? ''));
      if (release === undefined) {
        socket.destroy();
        return;
      }
      socket.on('close', release);
    }
    this.waiting.set(socket, performance.now());
  }

  private follow(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    if (hasBody(request)) {
      this.waiting.set(socket, performance.now());
      request.once('end', () => this.waiting.delete(socket));
    } else {
      this.waiting.delete(socket);
    }
    response.once('close', () => {
      if (!socket.destroyed) this.waiting.set(socket, performance.now());
    });
  }

  private check(): void {
    const latest = performance.now() - this.options.timeoutMs;
    for (const [socket, sinceMs] of this.waiting) {
      // Closed sockets are noticed here too: a listener on each would cost more than this periodic check.
      if (socket.destroyed) this.waiting.delete(socket);
      else if (sinceMs <= latest) socket.destroy();
    }
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
