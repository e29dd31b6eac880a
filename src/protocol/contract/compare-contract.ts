import { createHash } from 'node:crypto';
import { fieldSignature } from './contract-hash.js';
import type { Contract, ContractField, ContractMessage, ContractStep } from './contract.js';

/** One message as a client knows it: enough to say what differs, small enough to send. */
export interface MessageDigest {
  readonly type: number;
  /** The message's name. */
  readonly name: string;
  /** The message's own hash, which changes with anything in it. */
  readonly hash: string;
  /** Who sends it. A plain string, like `access`: another contract may know other values. */
  readonly direction: string;
  /** Who may send it. */
  readonly access: string;
  /** Name of the reply; without it the reply is an Ack. */
  readonly reply?: string;
  /** Each field as "name:signature", the signature being 8 hexadecimal digits from {@link fieldDigest}. */
  readonly fields: readonly string[];
}

/** All messages that a client knows within a range of types; the whole contract when the range covers everything. */
export interface ContractExcerpt {
  readonly firstType: number;
  readonly lastType: number;
  readonly messages: readonly MessageDigest[];
}

/** The steps that a client knows, as "key:hash", of those with a key after `after` and up to `until`; empty stands for no limit. */
export interface StepsExcerpt {
  readonly after: string;
  readonly until: string;
  readonly steps: readonly string[];
}

/** A difference between client and server. */
export interface ContractDifference {
  /** The message's name, or the key of a step. */
  readonly message: string;
  /** The field's name; empty when the whole message, or a step, differs. */
  readonly field: string;
  /** What differs, in words. */
  readonly text: string;
  /** Whether the message can no longer be used. In JSON additions are compatible; in binary every difference breaks. */
  readonly isBreaking: boolean;
}

/** Every message of a contract, in the form {@link compareMessage} takes. */
export function digestContract(contract: Contract): MessageDigest[] {
  return contract.messages.map((message) => digestMessage(message, contract));
}

/** Cached, since any client may ask for differences as often as it likes. */
const digests = new WeakMap<Contract['structs'], WeakMap<ContractField, string>>();

/** 8 hexadecimal digits over a field's wire format. */
export function fieldDigest(field: ContractField, contract: Pick<Contract, 'structs'>): string {
  let known = digests.get(contract.structs);
  if (known === undefined) digests.set(contract.structs, (known = new WeakMap()));
  let digest = known.get(field);
  if (digest === undefined) {
    digest = createHash('sha256').update(fieldSignature(field, contract)).digest('hex').slice(0, 8);
    known.set(field, digest);
  }
  return digest;
}

/**
 * What a client with the contract `theirs` must know before it talks to a server with `contract`, in order of types. If the
 * hashes differ, at least one difference is reported. The compatibility rules for JSON, in which additions break nothing:
 *
 * - a message that only the server knows breaks nothing; one that only the client knows does;
 * - a field added to a server message breaks nothing, nor does an optional field added to a client message;
 * - a field removed from a message breaks it, since the client cannot tell whether it was optional;
 * - a message that anyone may now send breaks nothing; one that now needs a signed-in player does;
 * - a different direction or reply breaks a message, and so does any change of a field.
 *
 * In binary, where a message has no keys, every difference breaks.
 */
export function compareContract(theirs: ContractExcerpt, contract: Contract): ContractDifference[] {
  const { firstType, lastType, messages } = theirs;
  const known = new Set(messages.map(({ type }) => type));
  const unknown = contract.messages.filter(({ type }) => type >= firstType && type <= lastType && !known.has(type));
  return [
    ...messages.map((message) => ({ type: message.type, found: compareMessage(message, contract) })),
    ...unknown.map(({ type, name }) => ({ type, found: [difference(name, '', 'is new', false)] })),
  ]
    .sort((a, b) => a.type - b.type)
    .flatMap(({ found }) => found);
}

/** The steps of a contract as {@link compareSteps} takes them. */
export function digestSteps({ steps = [] }: Pick<Contract, 'steps'>): string[] {
  return steps.map(({ key, hash }) => `${key}:${hash}`);
}

/**
 * Finds the steps in which a client's contract differs from this one. None of them breaks a message: where clients predict by
 * such a step they show the server's state instead.
 */
export function compareSteps(
  { after, until, steps }: StepsExcerpt,
  contract: Pick<Contract, 'steps'>,
): ContractDifference[] {
  const theirs = new Map(steps.map((entry) => [entry.slice(0, entry.lastIndexOf(':')), entry]));
  const isAsked = ({ key }: ContractStep): boolean => key > after && (until === '' || key <= until);
  const differences: ContractDifference[] = [];
  for (const { key, hash } of (contract.steps ?? []).filter(isAsked)) {
    const entry = theirs.get(key);
    theirs.delete(key);
    if (entry === `${key}:${hash}`) continue;
    differences.push(difference(key, '', entry === undefined ? 'is new' : 'is not the same on the server', false));
  }
  for (const key of theirs.keys()) differences.push(difference(key, '', 'is not known to the server', false));
  return differences;
}

/** The same for one message. */
export function compareMessage(theirs: MessageDigest, contract: Contract): ContractDifference[] {
  const ours = contract.messages.find(({ type }) => type === theirs.type);
  if (!ours) return [difference(theirs.name, '', 'is not known to the server', true)];
  if (ours.name !== theirs.name) return [difference(ours.name, '', 'has taken the type of another message', true)];

  const differences = [...compareUse(theirs, ours), ...compareFields(theirs, ours, contract)];
  if (differences.length > 0 || theirs.hash === ours.hash) return differences;
  return [difference(ours.name, '', 'differs in a way that has no name', true)];
}

function compareUse(theirs: MessageDigest, ours: ContractMessage): ContractDifference[] {
  const { name, direction, access, reply } = ours;
  const differences: ContractDifference[] = [];
  if (theirs.direction !== direction) differences.push(difference(name, '', `is sent by the ${direction} now`, true));
  // An absent reply becomes null in some languages' JSON.
  if ((theirs.reply ?? undefined) !== reply) {
    differences.push(difference(name, '', `is answered by ${reply ?? 'an Ack'} now`, true));
  }
  if (theirs.access !== access) {
    const isOpen = access === 'anyone';
    const text = isOpen ? 'may be sent by anyone now' : 'needs a signed-in player now';
    differences.push(difference(name, '', text, !isOpen));
  }
  return differences;
}

function compareFields(theirs: MessageDigest, ours: ContractMessage, contract: Contract): ContractDifference[] {
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
    return [difference(ours.name, '', 'has its fields in another order, which counts in binary', false)];
  }
  return differences;
}

function digestMessage(message: ContractMessage, contract: Contract): MessageDigest {
  const { type, name, hash, direction, access, reply, fields } = message;
  return {
    ...{ type, name, hash, direction, access },
    ...(reply !== undefined && { reply }),
    fields: fields.map((field) => entryOf(field, contract)),
  };
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
