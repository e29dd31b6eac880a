import { WebSocket } from 'ws';

/** A player's socket. Whoever closes it, `ws` itself when the client says goodbye or breaks a frame, what is pending goes out first. */
export class GameSocket extends WebSocket {
  /** Writes what is pending; set by the link. */
  flushPending: (() => void) | undefined = undefined;

  override close(code?: number, data?: string | Buffer): void {
    this.flushPending?.();
    super.close(code, data);
  }
}
