import { createHash } from 'node:crypto';
import { fieldSignature } from './contract-hash.js';
import type { Contract, ContractField, ContractMessage } from './contract.js';

/** One message as a client knows it: enough to say what differs, small enough to send. */
export interface MessageDigest {
  readonly type: number;
  /** The message's name. */
  readonly name: string;
  /** Each field as "name:signature", the signature 8 hexadecimal digits of {@link fieldDigest}. */
  readonly fields: readonly string[];
}

/** Something that client and server see differently. */
export interface ContractDifference {
  /** The message's name. */
  readonly message: string;
  /** The field's name; empty when the whole message differs. */
  readonly field: string;
  /** What differs, in words. */
  readonly text: string;
  /** Whether the message cannot be used any more. In JSON additions are compatible; in binary nothing is. */
  readonly isBreaking: boolean;
}

/** Every message of a contract, as {@link compareMessage} takes it. */
export function digestContract(contract: Contract): MessageDigest[] {
  return contract.messages.map((message) => digestMessage(message, contract));
}

/** 8 hexadecimal digits over what a field is on the wire. */
export function fieldDigest(field: ContractField, contract: Pick<Contract, 'structs'>): string {
  return createHash('sha256').update(fieldSignature(field, contract)).digest('hex').slice(0, 8);
}

/**
 * What a client that knows `theirs` must know before it talks to a server of `contract`. The rules of compatibility for JSON:
 *
 * - a message that only the server knows breaks nothing; one that only the client knows does, since it may send it;
 * - a field added to a message of the server breaks nothing, nor does an optional field added to a message of the client;
 * - a field taken from a message of the server breaks it unless it was optional, which the client cannot tell: it counts as breaking;
 * - a field taken from a message of the client breaks it, and so does any change of a field.
 */
export function compareMessage(theirs: MessageDigest, contract: Contract): ContractDifference[] {
  const ours = contract.messages.find(({ type }) => type === theirs.type);
  if (!ours) return [difference(theirs.name, '', 'is not known to the server', true)];
  if (ours.name !== theirs.name) return [difference(ours.name, '', 'has taken the type of another message', true)];

  const known = new Map(theirs.fields.map((entry) => [nameOf(entry), entry]));
  const differences: ContractDifference[] = [];
  for (const field of ours.fields) {
    const entry = known.get(field.name);
    known.delete(field.name);
    if (entry === undefined) {
      const isBreaking = ours.direction === 'client' && !field.isOptional;
      differences.push(difference(ours.name, field.name, 'is new', isBreaking));
    } else if (entry !== entryOf(field, contract)) {
      differences.push(difference(ours.name, field.name, 'has changed', true));
    }
  }
  for (const name of known.keys()) differences.push(difference(ours.name, name, 'is gone', true));
  if (differences.length === 0 && orderOf(ours) !== theirs.fields.map(nameOf).join()) {
    differences.push(difference(ours.name, '', 'has its fields in another order, which counts in binary', false));
  }
  return differences;
}

function digestMessage(message: ContractMessage, contract: Contract): MessageDigest {
  const { type, name, fields } = message;
  return { type, name, fields: fields.map((field) => entryOf(field, contract)) };
}

function entryOf(field: ContractField, contract: Contract): string {
  return `${field.name}:${fieldDigest(field, contract)}`;
}

function nameOf(entry: string): string {
  return entry.slice(0, entry.indexOf(':'));
}

function orderOf(message: ContractMessage): string {
  return message.fields.map(({ name }) => name).join();
}

function difference(message: string, field: string, text: string, isBreaking: boolean): ContractDifference {
  return { message, field, text, isBreaking };
}
