import { Logger } from '@nestjs/common';
import { UNREACHABLE, type Pipe } from '../node-links.js';
import type { RecordType } from './link-records.js';

const logger = new Logger('Links');

/** The link as a pipe sees it. */
export interface RecordSender {
  readonly nodeId: string;
  readonly bufferedBytes: number;
  send(kind: RecordType, id: number, bytes: Uint8Array): void;
}

/** One end of a pipe. */
export class LinkPipe implements Pipe {
  isOpen = true;
  onData: (bytes: Buffer) => void = () => undefined;
  onClose: (reason: string) => void = () => undefined;

  /** @param register where the link finds it while it is open */
  constructor(
    private readonly link: RecordSender,
    private readonly id: number,
    private readonly dataKind: RecordType,
    private readonly closeKind: RecordType,
    private readonly register: Map<number, LinkPipe>,
  ) {}

  get nodeId(): string {
    return this.link.nodeId;
  }

  get bufferedBytes(): number {
    return this.link.bufferedBytes;
  }

  send(bytes: Uint8Array): void {
    if (this.isOpen) this.link.send(this.dataKind, this.id, bytes);
  }

  close(reason: string): void {
    if (!this.isOpen) return;
    this.forget();
    this.link.send(this.closeKind, this.id, Buffer.from(reason));
  }

  /** Takes what came. What its reader throws is his own affair: the other pipes of the link go on. */
  receive(bytes: Buffer): void {
    try {
      this.onData(bytes);
    } catch (error) {
      logger.error(error);
      this.close('server.internal');
    }
  }

  /** The other end has closed it, or the link is broken. */
  closeHere(reason: string): void {
    if (!this.isOpen) return;
    this.forget();
    this.onClose(reason);
  }

  private forget(): void {
    this.isOpen = false;
    this.register.delete(this.id);
  }
}

/** A pipe to a node that does not exist: whoever has asked for it is told in a moment, as of one that breaks. */
export function closedPipe(nodeId: string): Pipe {
  const pipe: Pipe = {
    nodeId,
    isOpen: false,
    bufferedBytes: 0,
    send: () => undefined,
    onData: () => undefined,
    onClose: () => undefined,
    close: () => undefined,
  };
  setImmediate(() => pipe.onClose(UNREACHABLE));
  return pipe;
}
