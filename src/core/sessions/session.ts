import { Logger } from '@nestjs/common';
import type { FieldIssue } from '../../protocol/check/field-issue.js';
import type { CloseCode } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { textOf, type ErrorCode } from '../../protocol/error-codes.js';
import { MAX_HEADER_BYTES, payloadBytes } from '../../protocol/frame.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { ErrorDto, ProtocolType } from '../../protocol/protocol.messages.js';
import { Delivery } from './delivery.js';
import type { SessionLink } from './session-link.js';

/** The room a session is in, as the gateway sees it: it takes the messages that are for the game. */
export interface SessionRoom {
  /** Whether the room and its sessions survive a restart of the server. */
  readonly outlivesRestart?: boolean;

  /**
   * Takes a checked message, to answer it now or later through the router.
   * @returns false when it has no handler for messages of this type
   */
  receive(session: Session, type: number, ref: number, message: object): boolean;
}

/** Hears what a session is sent: messages, and no state. */
export interface SessionTap {
  /**
   * A message goes out; `ref` is the request that it answers, or 0.
   * @param bytes of its payload
   */
  sent(session: Session, type: number, ref: number, message: object | undefined, bytes: number): void;
}

/** One player's presence on this server. It outlives a dropped connection, and it alone writes to the socket. */
export class Session {
  private static readonly logger = new Logger(Session.name);

  /** The signed-in player; undefined for an anonymous session. Set by {@link PlayerSessions} alone. */
  playerId: string | undefined;
  /**
   * For the gateway: set while it is being dismissed. No further message is handled, and it is closed with this code once the
   * running handler has answered. Set by {@link PlayerSessions} alone.
   */
  leaving: ErrorCode | undefined = undefined;
  /** The room it is in, which takes its game messages; undefined while it is in none. Set by the room's roster alone. */
  room: SessionRoom | undefined = undefined;
  /** True while it is offered to another node, and not known whose it will be. Nobody may resume it meanwhile. */
  isMoving = false;
  /** True once it has moved to another node: what is left here is over, and the session itself goes on there. */
  hasMoved = false;
  /** Who hears what it is sent; undefined while nobody does. Only {@link tap} and {@link untap} set it. */
  private taps: readonly SessionTap[] | undefined = undefined;
  /** For the core: the link to the client, the message counts, and the replay for when the client resumes. */
  readonly delivery: Delivery;

  /**
   * @param id unique on all nodes, public
   * @param codec how this client's frames are written
   */
  constructor(
    readonly id: string,
    readonly codec: MessageCodec,
    link: SessionLink,
    private readonly catalogue: MessageCatalogue,
  ) {
    this.delivery = new Delivery(codec, link);
  }

  /** False once the session has ended; sending then does nothing. Stays true while a disconnected client's seat is held. */
  get isOpen(): boolean {
    return this.delivery.isOpen;
  }

  /** False while the client is disconnected and its seat is held; what is sent meanwhile reaches it when it resumes. */
  get isConnected(): boolean {
    return this.delivery.isConnected;
  }

  /** True unless it has ended or is being dismissed. Check it after an `await`, before acting for the session. */
  get isPresent(): boolean {
    return this.isOpen && this.leaving === undefined;
  }

  /** Changes with every message of the game or the addon, unlike for a client that only keeps its socket open. */
  get signsOfLife(): number {
    return this.delivery.received + this.delivery.pinged;
  }

  /** Bytes sent that the client has not received yet. */
  get bufferedBytes(): number {
    return this.delivery.bufferedBytes;
  }

  /** The client's receive buffer, in bytes; nothing larger is sent to it. */
  get receiveBufferBytes(): number {
    return this.delivery.receiveBufferBytes;
  }

  /** The client's address; the last known one while it is disconnected. */
  get remoteAddress(): string {
    return this.delivery.remoteAddress;
  }

