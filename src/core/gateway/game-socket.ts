import { WebSocket } from 'ws';

/** Hears what happens on a {@link GameSocket}. */
export interface SocketOwner {
  /** True once nothing more is read. */
  readonly isClosing: boolean;
  /** A whole message came. */
  received(data: Buffer, isBinary: boolean): void;
  /** A ping came, or a pong with this payload. */
  signalled(pong?: Buffer): void;
  /** The client broke a frame; `ws` itself closes with 1002, 1007 or 1009. */
  broke(): void;
  /** The socket is closed; nothing comes after this. */
  closed(code: number): void;
  /** Somebody closes the socket: writes what is pending, and reads nothing more. */
  closing(): void;
}

/**
 * A player's socket. Whoever closes it, `ws` itself when the client says goodbye or breaks a frame, what is pending goes
 * out first. It hands its events straight to its owner: five listeners, each with a closure and an entry in the
 * emitter's table, are a third of what an idle connection costs.
 */
export class GameSocket extends WebSocket {
  /** Who hears the events; nobody before the gateway has accepted the socket. */
  owner: SocketOwner | undefined = undefined;

  override close(code?: number, data?: string | Buffer): void {
    this.owner?.closing();
    super.close(code, data);
  }

  override pong(data?: unknown, mask?: boolean, onDone?: (error: Error) => void): void {
    // ws answers pings by itself, and counts its answers; who is being closed gets none any more.
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
