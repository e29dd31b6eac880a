import { GameError } from '../protocol/game-error.js';
import type { MessageClass } from '../protocol/message.decorators.js';
import { ErrorDto, ProtocolType } from '../protocol/protocol.messages.js';
import { PacketInbox, type Packet } from './packet-inbox.js';
import { declarationOf, instanceOf, type Wire } from './wire-classes.js';

/** Far from the numbers that tests assign to requests themselves. */
const FIRST_REF = 1_000_001;

/**
 * A client's end of the connection. It sends and receives the server's DTO classes (`request(new ChatSayDto(...))`) or, for
 * tests of the wire itself, packets by type.
 */
export abstract class Conversation extends PacketInbox {
  private readonly taken = new WeakSet<Packet>();
  private nextRef = FIRST_REF;

  /** @param wire the server's classes; without it messages only have types */
  constructor(protected readonly wire: Wire | undefined) {
    super();
  }

  /** Sends a message, an instance of a class marked `@ClientMessage`, that wants no reply. */
  send(message: object): void;
  /** Sends a packet that wants no reply. */
  send(type: number, message?: object): void;
  send(what: object | number, message: object = {}): void {
    const [type, body] = this.packetOf(what, message);
    this.transmit(type, 0, body);
  }

  /**
   * Sends a message, an instance of a class marked `@ClientMessage`, and waits for its reply.
   * @returns an instance of the reply's class; undefined for an empty Ack
   * @throws GameError with the error's code, text and details
   */
  request(message: object): Promise<object | undefined>;
  /** The same, for a message whose reply has this class. @throws Error when the reply is another one */
  request<T extends object>(message: object, reply: MessageClass<T>): Promise<T>;
  /** Sends a request by its wire type and waits for its reply, which may be an error. */
  request(type: number, message?: object): Promise<Packet>;
  async request(what: object | number, more: object = {}): Promise<unknown> {
    const [type, body] = this.packetOf(what, more);
    const ref = this.nextRef++;
    this.transmit(type, ref, body);
    const answer = await this.waitFor((packet) => packet.ref === ref, `the answer to request ${ref} (type ${type})`);
    return typeof what === 'number' ? answer : this.answerOf(answer, typeof more === 'function' ? more : undefined);
  }

  /**
   * The next message of this class that the server sends unasked and that `matches`; it may have arrived already. Each is
   * returned only once.
   * @throws Error when none arrives within 30 seconds
   */
  override next<T extends object>(messageClass: MessageClass<T>, matches?: (message: T) => boolean): Promise<T>;
  /** The first packet of this type; it may have arrived already. */
  override next(type: number): Promise<Packet>;
  override next<T extends object>(
    what: MessageClass<T> | number,
    matches: (message: T) => boolean = () => true,
  ): Promise<unknown> {
    if (typeof what === 'number') return super.next(what);
    const { type } = declarationOf(this.wire, what);
    return this.until(() => {
      for (const packet of this.packets) {
        if (packet.type !== type || packet.ref !== undefined || this.taken.has(packet)) continue;
        const message = instanceOf(what, packet);
        if (!matches(message)) continue;
        this.taken.add(packet);
        return message;
      }
      return undefined;
    }, what.name);
  }

  /** Every message of this class so far, including replies, oldest first. */
  all<T extends object>(messageClass: MessageClass<T>): T[] {
    const { type } = declarationOf(this.wire, messageClass);
    return this.packets.filter((packet) => packet.type === type).map((packet) => instanceOf(messageClass, packet));
  }

  /**
   * Waits until everything sent so far has been handled, provided that no handler is asynchronous: packets of one session are
   * handled in order.
   */
  async settle(): Promise<void> {
    await this.request(ProtocolType.Ping);
  }

  /** Sends a packet to the server; `ref` is 0 for one that wants no reply. */
  protected abstract transmit(type: number, ref: number, message: object): void;

  private packetOf(what: object | number, message: object): [type: number, message: object] {
    if (typeof what === 'number') return [what, message];
    return [declarationOf(this.wire, what.constructor).type, what];
  }

  private answerOf(answer: Packet, reply: unknown): object | undefined {
    if (answer.type === (ProtocolType.Error as number)) {
      const { code, text, details } = instanceOf(ErrorDto, answer);
      throw new GameError(code, { text, ...(details && { details }) });
    }
    const declaration = this.wire?.catalogue.find(answer.type);
    if (reply !== undefined && declaration?.messageClass !== reply) {
      throw new Error(`The answer is ${declaration?.messageClass.name ?? `of type ${answer.type}`}.`);
    }
    if (answer.type === (ProtocolType.Ack as number)) return undefined;
    return declaration ? instanceOf(declaration.messageClass, answer) : answer.message;
  }
}
