import type { MessageRouter } from '../core/gateway/message-router.js';
import { SessionLink } from '../core/sessions/session-link.js';
import { Session } from '../core/sessions/session.js';
import { Envelope } from '../protocol/envelope.js';
import { headerBytes } from '../protocol/frame.js';
import { JsonBridge } from '../protocol/json-bridge.js';
import { JsonCodec } from '../protocol/json.codec.js';
import { ProtocolType } from '../protocol/protocol.messages.js';
import { StateMirror } from '../protocol/state/state-mirror.js';
import { Conversation } from './conversation.js';
import { type Mirrored, mirroredState } from './mirrored-state.js';
import type { Packet } from './packet-inbox.js';
import type { Wire } from './wire-classes.js';

const TEXT_OPCODE = 1;

/** Connects a session to a client in this process: no socket, no network, but it can be disconnected. */
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

const MAX_DEPTH = 32;
const STATE_TYPES: readonly number[] = [ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash];

/**
 * A player in a room that is stepped without a server. What it sends is validated like a client's messages and waits for the
 * room's next tick; what the room sends arrives immediately.
 */
export class TestMember extends Conversation {
  /** Its session, as passed to the room's hooks. */
  readonly session: Session;
  private readonly link = new DirectLink((payload) => this.take(payload));
  private readonly mirror: StateMirror;
  private readonly codec: JsonCodec;

  /** For {@link TestRoom}. */
  constructor(
    id: string,
    wire: Wire,
    private readonly router: MessageRouter,
  ) {
    super(wire);
    this.mirror = new StateMirror(wire.contract);
    this.codec = new JsonCodec(MAX_DEPTH, undefined, JsonBridge.of(wire.contract, { godot: 4 }));
    this.session = new Session(id, this.codec, this.link, wire.catalogue);
    this.session.delivery.isAdmitted = true;
  }

  /** The tick of the last patch of the state; 0 before the first. */
  get stateTick(): number {
    return this.mirror.tick;
  }

  /** The room's state as a client would see it now; undefined before the first patch. */
  state<T extends object>(stateClass: new () => T): Mirrored<T> | undefined {
    return mirroredState(this.mirror, stateClass);
  }

  /** For {@link TestRoom}: disconnects or reconnects it. */
  set isAway(isAway: boolean) {
    this.link.isAway = isAway;
  }

  protected override transmit(type: number, ref: number, message: object): void {
    const envelope = new Envelope();
    const fault = this.codec.decode(Buffer.from(this.codec.encode(type, ref, message)), false, envelope);
    if (fault !== undefined) throw new Error(`The message ${type} cannot be sent: ${fault}.`);
    void this.router.dispatch(this.session, type, ref, envelope.message);
  }

  private take(payload: Buffer | string): void {
    const packet = JSON.parse(payload.toString()) as Packet;
    if (STATE_TYPES.includes(packet.type)) this.mirror.receive(payload.toString());
    else this.keep(packet);
  }
}
