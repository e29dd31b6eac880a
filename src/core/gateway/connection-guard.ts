import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from '../limits/address-key.js';
import type { ConcurrencyLimit } from '../limits/concurrency-limit.js';

const CHECK_INTERVAL_MS = 1_000;

/** What a {@link ConnectionGuard} goes by. */
export interface ConnectionGuardOptions {
  /** How long a connection may take until it has asked for something, for each request anew. */
  readonly timeoutMs: number;
  /** Counts the connections of each address; undefined where all come from a proxy, which counts its own clients. */
  readonly connections: ConcurrencyLimit | undefined;
}

/**
 * Cuts TCP connections that hold a socket and do not use it: half handshakes, half requests, those that ask for nothing
 * more; and refuses those of an address that has too many. Node looks at its own time limits every 30 seconds only, and
 * counts nothing. One timer for all of them.
 */
export class ConnectionGuard {
  /** Since when each connection has owed us something. Those that are upgraded, or wait for our answer, are not in it. */
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

  /** This connection is a WebSocket from now on, which has limits of its own. */
  pass(socket: Socket): void {
    this.waiting.delete(socket);
  }

  /** Lets go of the server. */
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
      // Those that left are noticed here too: a listener on every socket would cost more than looking now and then.
      if (socket.destroyed) this.waiting.delete(socket);
      else if (sinceMs <= latest) socket.destroy();
    }
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
