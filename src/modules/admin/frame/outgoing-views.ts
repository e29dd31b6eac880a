/*
 * What the frame tells of messages that may be sent: types only, which its forms import too.
 */
import type { ContractMessage, ContractStruct } from '../../../protocol/contract/contract.js';

/** A message that may be sent. */
export interface OutgoingMessage extends ContractMessage {
  /** A message with all of its fields, in JSON form. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** All of them. */
export interface OutgoingContract {
  readonly messages: readonly OutgoingMessage[];
  readonly structs: readonly ContractStruct[];
}
