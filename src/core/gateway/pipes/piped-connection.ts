import { mayReturnAfter, type CloseCode } from '../../../protocol/close-codes.js';
import { buildFrame } from '../../../protocol/frame.js';
import type { Pipe } from '../../cluster/node-links.js';
import type { WaitingMessage } from '../../sessions/seat.js';
import { SessionLink } from '../../sessions/session-link.js';
import { VANISHED } from '../../sessions/session-seats.js';
import type { Session } from '../../sessions/session.js';
import type { ServedConnection } from '../connection.js';
import type { HeldLine } from './held-line.js';
import {
  bareRecord,
  closeRecord,
  EntryRecord,
  HomeRecord,
  type PipedClient,
  type Repoint,
  repointRecord,
} from './pipe-records.js';

/** A link to a client whose socket is at another node: finished frames go there as they are. */
export class PipeLink extends SessionLink {
  readonly isAway = false;
  /** The code we closed with; undefined while the link is open, or if the client closed it. */
  closedWith: CloseCode | undefined = undefined;
  /** What the client has not taken yet, as its node has last said. */
  lagBytes = 0;

  constructor(
    private readonly pipe: Pipe,
    readonly remoteAddress: string,
  ) {
    super();
  }

  get isOpen(): boolean {
    return this.pipe.isOpen && this.closedWith === undefined;
  }

  get mayReturn(): boolean {
    return this.closedWith === undefined || mayReturnAfter(this.closedWith);
  }

  get bufferedBytes(): number {
    return this.lagBytes + this.pipe.bufferedBytes;
  }

  send(payload: string | Buffer): void {
    if (this.isOpen) this.pipe.send(buildFrame(payload));
  }

  sendFrame(frame: Buffer): void {
    if (this.isOpen) this.pipe.send(frame);
  }

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return;
    this.closedWith = code;
    this.pipe.send(closeRecord({ code, reason }));
  }
}

/** Handles what comes through a pipe. */
export interface PipedConnectionHandler {
  /** A message of the client arrived. */
  receive(connection: PipedConnection, data: Buffer, isBinary: boolean): void;
  /** The client's socket has closed with this code, or the pipe has broken. */
  closed(connection: PipedConnection, code: number): void;
}

/** The connection of a client whose socket is at another node, at its session's home. */
export class PipedConnection implements ServedConnection, HeldLine {
  readonly link: PipeLink;
  waiting: WaitingMessage[] | undefined = undefined;
  successor: ServedConnection | undefined = undefined;
  runningRef = 0;
  cancelHelloTimer: (() => void) | undefined = undefined;
  private onHeld: ((isHeld: boolean) => void) | undefined = undefined;

  /** @param session given at once by who makes it for a new client; for one that has moved here it is its session */
  constructor(
    private readonly pipe: Pipe,
    { remoteAddress }: PipedClient,
    makeSession: (link: PipeLink) => Session,
    private readonly handler: PipedConnectionHandler,
  ) {
    this.link = new PipeLink(pipe, remoteAddress);
    this.link.carrier = this;
    this.session = makeSession(this.link);
    pipe.onData = (bytes) => this.take(bytes);
    pipe.onClose = (reason) => this.end(Number(reason) || VANISHED);
  }

  session: Session;

  /** Asks the client's node to hold what the client sends. @returns false when it is gone */
  hold(): Promise<boolean> {
    if (!this.link.isOpen) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.onHeld = resolve;
      this.pipe.send(bareRecord(HomeRecord.Hold));
    });
  }

  release(): void {
    if (this.link.isOpen) this.pipe.send(bareRecord(HomeRecord.Release));
  }

  repoint(to: Repoint): void {
    if (this.link.isOpen) this.pipe.send(repointRecord(to));
  }

  cut(code: CloseCode, reason: string): void {
    this.link.close(code, reason);
  }

  private take(record: Buffer): void {
    const kind = record[0];
    if (kind === EntryRecord.Lag) this.link.lagBytes = record.readUInt32BE(1);
    else if (kind === EntryRecord.Held) this.held(true);
    // What still comes after we have closed it is not handled.
    else if (this.link.isOpen) this.handler.receive(this, record.subarray(1), kind === EntryRecord.Binary);
  }

  private end(code: number): void {
    this.cancelHelloTimer?.();
    this.held(false);
    this.handler.closed(this, this.link.closedWith ?? code);
  }

  private held(isHeld: boolean): void {
    this.onHeld?.(isHeld);
    this.onHeld = undefined;
  }
}
