import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { binaryFrame, pongFrame, readHeader, type FrameHeader } from './frames.js';
import type { Workload } from './workload.js';

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const TYPE_DIGITS_AT = '{"type":'.length;
const ZERO = 48;
const GREETING_TYPE = 1;
const END_OF_HEAD = '\r\n\r\n';

/** All sockets read into one buffer: what it holds is consumed before the next read. */
const readBuffer = Buffer.alloc(256 * 1024);
const header: FrameHeader = { opcode: 0, payloadStart: 0, payloadEnd: 0 };

/** The number behind `{"type":`, which every server of the bench writes first. */
function readType(bytes: Buffer, payloadStart: number): number {
  let type = 0;
  for (let at = payloadStart + TYPE_DIGITS_AT; at < bytes.length; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    type = type * 10 + digit;
  }
  return type;
}

/** One raw WebSocket client: shakes hands by hand, writes ready-made frames and counts the frames which come back. */
export class LoadConnection {
  /** Number of the next frame of the ring; the workload moves it. */
  cursor = 0;
  /** Whether the workload has looked at a whole answer of this connection. */
  isInspected = false;
  /** State that came: binary frames and their bytes, headers included. */
  stateFrames = 0;
  stateBytes = 0;
  private readonly socket: Socket;
  private rest: Buffer | undefined;
  private isOpen = false;
  private workload: Workload | undefined;

  /** Connects at once; `opened` is called when the server has accepted the handshake, `failed` whenever the link is lost. */
  constructor(
    port: number,
    private readonly opened: () => void,
    private readonly failed: (reason: string) => void,
    private readonly subprotocol?: string,
    private readonly seat?: string,
  ) {
    const callback = (length: number): boolean => {
      this.read(readBuffer.subarray(0, length));
      return true;
    };
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: readBuffer, callback } });
    this.socket.on('connect', () => this.shakeHands(port));
    this.socket.on('error', (error) => this.failed(error.message));
    this.socket.on('close', () => this.failed('the server closed a connection'));
  }

  /** From now on frames are reported to `workload`. */
  serve(workload: Workload): void {
    this.workload = workload;
    this.isInspected = false;
  }

  /** Writes whole frames. */
  write(frames: Buffer): void {
    this.socket.write(frames);
  }

  /** Drops the link without a word. */
  destroy(): void {
    this.socket.removeAllListeners('close');
    this.socket.destroy();
  }

  private shakeHands(port: number): void {
    const subprotocol = this.subprotocol === undefined ? '' : `Sec-WebSocket-Protocol: ${this.subprotocol}\r\n`;
    this.socket.write(
      `GET ${this.seat ?? '/'} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${subprotocol}\r\n`,
    );
  }

  private read(chunk: Buffer): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk;
    const consumed = this.isOpen ? this.readFrames(bytes, 0) : this.readHead(bytes);
    this.rest = consumed < bytes.length ? Buffer.from(bytes.subarray(consumed)) : undefined;
  }

  private readHead(bytes: Buffer): number {
    const end = bytes.indexOf(END_OF_HEAD);
    if (end < 0) return 0;
    if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
      this.failed(`handshake refused: ${bytes.toString('latin1', 0, bytes.indexOf('\r\n'))}`);
      return bytes.length;
    }
    this.isOpen = true;
    this.opened();
    return this.readFrames(bytes, end + END_OF_HEAD.length);
  }

  private readFrames(bytes: Buffer, from: number): number {
    let at = from;
    let answers = 0;
    while (readHeader(bytes, at, header)) {
      const { opcode, payloadStart, payloadEnd } = header;
      if (opcode === BINARY) this.takeState(bytes[payloadStart] ?? 0, payloadEnd - at);
      else if (opcode !== TEXT) this.readControl(opcode, bytes.subarray(payloadStart, payloadEnd));
      else if (this.isAnswer(bytes, payloadStart, payloadEnd)) answers++;
      at = payloadEnd;
    }
    if (answers > 0) this.workload?.answersArrived(this, answers);
    return at;
  }

  /** State is only counted; nobody answers for it. */
  private takeState(code: number, frameBytes: number): void {
    this.stateFrames++;
    this.stateBytes += frameBytes;
    if (this.seat !== undefined && this.stateFrames === 1) this.socket.write(binaryFrame(Buffer.of(code)));
  }

  private isAnswer(bytes: Buffer, start: number, end: number): boolean {
    const type = readType(bytes, start);
    if (type === GREETING_TYPE) return false;
    if (!this.workload?.expects(type)) {
      this.failed(`unexpected message: ${bytes.toString('utf8', start, Math.min(end, start + 200))}`);
      return false;
    }
    if (!this.isInspected) {
      this.isInspected = true;
      this.workload.inspect(bytes.toString('utf8', start, end));
    }
    return true;
  }

  private readControl(opcode: number, payload: Buffer): void {
    if (opcode === PING) this.socket.write(pongFrame(payload));
    if (opcode === CLOSE)
      this.failed(`closed by the server: ${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`);
  }
}
