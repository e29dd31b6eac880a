import { WebSocket } from 'ws';

/** Receives the events of a {@link GameSocket}. */
export interface SocketOwner {
  /** True once nothing more is read. */
  readonly isClosing: boolean;
  /** A complete message arrived. */
  received(data: Buffer, isBinary: boolean): void;
  /** A ping arrived, or a pong with this payload. */
  signalled(pong?: Buffer): void;
  /** The client sent a malformed frame; `ws` itself closes with 1002, 1007 or 1009. */
  broke(): void;
  /** The socket has closed; no event follows. */
  closed(code: number): void;
  /** The socket is about to close: flush what is pending, and read nothing more. */
  closing(): void;
}

/**
 * A player's socket. Pending frames are flushed before it closes, no matter who closes it, `ws` itself included. It passes its
 * events straight to its owner: five listeners, each a closure and an entry in the emitter's table, would be a third of what an
 * idle connection costs.
 */
export class GameSocket extends WebSocket {
  /** Receives the events; undefined until the gateway has accepted the socket. */
  owner: SocketOwner | undefined = undefined;

  override close(code?: number, data?: string | Buffer): void {
    this.owner?.closing();
    super.close(code, data);
  }

  override pong(data?: unknown, mask?: boolean, onDone?: (error: Error) => void): void {
    // ws answers pings by itself and counts its answers; a closing socket gets none.
    if (this.owner?.isClosing === true) (onDone as (() => void) | undefined)?.();
    else super.pong(data, mask, onDone);
  }

  override emit(event: string | symbol, first?: unknown, second?: unknown): boolean {
    const { owner } = this;
    if (owner === undefined) return super.emit(event, first, second);
    // What ws emits, and with which arguments: its documentation of the class WebSocket.
    if (event === 'message') owner.received(first as Buffer, second as boolean);
    else if (event === 'ping') owner.signalled();
    else if (event === 'pong') owner.signalled(first as Buffer);
    else if (event === 'close') owner.closed(first as number);
    else if (event === 'error') owner.broke();
    else return super.emit(event, first, second);
    return true;
  }
}
