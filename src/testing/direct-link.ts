import { headerBytes } from '../protocol/frame.js';
import { SessionLink } from '../core/sessions/session-link.js';

const TEXT_OPCODE = 1;

/** A session's way to a client in this process: no socket, no network, and a line that can be lost. */
export class DirectLink extends SessionLink {
  isOpen = true;
  isAway = false;
  readonly mayReturn = true;
  bufferedBytes = 0;
  readonly remoteAddress = '::1';

  /** @param receive the client; gets a string for a text frame, a buffer for a binary one */
  constructor(private readonly receive: (payload: Buffer | string) => void) {
    super();
  }

  send(payload: string | Buffer): void {
    this.receive(payload);
  }

  sendFrame(frame: Buffer): void {
    const length = frame.readUInt8(1);
    const payload = frame.subarray(length < 126 ? 2 : length === 126 ? 4 : 10);
    if (headerBytes(payload.length) + payload.length !== frame.length) throw new Error('a frame with a wrong header');
    this.receive((frame.readUInt8(0) & 0x0f) === TEXT_OPCODE ? payload.toString() : Buffer.from(payload));
  }

  close(): void {
    this.isOpen = false;
  }
}
