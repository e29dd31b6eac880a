import { deserialize, serialize } from 'node:v8';
import { Logger } from '@nestjs/common';
import type { WebSocket } from 'ws';
import type { FieldIssue } from '../../../protocol/check/field-issue.js';
import { GameError } from '../../../protocol/game-error.js';
import type { MonotonicClock } from '../../time/monotonic-clock.js';
import type { Fence } from '../fence.js';
import { LinkError, UNREACHABLE, type CallHandler, type Pipe, type PipeHandler } from '../node-links.js';
import { LinkBatch } from './link-batch.js';
import { LinkPipe, type RecordSender } from './link-pipe.js';
import { RecordReader, RecordType, type RecordSink } from './link-records.js';

/** The other end is gone when nothing has come for so many looks in a row. Looks, not time: a process that stood still saw nothing either. */
const LOOK_MS = 1_000;
const QUIET_LOOKS = 4;
/** What may wait for a peer, before it is connected and when it does not read; beyond it, the link is broken. */
export const MAX_WAITING_BYTES = 64 * 1_024 * 1_024;

/** What the links of a node have in common. */
export interface LinkServices {
  readonly clock: MonotonicClock;
  readonly fence: Fence;
  readonly callHandlers: ReadonlyMap<string, CallHandler>;
  readonly pipeHandlers: ReadonlyMap<string, PipeHandler>;
  readonly counts: LinkCounts;
}

/** What has passed, for the metrics. */
export interface LinkCounts {
  /** Records of all kinds. */
  sent: number;
  received: number;
  sentMessages: number;
  sentBytes: number;
  receivedBytes: number;
}

/** Why a call was refused, as it is sent. */
type Failure = readonly [code: string, text: string, details?: readonly FieldIssue[] | undefined];

interface PendingCall {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: LinkError) => void;
  readonly cancelTimer: () => void;
}

/**
 * Calls and pipes between this node and another, over one connection. It begins before that is there, and ends with it:
 * whatever is under way fails, and nothing is sent again.
 */
export class Link implements RecordSink, RecordSender {
  private readonly logger = new Logger('Links');
  private readonly batch = new LinkBatch((message) => this.sendMessage(message));
  private readonly reader = new RecordReader(this);
  private readonly calls = new Map<number, PendingCall>();
  private readonly openedPipes = new Map<number, LinkPipe>();
  private readonly servedPipes = new Map<number, LinkPipe>();
  private socket: WebSocket | undefined;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private lastId = 0;
  private quietLooks = 0;
  private cancelLook: () => void = () => undefined;

  /** False once it is broken. */
  isWhole = true;
  /** Names this connection for both ends. */
  connectionId = '';

  /** @param onBroken called once */
  constructor(
    readonly nodeId: string,
    private readonly services: LinkServices,
    private readonly onBroken: (link: Link, reason: string) => void,
  ) {}

  /** Whether there is a connection. */
  get isConnected(): boolean {
    return this.socket !== undefined;
  }

  /** Bytes that were sent and that the network has not taken yet. */
  get bufferedBytes(): number {
    return this.waitingBytes + this.batch.pendingBytes + (this.socket?.bufferedAmount ?? 0);
  }

  /** Goes on over this connection, which both ends have proved. */
  connect(socket: WebSocket, connectionId: string): void {
    this.socket = socket;
    this.connectionId = connectionId;
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('pong', () => (this.quietLooks = 0));
    socket.on('error', (error) => this.break(error.message));
    socket.on('close', () => this.break('the connection was closed'));
    this.sendWaiting();
    this.cancelLook = this.services.clock.setTimer(() => this.look(), LOOK_MS);
  }

  /** Asks. @throws LinkError */
  call(name: string, payload: unknown, deadlineMs: number): Promise<unknown> {
    const id = this.nextId();
    return new Promise((resolve, reject) => {
      const cancelTimer = this.services.clock.setTimer(() => {
        this.calls.delete(id);
        reject(new LinkError('timeout', `${this.nodeId} did not answer ${name} within ${deadlineMs} ms.`));
      }, deadlineMs);
      this.calls.set(id, { resolve, reject, cancelTimer });
      this.send(RecordType.Call, id, serialize([name, payload]));
    });
  }

  /** Opens a pipe. */
  openPipe(name: string, opening: unknown): Pipe {
    const id = this.nextId();
    const pipe = new LinkPipe(this, id, RecordType.ToServer, RecordType.CloseServer, this.openedPipes);
    this.openedPipes.set(id, pipe);
    this.send(RecordType.Open, id, serialize([name, opening]));
    return pipe;
  }

  /** Adds a record to this turn's message. */
  send(kind: RecordType, id: number, bytes: Uint8Array): void {
    if (!this.isWhole) return;
    this.services.counts.sent++;
    this.batch.add(kind, id, bytes);
  }

  /** Sends what waits for the connection, or for this node to be allowed to act. */
  sendWaiting(): void {
    const { waiting } = this;
    this.waiting = [];
    this.waitingBytes = 0;
    for (const message of waiting) this.sendMessage(message);
  }

