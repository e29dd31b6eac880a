import { Logger } from '@nestjs/common';
import type { FieldIssue } from '../../protocol/check/field-issue.js';
import type { CloseCode } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { textOf, type ErrorCode } from '../../protocol/error-codes.js';
import { MAX_HEADER_BYTES } from '../../protocol/frame.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { ErrorDto, isCountedFromServer, ProtocolType } from '../../protocol/protocol.messages.js';
import { HeldLink } from './held-link.js';
import type { MessageQueue } from './message-queue.js';
import type { ReplayBuffer } from './replay-buffer.js';
import type { SessionLink } from './session-link.js';

/** With more than this on its way to it, a client gets no state: a later patch makes up for it. */
const MAX_UNREAD_BYTES = 16_384;
/** More than any frame has; as a small integer it lies in the session itself. */
const UNLIMITED_BYTES = 0x3fff_ffff;

/** An older session that a client takes back. */
export interface Resuming {
  readonly session: Session;
  /** How many of its counted messages the client has received. */
  readonly received: number;
  /** False where it goes on without what the client has missed; see {@link Claim}. */
  readonly isWhole: boolean;
}

/** Where a session plays: takes the messages that are for its game. A session has one at most, or none. */
export interface SessionSink {
  /** True where it goes on after a restart of the server, and its sessions with it. */
  readonly outlivesRestart?: boolean;

  /**
   * Takes a checked message, to answer it now or later through the router.
   * @returns false when it has no handler for messages of this type
   */
  receive(session: Session, type: number, ref: number, message: object): boolean;
}

/** One player's presence on this server, which outlives a dropped socket, and the only thing that writes to one. */
export class Session {
  private static readonly logger = new Logger(Session.name);

  /** The signed-in player; undefined for an anonymous session. Set by {@link PlayerSessions} alone. */
  playerId: string | undefined;
  /** False for a binary client until its Hello names this server's contract; only the protocol's own messages pass before. */
  hasAgreed: boolean;
  /** How many bytes the client can hold before it reads them, as its Hello states; nothing larger is sent to it. */
  receiveBufferBytes = UNLIMITED_BYTES;

  /** For the gateway: what waits for a handler of this session to finish; undefined when none is running. */
  queue: MessageQueue | undefined = undefined;
  /** For the gateway: how many messages of types from 20 came in; a client that resumes sends what is missing again. */
  received = 0;
  /** For the gateway: the session that goes on in this one's place, once the Hello that asked for it is answered. */
  resuming: Resuming | undefined = undefined;
  /** For rooms: where its game messages go; undefined while it is in no room. */
  sink: SessionSink | undefined = undefined;
  private replay: ReplayBuffer | undefined = undefined;
  /** Becomes {@link replay} with the Welcome: both ends count from there. */
  private nextReplay: ReplayBuffer | undefined = undefined;

  /**
   * @param id unique on all nodes, public
   * @param codec how this client's frames are written
   */
  constructor(
    readonly id: string,
    readonly codec: MessageCodec,
    private link: SessionLink,
    private readonly catalogue: MessageCatalogue,
  ) {
    this.hasAgreed = !codec.isBinary;
  }

  /** False once the session has ended; sending then does nothing. True while a lost connection's seat is held. */
  get isOpen(): boolean {
    // A socket is closed a moment before the gateway hears of it; what is sent in that moment is part of the replay.
    return this.link.isOpen || (this.replay !== undefined && this.link.mayReturn);
  }

  /** False while the seat is held for a client that is away; what is sent then reaches it when it resumes. */
  get isConnected(): boolean {
    return this.link.isOpen && !this.link.isAway;
  }

  /** True while there is no socket, because the client is away or the session is over. */
  get isAway(): boolean {
    return this.link.isAway;
  }

  /** Bytes on their way to a client that has not taken them yet. */
  get bufferedBytes(): number {
    return this.link.bufferedBytes;
  }

  /** The client's address, the latest one while it is away. */
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

