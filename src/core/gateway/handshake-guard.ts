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
  private readonly onConnection: (socket: Socket) => void;
  private readonly onRequest = (request: { socket: Socket }): void => {
    this.waiting.delete(request.socket);
  };

  /** @param timeoutMs how long a connection may take to ask for something */
  constructor(
    private readonly server: Server,
    private readonly timeoutMs: number,
  ) {
    const { waiting } = this;
    // One function for all sockets, which finds its own in `this`.
    const onClose = function (this: Socket): void {
      waiting.delete(this);
    };
    this.onConnection = (socket) => {
      waiting.set(socket, performance.now());
      socket.on('close', onClose);
    };
    server.on('connection', this.onConnection);
    server.prependListener('request', this.onRequest);
    server.prependListener('upgrade', this.onRequest);
    this.timer = setInterval(() => this.cutLate(), Math.min(CHECK_INTERVAL_MS, timeoutMs));
    this.timer.unref();
  }

  /** Lets go of the server. */
  stop(): void {
    clearInterval(this.timer);
    this.server.off('connection', this.onConnection);
    this.server.off('request', this.onRequest);
    this.server.off('upgrade', this.onRequest);
  }

  private cutLate(): void {
    const latest = performance.now() - this.timeoutMs;
    for (const [socket, sinceMs] of this.waiting) {
      // The map is in the order of arrival.
      if (sinceMs > latest) return;
      socket.destroy();
    }
  }
}