  /** Sends what this turn of the event loop has brought so far, at once. */
  flush(): void {
    this.batch.flush();
  }

  /** Ends it, and everything on it. */
  break(reason: string): void {
    if (!this.isWhole) return;
    this.batch.flush();
    this.isWhole = false;
    this.cancelLook();
    this.waiting = [];
    this.waitingBytes = 0;
    if (this.socket) endSocket(this.socket);
    this.onBroken(this, reason);
    const error = new LinkError(UNREACHABLE, `The link to ${this.nodeId} is broken: ${reason}.`);
    for (const call of this.calls.values()) {
      call.cancelTimer();
      call.reject(error);
    }
    this.calls.clear();
    const pipes = [...this.openedPipes.values(), ...this.servedPipes.values()];
    for (const pipe of pipes) this.guard(() => pipe.closeHere(UNREACHABLE));
  }

  /** @internal */
  onRecord(kind: number, id: number, bytes: Buffer): void {
    this.services.counts.received++;
    switch (kind) {
      case RecordType.ToServer:
        return this.servedPipes.get(id)?.receive(bytes);
      case RecordType.ToOpener:
        return this.openedPipes.get(id)?.receive(bytes);
      case RecordType.Call:
        return void this.serveCall(id, deserialize(bytes) as [string, unknown]);
      case RecordType.Answer:
        return this.takeCall(id)?.resolve(deserialize(bytes));
      case RecordType.Failure: {
        this.fail(id, deserialize(bytes) as Failure);
        return;
      }
      case RecordType.Open: {
        this.servePipe(id, deserialize(bytes) as [string, unknown]);
        return;
      }
      case RecordType.CloseServer:
        return this.servedPipes.get(id)?.closeHere(bytes.toString());
      case RecordType.CloseOpener:
        return this.openedPipes.get(id)?.closeHere(bytes.toString());
      default:
        // A newer version's, during a rolling deploy; whoever needs an answer has a deadline.
        return;
    }
  }

  private sendMessage(message: Buffer): void {
    if (!this.isWhole) return;
    // After SIGCONT others may have had for a while what this node's rooms were about to say.
    if (this.socket === undefined || this.services.fence.isClosed || this.waitingBytes > 0) {
      this.waiting.push(message);
      this.waitingBytes += message.length;
      if (this.waitingBytes > MAX_WAITING_BYTES) this.break('too much waits for the connection');
      return;
    }
    this.services.counts.sentMessages++;
    this.services.counts.sentBytes += message.length;
    this.socket.send(message);
    if (this.socket.bufferedAmount > MAX_WAITING_BYTES) this.break('it does not read what is sent');
  }

  private receive(message: Buffer): void {
    if (!this.isWhole) return;
    this.quietLooks = 0;
    this.services.counts.receivedBytes += message.length;
    try {
      this.reader.read(message);
    } catch (error) {
      this.logger.error(error);
      this.break('what came could not be read');
    }
  }

  private look(): void {
    if (++this.quietLooks > QUIET_LOOKS) {
      this.break('it gives no sign of life');
      return;
    }
    this.socket?.ping();
    this.cancelLook = this.services.clock.setTimer(() => this.look(), LOOK_MS);
  }

  private async serveCall(id: number, [name, payload]: [string, unknown]): Promise<void> {
    const handler = this.services.callHandlers.get(name);
    if (!handler) {
      this.send(RecordType.Failure, id, serialize(['no_handler', `Nobody answers ${name}.`]));
      return;
    }
    try {
      this.send(RecordType.Answer, id, serialize(await handler(payload, this.nodeId)));
    } catch (error) {
      if (!(error instanceof GameError)) this.logger.error(error);
      const { code, message, details } = LinkError.thrown(error);
      this.send(RecordType.Failure, id, serialize([code, message, details] satisfies Failure));
    }
  }

  private servePipe(id: number, [name, opening]: [string, unknown]): void {
    const pipe = new LinkPipe(this, id, RecordType.ToOpener, RecordType.CloseOpener, this.servedPipes);
    const handler = this.services.pipeHandlers.get(name);
    if (!handler) {
      pipe.close('no_handler');
      return;
    }
    this.servedPipes.set(id, pipe);
    try {
      handler(pipe, opening);
    } catch (error) {
      if (!(error instanceof GameError)) this.logger.error(error);
      pipe.close(error instanceof GameError ? error.code : 'server.internal');
    }
  }

  private fail(id: number, [code, text, details]: Failure): void {
    this.takeCall(id)?.reject(new LinkError(code, text, { details }));
  }

  private takeCall(id: number): PendingCall | undefined {
    const call = this.calls.get(id);
    this.calls.delete(id);
    call?.cancelTimer();
    return call;
  }

  private nextId(): number {
    this.lastId = (this.lastId + 1) >>> 0;
    return this.lastId;
  }

  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.logger.error(error);
    }
  }
}

function endSocket(socket: WebSocket): void {
  // What was sent last should still leave, such as the reason why a pipe closes; a dead line is cut after a while.
  if (socket.readyState === socket.OPEN) socket.close(1000);
  setTimeout(() => socket.terminate(), LOOK_MS).unref();
}
