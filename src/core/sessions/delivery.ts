import type { CloseCode } from '../../protocol/close-codes.js';
import type { MessageCodec } from '../../protocol/codec.js';
import { MAX_HEADER_BYTES } from '../../protocol/frame.js';
import { ErrorDto, isCountedFromServer, ProtocolType } from '../../protocol/protocol.messages.js';
import type { KeptRefusal, ReplayBuffer, SavedReplay } from './replay-buffer.js';
import { HeldLink, type SessionLink } from './session-link.js';

/** With more than this on its way to it, a client gets no state: a later patch makes up for it. */
const MAX_UNREAD_BYTES = 16_384;
/** More than any frame has; as a small integer it lies in the object itself. */
const UNLIMITED_BYTES = 0x3fff_ffff;

/**
 * A session's way to its client: the link of the moment, what both ends count, and what may have to be sent again over
 * the next link. For {@link Session}, {@link SessionSeats}, {@link Resumption} and the gateway.
 */
export class Delivery {
  /** How many messages of types from 20 came in; a client that resumes sends what is missing again. */
  received = 0;
  /** True while a handler of one of its messages runs. */
  isBusy = false;
  /** How many Pings came in. */
  pinged = 0;
  /** False for a binary client until its Hello names this server's contract; only the protocol's own messages pass before. */
  hasAgreed: boolean;
  /** How many bytes the client can hold before it reads them, as its Hello states; nothing larger is sent to it. */
  receiveBufferBytes = UNLIMITED_BYTES;
  /** True from the Hello that asked for a seat until its Welcome is out: what both ends count is not written meanwhile. */
  isPending = false;
  /** True once that Welcome was written. */
  isWelcomed = false;
  /** How many counted messages had been sent before {@link isPending}. */
  private sentBefore = 0;
  private replay: ReplayBuffer | undefined = undefined;

  constructor(
    private readonly codec: MessageCodec,
    private link: SessionLink,
  ) {
    this.hasAgreed = !codec.isBinary;
  }

  /** True while something that is sent reaches the client, now or when it is back. */
  get isOpen(): boolean {
    // A socket is closed a moment before the gateway hears of it; what is sent in that moment is part of the replay.
    return this.link.isOpen || (this.replay !== undefined && this.link.mayReturn);
  }

  /** True while the client is there. */
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

  /** What may have to be sent again; undefined for a client that cannot resume. */
  get kept(): ReplayBuffer | undefined {
    return this.replay;
  }

  /** Whether a patch of state would be sent now: the client is there, can read it, and keeps up. */
  get takesState(): boolean {
    return this.isConnected && this.hasAgreed && this.link.bufferedBytes <= MAX_UNREAD_BYTES;
  }

  /** Sends an encoded message of wire type `type`. */
  send(type: number, payload: string | Buffer): void {
    if (this.replay !== undefined && isCountedFromServer(type)) {
      // Bytes lie in a slab with other clients'; a string of their own lets go of it.
      this.replay.record(typeof payload === 'string' ? payload : payload.toString('latin1'));
    }
    if (this.isPending && !this.passes(type)) return;
    this.link.send(payload);
  }

  /** Sends an encoded refusal, of which only the code, and words of its own, are kept. */
  refuse(payload: string | Buffer, refusal: KeptRefusal): void {
    this.replay?.record(refusal);
    if (!this.isPending) this.link.send(payload);
  }

  /** Sends a whole frame of a counted message. */
  sendFrame(frame: Buffer): void {
    this.replay?.record(frame);
    if (!this.isPending) this.link.sendFrame(frame);
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
  close(code: CloseCode, reason: string): void {
    this.link.close(code, reason);
  }

  /** Whether frames go through `link`. */
  isOn(link: SessionLink): boolean {
    return this.link === link;
  }

  /** Keeps counted messages from now on, and writes none before the Welcome: both ends count from there. */
  keepIn(replay: ReplayBuffer): void {
    this.replay = replay;
    this.mute();
  }

  /** Goes on with these counts: those of before a restart, or anew. */
  countOn(received: number, replay: ReplayBuffer): void {
    this.received = received;
    this.replay?.release();
    this.replay = replay;
  }

  /** Keeps nothing any more: its client cannot resume. */
  forgetReplay(): void {
    this.replay?.release();
    this.replay = undefined;
  }

  /** Nothing that both ends count is written any more, until {@link attach}. */
  mute(): void {
    this.isPending = true;
    this.sentBefore = this.replay?.sent ?? 0;
  }

  /** Goes on through `link`, first with what its client lacks: by default what was not written since {@link mute}. */
  attach(link: SessionLink, received = this.sentBefore): void {
    this.link = link;
    this.isPending = this.isWelcomed = false;
    for (const payload of this.replay?.after(received) ?? []) {
      if (Buffer.isBuffer(payload)) link.sendFrame(payload);
      else link.send(typeof payload === 'string' ? this.unpack(payload) : this.encodeRefusal(payload));
    }
  }

  /** Takes the link away; `held` stands for it. Returns the one before. */
  detach(held: HeldLink): SessionLink {
    const before = this.link;
    this.link = held;
    this.isPending = this.isWelcomed = false;
    return before;
  }

  /** The session is over. */
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