  /** Sends a frame built from {@link encode} of a session with the same codec; never one of the protocol's own messages. */
  sendFrame(frame: Buffer): void {
    if (!this.isOpen) return;
    if (frame.length > this.receiveBufferBytes + MAX_HEADER_BYTES) {
      this.refuseTooLarge(undefined, 0, frame.length);
      return;
    }
    this.replay?.record(frame);
    this.link.sendFrame(frame);
  }

  /** Whether a patch of state would be sent now: the client is there, can read it, and keeps up. */
  get takesState(): boolean {
    return this.isConnected && this.hasAgreed && this.link.bufferedBytes <= MAX_UNREAD_BYTES;
  }

  /**
   * Sends a whole frame of a message that neither end counts and no replay keeps: state, of which only the latest matters.
   * @returns false when nothing was sent: the client is away, slow, or cannot hold so much
   */
  sendState(frame: Buffer): boolean {
    if (!this.takesState || frame.length > this.receiveBufferBytes + MAX_HEADER_BYTES) return false;
    this.link.sendFrame(frame);
    return true;
  }

  /** Ends the connection; `reason` is the error code that the client shows. */
  close(code: CloseCode, reason: ErrorCode): void {
    this.link.close(code, reason);
  }

  /** For the gateway: whether this session's frames go through `link`. */
  isOn(link: SessionLink): boolean {
    return this.link === link;
  }

  /** For {@link Seats}: it is over. */
  end(): void {
    if (this.link.isOpen) this.link = new HeldLink(this.remoteAddress);
    this.replay = this.nextReplay = undefined;
    this.queue = undefined;
  }

  /** For {@link Seats}: keeps in `replay` what is sent after the Welcome, until the client says that it has got it. */
  keepIn(replay: ReplayBuffer): void {
    this.nextReplay = replay;
  }

  /** For {@link Seats}: goes on with these counts: those of before a restart, or anew. */
  countOn(received: number, replay: ReplayBuffer): void {
    this.received = received;
    this.replay = replay;
  }

  /** For {@link Seats}: what may have to be sent again; undefined for a client that cannot resume. */
  get kept(): ReplayBuffer | undefined {
    return this.replay ?? this.nextReplay;
  }

  /** For {@link Seats}: the way that frames take from now on. Returns the one before. */
  moveTo(link: SessionLink): SessionLink {
    const before = this.link;
    this.link = link;
    return before;
  }

  private sendAs(type: number, ref: number, message: object | undefined): void {
    if (!this.isOpen) return;
    let payload: string | Buffer;
    try {
      payload = this.codec.encode(type, ref, message);
    } catch (error) {
      Session.logger.error({ err: error, type }, 'A message could not be written and was not sent.');
      if (ref !== 0) this.refuse(ref, 'server.internal');
      return;
    }
    if (payload.length > this.receiveBufferBytes) {
      this.refuseTooLarge(type, ref, payload.length);
      return;
    }
    // Bytes lie in a slab with other clients'; a string of their own lets go of it.
    if (this.replay !== undefined && isCountedFromServer(type)) {
      this.replay.record(typeof payload === 'string' ? payload : payload.toString('latin1'));
    }
    this.link.send(payload);
    if (type === (ProtocolType.Welcome as number)) this.onWelcomed();
  }

  // At once, so that nothing gets between the Welcome and what the client missed.
  private onWelcomed(): void {
    this.replay ??= this.nextReplay;
    if (this.resuming === undefined) return;
    const { session, received } = this.resuming;
    session.receiveBufferBytes = this.receiveBufferBytes;
    session.link = this.link;
    this.link = new HeldLink(this.remoteAddress);
    session.replayAfter(received);
  }

  private replayAfter(received: number): void {
    for (const payload of this.replay?.after(received) ?? []) {
      if (typeof payload !== 'string') this.link.sendFrame(payload);
      else this.link.send(this.codec.isBinary ? Buffer.from(payload, 'latin1') : payload);
    }
  }

  // Godot drops such a message, or the connection.
  private refuseTooLarge(type: number | undefined, ref: number, bytes: number): void {
    Session.logger.error(
      { type, bytes, most: this.receiveBufferBytes },
      'A message is larger than its client can take.',
    );
    if (ref !== 0) this.refuse(ref, 'session.answer_too_large');
  }
}
