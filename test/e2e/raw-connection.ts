import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How long a test waits for bytes that should come. */
const BYTES_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 10;
const END_OF_HEAD = '\r\n\r\n';

/** A frame as the server sent it (RFC 6455 section 5.2): never masked, never in parts. */
export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** What a client's frame is like; everything but the payload has the usual value by default. */
export interface FrameShape {
  /** 1 text, 2 binary, 0 continuation, 8 close, 9 ping, 10 pong. */
  readonly opcode?: number;
  readonly isFinal?: boolean;
  /** RSV1 to RSV3 as the bits 4, 2 and 1. */
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** What the header says, when that is not the payload's length. */
  readonly claimedBytes?: bigint;
}

/** The bytes of one frame from client to server. */
export function clientFrame(payload: string | Buffer, shape: FrameShape = {}): Buffer {
  const { opcode = 1, isFinal = true, reserved = 0, isMasked = true } = shape;
  const body = Buffer.from(payload);
  const claimed = shape.claimedBytes ?? BigInt(body.length);
  const mask = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const masked = isMasked ? body.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : body;
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  return Buffer.concat([Buffer.from([first]), lengthBytes(claimed, isMasked), mask, masked]);
}

function lengthBytes(length: bigint, isMasked: boolean): Buffer {
  const maskBit = isMasked ? 0x80 : 0;
  if (length < 126n) return Buffer.from([maskBit | Number(length)]);
  const bytes = Buffer.alloc(length <= 0xffffn ? 3 : 9);
  bytes[0] = maskBit | (length <= 0xffffn ? 126 : 127);
  if (length <= 0xffffn) bytes.writeUInt16BE(Number(length), 1);
  else bytes.writeBigUInt64BE(length, 1);
  return bytes;
}

/** A TCP connection on which a test says exactly the bytes it likes. It answers no ping and no close. */
export class RawConnection {
  /** Resolves once the server has ended or cut the connection. */
  readonly ended: Promise<void>;
  /** The frames that came whole so far, after the handshake. */
  readonly frames: ServerFrame[] = [];
  /** The answer's status line and header lines, and whatever follows them until the protocol is switched. */
  private head = '';
  private unread: Buffer[] | undefined;
  private unreadBytes = 0;
  private hasEnded = false;
  private readonly watchers = new Set<() => void>();

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.take(chunk));
    // A cut shows as a reset on some systems; it is an end all the same.
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        this.hasEnded = true;
        this.wake();
        resolve();
      });
    });
  }

  /** Connects and says nothing. */
  static async open(port: number): Promise<RawConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Connects and shakes hands as the SDK does. @throws Error when the server refuses */
  static async upgraded(port: number, headers: Readonly<Record<string, string>> = {}): Promise<RawConnection> {
    const connection = await RawConnection.open(port);
    connection.write(upgradeRequest({ 'Sec-WebSocket-Protocol': 'godwit.json.v1', ...headers }));
    const head = await connection.readHead();
    if (!head.startsWith('HTTP/1.1 101 ')) throw new Error(`The server refused the upgrade: ${head}`);
    return connection;
  }

  /** Everything the server said, as text: its answer to the request and the payloads of its frames. */
  get text(): string {
    return [this.head, ...this.frames.map(({ payload }) => payload.toString('latin1'))].join('\n');
  }

  /** Says these bytes. */
  write(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** Says one frame. */
  send(payload: string | Buffer, shape?: FrameShape): void {
    this.write(clientFrame(payload, shape));
  }

  /** Stops reading: what the server sends piles up on its side. */
  pause(): void {
    this.socket.pause();
  }

  /** Reads again. */
  resume(): void {
    this.socket.resume();
  }

  /** Cuts it. */
  destroy(): void {
    this.socket.destroy();
  }

  /** The answer to the request, once its head is there: status line, header lines, and a body as far as it came. */
  async readHead(): Promise<string> {
    await this.until(() => this.head.includes(END_OF_HEAD), 'an answer to the request');
    return this.head;
  }

  /** The first frame that `matches`, once it is there. */
  async waitForFrame(matches: (frame: ServerFrame) => boolean, what: string): Promise<ServerFrame> {
    let found: ServerFrame | undefined;
    let seen = 0;
    const look = (): boolean => {
      while (found === undefined && seen < this.frames.length) {
        const frame = this.frames[seen++];
        if (frame && matches(frame)) found = frame;
      }
      return found !== undefined;
    };
    await this.until(look, what);
    if (found === undefined) throw new Error(`There is no ${what}.`);
    return found;
  }

  /** The code and reason of the server's close frame, once it is there. */
  async waitForClose(): Promise<{ code: number; reason: string }> {
    const { payload } = await this.waitForFrame(({ opcode }) => opcode === 8, 'close frame');
    return { code: payload.readUInt16BE(0), reason: payload.subarray(2).toString() };
  }

  private take(chunk: Buffer): void {
    if (this.unread !== undefined) {
      this.unread.push(chunk);
      this.unreadBytes += chunk.length;
      this.readFrames();
    } else {
      this.head += chunk.toString('latin1');
      if (this.head.startsWith('HTTP/1.1 101 ') && this.head.includes(END_OF_HEAD)) this.switchToFrames();
    }
    this.wake();
  }

  private switchToFrames(): void {
    const end = this.head.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
    const rest = Buffer.from(this.head.slice(end), 'latin1');
    this.head = this.head.slice(0, end);
    this.unread = [rest];
    this.unreadBytes = rest.length;
    this.readFrames();
  }

  private readFrames(): void {
    const [first = Buffer.alloc(0)] = this.unread ?? [];
    // A large frame comes in many chunks, which are put together once.
    if (first.length >= MAX_HEADER_BYTES && frameBytes(first) > this.unreadBytes) return;
    let bytes = Buffer.concat(this.unread ?? []);
    for (let size = frameBytes(bytes); size <= bytes.length; size = frameBytes(bytes)) {
      this.frames.push({ opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(headerBytes(bytes), size) });
      bytes = bytes.subarray(size);
    }
    this.unread = [bytes];
    this.unreadBytes = bytes.length;
  }

  private until(isDone: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void): void => {
        clearTimeout(timer);
        this.watchers.delete(look);
        outcome();
      };
      const fail = (how: string): void => {
        settle(() => reject(new Error(`${how} ${what}; got ${JSON.stringify(this.text.slice(-200))}`)));
      };
      const look = (): void => {
        if (isDone()) settle(resolve);
        else if (this.hasEnded) fail('The connection ended without');
      };
      const timer = setTimeout(fail, BYTES_TIMEOUT_MS, 'No sign of');
      this.watchers.add(look);
      look();
    });
  }

  private wake(): void {
    for (const watcher of [...this.watchers]) watcher();
  }
}

/** A request to become a WebSocket; a header with the value `''` is left out. */
export function upgradeRequest(headers: Readonly<Record<string, string>> = {}, target = '/', method = 'GET'): string {
  const all: Record<string, string> = {
    Host: 'game.example:1234',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function headerBytes(bytes: Buffer): number {
  const short = (bytes[1] ?? 0) & 0x7f;
  if (short < 126) return 2;
  return short === 126 ? 4 : 10;
}

/** How long the frame at the beginning of `bytes` is, header included; infinite while that cannot be said. */
function frameBytes(bytes: Buffer): number {
  const header = headerBytes(bytes);
  if (bytes.length < Math.max(2, header)) return Infinity;
  if (header === 2) return header + ((bytes[1] ?? 0) & 0x7f);
  return header + (header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)));
}
