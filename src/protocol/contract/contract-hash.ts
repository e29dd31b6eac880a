import { createHash } from 'node:crypto';
import type {
  Contract,
  ContractField,
  ContractMessage,
  ContractRoom,
  ContractState,
  ContractStep,
  ContractStruct,
} from './contract.js';

/** The digits of a contract's hash that cover the wire alone, so that another step makes no other binary form. */
const WIRE_DIGITS = 8;

/** The parts of a contract that the hash covers. */
export type ContractLayout = Pick<Contract, 'messages' | 'structs'>;

/**
 * A field's wire format as one line: equal lines mean equal bytes and equal rules. A struct's own fields are written out, so
 * that a change inside it shows in every message that contains it.
 */
export function fieldSignature(field: ContractField, layout: Pick<Contract, 'structs'>): string {
  return signatureOf(field, layout, []);
}

/** 8 hexadecimal digits over the layout and the rules of one message. */
export function messageHash(message: Omit<ContractMessage, 'hash'>, layout: Pick<Contract, 'structs'>): string {
  const { type, name, direction, reply = '', access } = message;
  return digest([type, name, direction, reply, access, ...fieldLines(message, layout, [])].join('\n'), 8);
}

/**
 * 16 hexadecimal digits over all messages and states, and which message is the input of which room. With steps, the last 8 of
 * them are over the steps instead.
 */
export function contractHash(
  messages: readonly Pick<ContractMessage, 'type' | 'hash'>[],
  states: readonly Pick<ContractState, 'name' | 'hash'>[] = [],
  rooms: readonly Pick<ContractRoom, 'type' | 'input'>[] = [],
  steps: readonly ContractStep[] = [],
): string {
  const lines = [
    ...messages.map(({ type, hash }) => `${type}:${hash}`),
    ...states.map(({ name, hash }) => `${name}:${hash}`),
    ...rooms.flatMap(({ type, input }) => (input === undefined ? [] : [`${type} takes ${input}`])),
  ];
  const wire = digest(lines.join('\n'), 16);
  if (steps.length === 0) return wire;
  return (
    wire.slice(0, WIRE_DIGITS) + digest(steps.map(({ key, hash }) => `${key}:${hash}`).join('\n'), 16 - WIRE_DIGITS)
  );
}

/** Whether the contracts with these hashes have the same bytes on the wire; their steps may be different ones. */
export function isSameWire(hash: string, other: string): boolean {
  return hash.slice(0, WIRE_DIGITS) === other.slice(0, WIRE_DIGITS);
}

function fieldLines(
  struct: Pick<ContractStruct, 'fields'>,
  layout: Pick<Contract, 'structs'>,
  path: readonly string[],
): string[] {
  return struct.fields.map((field) => `${field.name} ${signatureOf(field, layout, path)}`);
}

function signatureOf(field: ContractField, layout: Pick<Contract, 'structs'>, path: readonly string[]): string {
  const { container, key, isOptional, isInteger, min, max, minLength, maxLength, minItems, maxItems, wire } = field;
  const rules = [min, max, minLength, maxLength, minItems, maxItems].map((bound) => bound ?? '').join(',');
  const head = `${container}${key ? JSON.stringify(key) : ''}${isOptional ? '?' : ''}${isInteger ? ' int' : ''} [${rules}] `;
  if (wire.form !== 'struct') return head + JSON.stringify(wire);
  // A struct inside itself is named, not written out again.
  if (path.includes(wire.struct)) return `${head}@${wire.struct}`;
  const struct = layout.structs.find(({ name }) => name === wire.struct);
  return `${head}{${struct ? fieldLines(struct, layout, [...path, wire.struct]).join(';') : wire.struct}}`;
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
