import type { Contract } from '../protocol/contract/contract.js';
import type { MessageCatalogue } from '../protocol/message-catalogue.js';
import type { ClientMessageClass, MessageClass, MessageDeclaration } from '../protocol/message.decorators.js';
import type { Packet } from './packet-inbox.js';

/** What a client must know about a server to use its DTO classes. */
export interface Wire {
  readonly catalogue: MessageCatalogue;
  readonly contract: Contract;
}

/** The declaration of a message class on this server. @throws Error, one sentence, when the server does not have it */
export function declarationOf(wire: Wire | undefined, messageClass: unknown): MessageDeclaration {
  const declaration = wire?.catalogue.of(messageClass);
  if (declaration !== undefined) return declaration;
  const name = typeof messageClass === 'function' ? messageClass.name : String(messageClass);
  throw new Error(`${name} is no message of this server; is its module among the imports of TestApp.start()?`);
}

/** A packet's message as an instance of its class. */
export function instanceOf<T extends object>(messageClass: MessageClass<T>, { message = {} }: Packet): T {
  return Object.assign(Object.create(messageClass.prototype as object) as T, message);
}

/** A message with these fields: `dto(RoomJoinDto, { code })`. */
export function dto<T extends object>(messageClass: ClientMessageClass<T>, fields: Partial<T> = {}): T {
  return Object.assign(new messageClass(), fields);
}
