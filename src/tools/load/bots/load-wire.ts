import type { Contract, ContractMessage } from '../../../protocol/contract/contract.js';
import { declaredMessages } from '../../../protocol/message.decorators.js';
import { BinaryClientCodec, JsonClientCodec, type ClientCodec } from '../../../testing/client-codec.js';

/** How bots of one thread talk to the server: its contract, and a codec made of it. */
export class LoadWire {
  readonly codec: ClientCodec;
  private readonly byType: ReadonlyMap<number, ContractMessage>;
  private readonly byName: ReadonlyMap<string, ContractMessage>;
  private readonly byClass = new Map<unknown, ContractMessage>();

  constructor(
    readonly contract: Contract,
    readonly isBinary: boolean,
  ) {
    this.codec = isBinary ? new BinaryClientCodec(contract) : new JsonClientCodec(contract);
    this.byType = new Map(contract.messages.map((message) => [message.type, message]));
    this.byName = new Map(contract.messages.map((message) => [message.name, message]));
  }

  /** Whether the server has a message of this name, such as `ChatSay`. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** The message of a wire type; undefined if the contract has none. */
  find(type: number): ContractMessage | undefined {
    return this.byType.get(type);
  }

  /** The message of a class, or of a name without "Dto". @throws Error, one sentence, when this server does not have it */
  of(what: unknown): ContractMessage {
    const found = typeof what === 'string' ? this.byName.get(what) : (this.byClass.get(what) ?? this.ofClass(what));
    if (found !== undefined) return found;
    const name = typeof what === 'function' ? what.name : String(what);
    throw new Error(`${name} is no message of this server; does it have the module that this belongs to?`);
  }

  /** The message that carries the numbered inputs of a type of rooms. @throws Error, one sentence, when it takes none */
  inputOf(roomType: string): ContractMessage {
    const room = this.contract.rooms?.find(({ type }) => type === roomType);
    if (room?.input === undefined) throw new Error(`Rooms of the type "${roomType}" take no inputs.`);
    return this.of(room.input);
  }

  private ofClass(what: unknown): ContractMessage | undefined {
    const declared = declaredMessages().find(({ messageClass }) => messageClass === what);
    const found = declared && this.byType.get(declared.type);
    if (found?.name !== declared?.messageClass.name.replace(/Dto$/, '')) return undefined;
    if (found !== undefined) this.byClass.set(what, found);
    return found;
  }
}