  /**
   * Sends `message`, an instance of a class marked `@ServerMessage`.
   * @throws Error when its class is not.
   */
  send(message: object): void {
    this.sendAs(this.catalogue.typeOf(message), 0, message);
  }

  /** For the router: answers request `ref` with an Ack, or with a message of wire type `type`. */
  answer(ref: number, type: number = ProtocolType.Ack, message?: object): void {
    this.sendAs(type, ref, message);
  }

  /**
   * Refuses request `ref`, or reports an error unasked when it is 0. A disconnected client gets the code and the text when it
   * resumes, without the details.
   */
  refuse(ref: number, code: ErrorCode, text = textOf(code), details?: readonly FieldIssue[]): void {
    const { delivery } = this;
    if (!delivery.isOpen) return;
    const message = new ErrorDto(code, text, details);
    const payload = this.payloadOf(ProtocolType.Error, ref, message);
    if (payload === undefined) return;
    if (this.taps !== undefined) this.tell(ProtocolType.Error, ref, message, Buffer.byteLength(payload));
    delivery.refuse(payload, { ref, code, text });
  }

  /** Encodes a message as {@link send} would; a broadcast does it once per codec. */
  encode(message: object): string | Buffer {
    return this.codec.encode(this.catalogue.typeOf(message), 0, message);
  }

  /** Sends a frame that was built from {@link encode} of `message` by a session with the same codec; not for the protocol's own messages. */
  sendFrame(frame: Buffer, message: object): void {
    const { delivery } = this;
    if (!delivery.isOpen) return;
    if (frame.length > delivery.receiveBufferBytes + MAX_HEADER_BYTES) this.refuseTooLarge(undefined, 0, frame.length);
    else {
      if (this.taps !== undefined) this.tell(this.catalogue.typeOf(message), 0, message, payloadBytes(frame));
      delivery.sendFrame(frame);
    }
  }

  /** Lets `tap` hear of everything that is sent from now on. */
  tap(tap: SessionTap): void {
    this.taps = [...(this.taps ?? []), tap];
  }

  /** Ends {@link tap}. */
  untap(tap: SessionTap): void {
    const left = this.taps?.filter((each) => each !== tap) ?? [];
    this.taps = left.length === 0 ? undefined : left;
  }

  /** Closes the connection; `reason` is the error code for the client. */
  close(code: CloseCode, reason: ErrorCode): void {
    this.delivery.close(code, reason);
  }

  private sendAs(type: number, ref: number, message: object | undefined): void {
    const { delivery } = this;
    if (!delivery.isOpen) return;
    const payload = this.payloadOf(type, ref, message);
    if (payload === undefined) return;
    if (this.taps !== undefined) this.tell(type, ref, message, Buffer.byteLength(payload));
    delivery.send(type, payload);
  }

  private tell(type: number, ref: number, message: object | undefined, bytes: number): void {
    for (const tap of this.taps ?? []) tap.sent(this, type, ref, message, bytes);
  }

  /** Undefined when the message cannot be encoded; the error is logged or answered here. */
  private payloadOf(type: number, ref: number, message: object | undefined): string | Buffer | undefined {
    let payload: string | Buffer;
    try {
      payload = this.codec.encode(type, ref, message);
    } catch (error) {
      Session.logger.error({ err: error, type }, 'A message could not be written and was not sent.');
      if (ref !== 0) this.refuse(ref, 'server.internal');
      return undefined;
    }
    if (payload.length <= this.delivery.receiveBufferBytes) return payload;
    this.refuseTooLarge(type, ref, payload.length);
    return undefined;
  }

  // Godot drops such a message, or the connection.
  private refuseTooLarge(type: number | undefined, ref: number, bytes: number): void {
    Session.logger.error(
      { type, bytes, most: this.delivery.receiveBufferBytes },
      'A message is larger than its client can take.',
    );
    if (ref !== 0) this.refuse(ref, 'session.answer_too_large');
  }
}
