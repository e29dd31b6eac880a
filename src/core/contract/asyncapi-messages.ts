import type { Contract, ContractMessage, ContractStruct } from '../../protocol/contract/contract.js';
import { structOf } from '../../protocol/contract/wire-size.js';
import { ProtocolType } from '../../protocol/protocol.messages.js';
import { exampleMessage, examplePacket, type ExamplePacket } from './example-message.js';
import { fieldsSchema, schemaReference, structSchema, type JsonSchema } from './json-schema.js';

const ACK: number = ProtocolType.Ack;
const ERROR: number = ProtocolType.Error;

/** Fields with these names cannot be placed next to `type` and `ref`. */
const ENVELOPE_KEYS: readonly string[] = ['type', 'ref', 'message'];

const REF: JsonSchema = {
  type: 'integer',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "The request's number.",
};

/** A message in AsyncAPI form: its packet, with examples. */
export function asyncApiMessage(message: ContractMessage, contract: Contract): JsonSchema {
  const { name, doc, module, type, direction } = message;
  const isAnswer = contract.messages.some(({ reply }) => reply === name) || isProtocolAnswer(type);
  const carriesRef = direction === 'client' || isAnswer;
  return {
    name,
    title: name,
    ...(doc !== '' && { description: doc }),
    tags: [{ name: module }],
    ...(carriesRef && { correlationId: { $ref: '#/components/correlationIds/ref' } }),
    payload: direction === 'client' ? clientPacket(message, contract) : serverPacket(message, isAnswer),
    examples: examplesOf(message, contract, carriesRef),
    'x-type': type,
    'x-hash': message.hash,
    ...(type === ERROR && { 'x-errors': contract.errors }),
  };
}

/** The schemas of all messages and their structs, by name. */
export function componentSchemas(contract: Contract): JsonSchema {
  const closed = namesThatClientsSend(contract);
  const structs: readonly ContractStruct[] = [...contract.messages, ...contract.structs];
  return Object.fromEntries(
    structs.map((struct) => [struct.name, structSchema(struct, contract, closed.has(struct.name))]),
  );
}

function isProtocolAnswer(type: number): boolean {
  return type === ACK || type === ERROR;
}

/** Client messages and the structs they contain, in which the server refuses unknown fields. */
function namesThatClientsSend(contract: Contract): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (struct: ContractStruct): void => {
    if (names.has(struct.name)) return;
    names.add(struct.name);
    for (const { wire } of struct.fields) {
      if (wire.form === 'struct') visit(structOf(wire.struct, contract));
    }
  };
  for (const message of contract.messages) if (message.direction === 'client') visit(message);
  return names;
}

function clientPacket(message: ContractMessage, contract: Contract): JsonSchema {
  const canonical = canonicalPacket(message, { ref: REF });
  if (!hasFlatForm(message)) return canonical;
  const { properties, required = [] } = fieldsSchema(message.fields, contract) as {
    properties: JsonSchema;
    required?: string[];
  };
  const flat = {
    title: 'flat',
    type: 'object',
    properties: { type: typeSchema(message), ref: REF, ...properties },
    required: ['type', ...required],
    additionalProperties: false,
  };
  return { oneOf: [canonical, flat] };
}

function hasFlatForm({ fields }: ContractMessage): boolean {
  return !fields.some(({ name }) => ENVELOPE_KEYS.includes(name));
}

function serverPacket(message: ContractMessage, isAnswer: boolean): JsonSchema {
  return canonicalPacket(message, isAnswer ? { ref: REF } : {});
}

function canonicalPacket(message: ContractMessage, ref: JsonSchema): JsonSchema {
  const isEmpty = message.direction === 'server' && message.fields.length === 0;
  return {
    title: 'canonical',
    type: 'object',
    properties: { type: typeSchema(message), ...ref, message: schemaReference(message.name) },
    // A message without fields is sent without a body; an Ack is always an answer.
    required: ['type', ...(message.type === ACK ? ['ref'] : []), ...(isEmpty ? [] : ['message'])],
  };
}

function typeSchema({ type, name }: ContractMessage): JsonSchema {
  return { type: 'integer', const: type, description: `The wire type of ${name}.` };
}

function examplesOf(message: ContractMessage, contract: Contract, carriesRef: boolean): JsonSchema[] {
  const packet = examplePacket(message, contract, carriesRef ? 7 : undefined);
  if (message.direction === 'server' || !hasFlatForm(message)) return [{ name: 'canonical', payload: packet }];
  const { type, ref } = packet;
  return [
    { name: 'canonical', payload: withMessage(packet) },
    { name: 'flat', payload: { type, ref, ...exampleMessage(message, contract) } },
  ];
}

/** With its message even when empty, since that is the difference between canonical and flat. */
function withMessage(packet: ExamplePacket): ExamplePacket {
  return { ...packet, message: packet.message ?? {} };
}
