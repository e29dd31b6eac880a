import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const CHECK_INTERVAL_MS = 1_000;

/**
 * Cuts TCP connections that never finish a request: half handshakes would otherwise hold their sockets for a minute. One
 * timer for all of them.
 */
export class HandshakeGuard {
  private readonly waiting = new Map<Socket, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly onConnection = (socket: Socket): void => void this.waiting.set(socket, performance.now());
  private readonly onRequest = (request: { socket: Socket }): void => this.pass(request.socket);

  /** @param timeoutMs how long a connection may take to ask for something */
  constructor(
    private readonly server: Server,
    private readonly timeoutMs: number,
  ) {
    server.on('connection', this.onConnection);
    server.prependListener('request', this.onRequest);
    this.timer = setInterval(() => this.check(), Math.min(CHECK_INTERVAL_MS, timeoutMs));
    this.timer.unref();
  }

  /** This connection has asked for something. Whoever handles upgrades says so; requests are noticed here. */
  pass(socket: Socket): void {
    this.waiting.delete(socket);
  }

  /** Lets go of the server. */
  stop(): void {
    clearInterval(this.timer);
    this.server.off('connection', this.onConnection);
    this.server.off('request', this.onRequest);
  }

  private check(): void {
    const latest = performance.now() - this.timeoutMs;
    for (const [socket, sinceMs] of this.waiting) {
      // Those that left are noticed here too: a listener on every socket would cost more than looking now and then.
      if (socket.destroyed) this.waiting.delete(socket);
      else if (sinceMs <= latest) socket.destroy();
    }
  }
}
