import { Logger } from '@nestjs/common';
import type { FieldIssue } from '../../protocol/check/field-issue.js';
import type { CloseCode } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { textOf, type ErrorCode } from '../../protocol/error-codes.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { ErrorDto, ProtocolType } from '../../protocol/protocol.messages.js';
import type { SessionLink } from './session-link.js';

/** Godot's default inbound buffer, assumed until the client states its own. */
const DEFAULT_RECEIVE_BUFFER_BYTES = 65_535;

/** One player's presence on this server, and the only thing that writes to its socket. */
export class Session {
  private static readonly logger = new Logger(Session.name);

  /** The signed-in player; undefined for an anonymous session. */
  playerId: string | undefined;
  /** False for a binary client until its Hello names this server's contract; only the protocol's own messages pass before. */
  hasAgreed: boolean;
  /** How many bytes the client can hold before it reads them, as its Hello states. */
  receiveBufferBytes = DEFAULT_RECEIVE_BUFFER_BYTES;

  /**
   * @param id unique on all nodes, public
   * @param codec how this client's frames are written
   */
  constructor(
    readonly id: string,
    readonly codec: MessageCodec,
    private readonly link: SessionLink,
    private readonly catalogue: MessageCatalogue,
  ) {
    this.hasAgreed = !codec.isBinary;
  }

  /** False once the socket is closed or closing; sending then does nothing. */
  get isOpen(): boolean {
    return this.link.isOpen;
  }

  /** Bytes on their way to a client that has not taken them yet. */
  get bufferedBytes(): number {
    return this.link.bufferedBytes;
  }

  /** The client's address. */
  get remoteAddress(): string {
    return this.link.remoteAddress;
  }

  /**
   * Tells the client something: `message` is an instance of a class marked `@ServerMessage`.
   * @throws Error when its class is not.
   */
  send(message: object): void {
    this.sendAs(this.catalogue.typeOf(message), 0, message);
  }

  /** Answers request `ref`: with nothing (an Ack) or with a message of wire type `type`. For the router. */
  answer(ref: number, type: number = ProtocolType.Ack, message?: object): void {
    this.sendAs(type, ref, message);
  }

  /** Answers request `ref`, or tells the client when it is 0, why it was refused. */
  refuse(ref: number, code: ErrorCode, text = textOf(code), details?: readonly FieldIssue[]): void {
    this.sendAs(ProtocolType.Error, ref, new ErrorDto(code, text, details));
  }

  /** What {@link send} would put on this client's wire; a broadcast builds it once per codec. */
  encode(message: object): string | Buffer {
    return this.codec.encode(this.catalogue.typeOf(message), 0, message);
  }

  /** Sends a frame built from {@link encode} of a session with the same codec. */
  sendFrame(frame: Buffer): void {
    this.link.sendFrame(frame);
  }

  /** Ends the connection; `reason` is the error code that the client shows. */
  close(code: CloseCode, reason: ErrorCode): void {
    this.link.close(code, reason);
  }

  private sendAs(type: number, ref: number, message: object | undefined): void {
    if (!this.link.isOpen) return;
    let payload: string | Buffer;
    try {
      payload = this.codec.encode(type, ref, message);
    } catch (error) {
      Session.logger.error({ err: error, type }, 'A message could not be written and was not sent.');
      if (ref !== 0) this.refuse(ref, 'server.internal');
      return;
    }
    this.link.send(payload);
  }
}
