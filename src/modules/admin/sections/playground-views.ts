/*
 * What the playground's section tells its page: types only, which the page imports too.
 */
import type {
  ContractEnum,
  ContractError,
  ContractMessage,
  ContractStruct,
} from '../../../protocol/contract/contract.js';
import type { StripBox } from '../../../core/contract/page/packet-strip.js';

export type { ContractField, WireForm } from '../../../protocol/contract/contract.js';
export type { StripBox };

/** A message of the contract, ready to be filled in. */
export interface PlaygroundMessage extends ContractMessage {
  /** A message with all of its fields, in JSON form. */
  readonly example: Readonly<Record<string, unknown>>;
  /** How its binary packet is laid out. */
  readonly strip: readonly StripBox[];
}

/** The contract, as the playground's page needs it. */
export interface PlaygroundContract {
  readonly hash: string;
  readonly messages: readonly PlaygroundMessage[];
  readonly structs: readonly ContractStruct[];
  readonly enums: readonly ContractEnum[];
  readonly errors: readonly ContractError[];
  /** The types of rooms. */
  readonly rooms: readonly string[];
  /** The types that a Variant may be given in a form, and of how many numbers those are that are made of numbers. */
  readonly variantTypes: Readonly<Record<string, number>>;
}

/** A Variant as a form has it: lists of numbers for what is made of them, lists of forms for arrays, keys and values in turn for dictionaries. */
export interface VariantForm {
  readonly type: string;
  readonly value: unknown;
}

/** A Variant as a message has it, and as a form. */
export interface VariantView {
  readonly base64: string;
  /** Absent for one that no form has. */
  readonly form?: VariantForm | undefined;
}

/** A message that was made up. */
export interface SampleView {
  readonly message: Readonly<Record<string, unknown>>;
  /** The rules of the contract that it breaks. */
  readonly issues: readonly { readonly field: string; readonly text: string }[];
}

/** A packet in binary: its bytes in base64, or why it has none. */
export type EncodedView = { readonly bytes: string } | { readonly problem: string };

/** A frame that was read. */
export interface DecodedView {
  readonly type: number;
  readonly ref: number;
  /** In JSON form; absent for messages without fields, and for what cannot be read. */
  readonly message?: unknown;
  /** The error, if it cannot be read. */
  readonly code?: string;
  /** Set if the player must ask for its state again: why, and the version that it has. */
  readonly resync?: { readonly reason: number; readonly version: number };
}

/** The answer to a batch of frames. */
export interface DecodedFrames {
  readonly frames: readonly DecodedView[];
  /** The states that were asked for and have changed, by player. */
  readonly states: Readonly<Record<string, MirrorTree>>;
}

/** What a client knows of a state, as plain data: the state's own fields, and of each set its entities by id. */
export interface MirrorTree {
  readonly name: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}
