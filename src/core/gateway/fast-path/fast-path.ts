import { Readable, type Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { Receiver } from 'ws';
import type { GameSocket, SocketOwner } from '../game-socket.js';
import { receiverFault } from './receiver-probe.js';
import { readWholeFrames } from './whole-frames.js';

/** A socket that {@link readStraight} serves. */
interface StraightSocket extends Duplex {
  receiver: Receiver;
}

/**
 * Hands what the system has read to ws's receiver at once, while the socket flows, nothing waits in it, and ws alone
 * listens. The way through the stream ends at the same place; its event and its callback for each chunk are a seventh
 * of what a small message costs.
 */
export function readStraight(socket: Duplex, receiver: Receiver): void {
  Object.assign(socket, { receiver, push });
}

/** In place of `readable.push`, which node:net calls with every chunk, and with null at the end. */
function push(this: StraightSocket, chunk: Buffer | null, encoding?: BufferEncoding): boolean {
  const isStraight =
    chunk !== null && this.readableFlowing === true && this.readableLength === 0 && this.listenerCount('data') === 1;
  if (!isStraight) return Readable.prototype.push.call(this, chunk, encoding);
  // As ws's own listener does.
  if (!this.receiver.write(chunk)) this.pause();
  return true;
}

/** What of the configuration the fast path goes by. */
export interface FastPathSettings {
  readonly FAST_PATH: boolean;
  readonly MAX_MESSAGE_BYTES: number;
}

/**
 * The short way of what players send, past ws's and Node's streams. This folder is the only place that leans on private
 * fields of theirs: they are tried at boot, and where they are not as expected, or FAST_PATH is false, every socket is
 * read the documented way, which costs more and does the same.
 */
export class FastPath {
  /** Whether sockets are read the short way. */
  readonly isOn: boolean;
  private readonly maxBytes: number;

  /** @param receiverClass of ws; another one only in tests */
  constructor({ FAST_PATH, MAX_MESSAGE_BYTES }: FastPathSettings, receiverClass: typeof Receiver = Receiver) {
    this.maxBytes = MAX_MESSAGE_BYTES;
    const fault = FAST_PATH ? receiverFault(receiverClass) : 'FAST_PATH is false';
    this.isOn = fault === undefined;
    if (FAST_PATH && !this.isOn) {
      const logger = new Logger(FastPath.name);
      logger.warn(`Sockets are read the slow way: ${String(fault)}. Use the release of ws that this server names.`);
    }
  }

  /** Reads `webSocket`, which lies on `socket`, the short way from now on, and hands whole messages to `owner`. */
  serve(webSocket: GameSocket, socket: Duplex, owner: SocketOwner): void {
    const receiver: unknown = webSocket._receiver;
    // A socket of another copy of ws, or one that somebody has put a stream of his own before, keeps its ways.
    if (!this.isOn || !(receiver instanceof Receiver)) return;
    readWholeFrames(receiver, owner, this.maxBytes);
    if (socket.push === Readable.prototype.push) readStraight(socket, receiver);
  }
}
