import type { CloseCode } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { MAX_HEADER_BYTES } from '../../protocol/frame.js';
import { ErrorDto, isCountedFromServer, ProtocolType } from '../../protocol/protocol.messages.js';
import type { KeptRefusal, ReplayBuffer, SavedReplay } from './replay-buffer.js';
import { HeldLink, type LinkFigures, type SessionLink } from './session-link.js';

/** A client with more unread bytes than this gets no state patches; a later patch makes up for them. */
const MAX_UNREAD_BYTES = 16_384;
/** More than any frame has. A small integer, which V8 stores without a heap allocation. */
const UNLIMITED_BYTES = 0x3fff_ffff;

/**
 * Delivers a session's frames to its client: the current link, the message counts of both ends, and the replay of what may have
 * to be sent again over the next link. For {@link Session}, {@link SessionSeats}, {@link Resumption} and the gateway.
 */
export class Delivery {
  /** How many counted messages (types from 20) were received; a client that resumes resends those after them. */
  received = 0;
  /** True while a handler of one of its messages runs. */
  isBusy = false;
  /** How many Pings were received. */
  pinged = 0;
  /**
   * False while only the protocol's own messages pass: for a binary client until its Hello names this server's contract, and for
   * whoever waits at a closed entrance.
   */
  isAdmitted: boolean;
  /** The client's receive buffer in bytes, as its Hello states; nothing larger is sent to it. */
  receiveBufferBytes = UNLIMITED_BYTES;
  /** True from a Hello that asks for a seat until its Welcome is out. Counted messages are held back meanwhile. */
  isPending = false;
  /** True once that Welcome has been written. */
  isWelcomed = false;
  /** How many counted messages had been sent before {@link isPending}. */
  private sentBefore = 0;
  private replay: ReplayBuffer | undefined = undefined;

  constructor(
    private readonly codec: MessageCodec,
    private link: SessionLink,
  ) {
    this.isAdmitted = !codec.isBinary;
  }

  /** True while what is sent reaches the client, now or when it resumes. */
  get isOpen(): boolean {
    // A socket closes a moment before the gateway is told. What is sent in that moment goes into the replay.
    return this.link.isOpen || (this.replay !== undefined && this.link.mayReturn);
  }

  /** True while the client is connected. */
  get isConnected(): boolean {
    return this.link.isOpen && !this.link.isAway;
  }

  /** True while there is no socket: the client is disconnected or the session has ended. */
  get isAway(): boolean {
    return this.link.isAway;
  }

  /** The connection that carries the session; undefined while the client is disconnected. */
  get carrier(): object | undefined {
    return this.link.carrier;
  }

  /** Bytes sent that the client has not received yet. */
  get bufferedBytes(): number {
    return this.link.bufferedBytes;
  }

  /** The client's address; the last known one while it is disconnected. */
  get remoteAddress(): string {
    return this.link.remoteAddress;
  }

  /** See {@link SessionLink.figures}. */
  get figures(): LinkFigures | undefined {
    return this.link.figures;
  }

  /** The replay; undefined for a client that cannot resume. */
  get kept(): ReplayBuffer | undefined {
    return this.replay;
  }

  /** Whether a state patch would be sent now: the client is connected, can read it and keeps up. */
  get takesState(): boolean {
    return this.isConnected && this.isAdmitted && this.link.bufferedBytes <= MAX_UNREAD_BYTES;
  }

  /** See {@link SessionLink.measure}. */
  measure(): void {
    this.link.measure();
  }

  /** Sends an encoded message of wire type `type`. */
  send(type: number, payload: string | Buffer): void {
    if (this.replay !== undefined && isCountedFromServer(type)) {
      // The bytes lie in a slab shared with other clients; a string of their own lets the slab be freed.
      this.replay.record(typeof payload === 'string' ? payload : payload.toString('latin1'));
    }
    if (this.isPending && !this.passes(type)) return;
    this.link.send(payload);
  }

  /** Sends an encoded refusal. The replay keeps only its code and text. */
  refuse(payload: string | Buffer, refusal: KeptRefusal): void {
    this.replay?.record(refusal);
    if (!this.isPending) this.link.send(payload);
  }

  /** Sends a complete frame of a counted message. */
  sendFrame(frame: Buffer): void {
    this.replay?.record(frame);
    if (!this.isPending) this.link.sendFrame(frame);
  }

  /**
   * Sends a complete frame that is neither counted nor kept for a replay: state, of which only the latest matters.
   * @returns false when nothing was sent: the client is disconnected, too slow, or its receive buffer is too small
   */
  sendState(frame: Buffer): boolean {
    if (!this.takesState || frame.length > this.receiveBufferBytes + MAX_HEADER_BYTES) return false;
    this.link.sendFrame(frame);
    return true;
  }

  /** Closes the connection; `reason` is the error code for the client. */
  close(code: CloseCode, reason: string): void {
    this.link.close(code, reason);
  }

  /** Whether `link` is the current link. */
  isOn(link: SessionLink): boolean {
    return this.link === link;
  }

  /** Starts counting and keeping messages, and holds them back until the Welcome, from which both ends count. */
  keepIn(replay: ReplayBuffer): void {
    this.replay = replay;
    this.mute();
  }

  /** Continues with these counts: those saved before a restart, or from 0. */
  countOn(received: number, replay: ReplayBuffer): void {
    this.received = received;
    this.replay?.release();
    this.replay = replay;
  }

  /** Drops the replay: the client can no longer resume. */
  forgetReplay(): void {
    this.replay?.release();
    this.replay = undefined;
  }

  /** Holds back counted messages until {@link attach}. */
  mute(): void {
    this.isPending = true;
    this.sentBefore = this.replay?.sent ?? 0;
  }

  /** Sends what was held back since {@link mute}. */
  unmute(): void {
    if (this.isPending) this.attach(this.link);
  }

  /** Switches to `link` and first sends what the client is missing: by default what was held back since {@link mute}. */
  attach(link: SessionLink, received = this.sentBefore): void {
    this.link = link;
    this.isPending = this.isWelcomed = false;
    for (const payload of this.replay?.after(received) ?? []) {
      if (Buffer.isBuffer(payload)) link.sendFrame(payload);
      else link.send(typeof payload === 'string' ? this.unpack(payload) : this.encodeRefusal(payload));
    }
  }

  /** Replaces the link by `held`, since the client is disconnected. Returns the previous one. */
  detach(held: HeldLink): SessionLink {
    const before = this.link;
    this.link = held;
    this.isPending = this.isWelcomed = false;
    return before;
  }

  /** Ends delivery: the session has ended. */
  end(): void {
    if (this.link.isOpen) this.link = new HeldLink(this.remoteAddress);
    this.forgetReplay();
  }

  /** The replay as plain data. */
  saveReplay(): SavedReplay | undefined {
    return this.replay?.save((refusal) => pack(this.encodeRefusal(refusal)));
  }

  private passes(type: number): boolean {
    if (type === (ProtocolType.Welcome as number)) this.isWelcomed = true;
    return !isCountedFromServer(type);
  }

  private unpack(payload: string): string | Buffer {
    return this.codec.isBinary ? Buffer.from(payload, 'latin1') : payload;
  }

  private encodeRefusal({ ref, code, text }: KeptRefusal): string | Buffer {
    return this.codec.encode(ProtocolType.Error, ref, new ErrorDto(code, text));
  }
}

function pack(payload: string | Buffer): string {
  return typeof payload === 'string' ? payload : payload.toString('latin1');
}
