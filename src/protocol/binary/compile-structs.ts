import { ConstantPool } from '../check/constant-pool.js';
import { renderSource, type SourceBlock } from '../check/source-block.js';
import type { Contract, ContractMessage, ContractStruct } from '../contract/contract.js';
import { BAD_VALUE, TOO_DEEP, TRUNCATED } from './packet-fault.js';
import type { PacketInput } from './packet-input.js';
import type { PacketOutput } from './packet-output.js';
import { ReaderEmitter } from './reader-emitter.js';
import { WriterEmitter } from './writer-emitter.js';

/** The messages and structs of a contract: everything a codec needs from it. */
export type ContractLayout = Pick<Contract, 'messages' | 'structs'>;

/** Writes the fields of a message at nesting level `depth`; 1 is the top level. @throws TypeError */
export type MessageWriter = (out: PacketOutput, message: object, depth: number) => void;

/** Reads the fields of a message into a plain object. @throws PacketFault */
export type MessageReader = (input: PacketInput, depth: number) => Record<string, unknown>;

/** Constants available to every generated function. */
const NAMED = { BAD_VALUE, TOO_DEEP, TRUNCATED };

/** A message's compiled function, and the message's name. */
export interface Compiled<F> {
  readonly name: string;
  readonly run: F;
}

/**
 * Compiles the writers of some messages of a contract, by type.
 * @throws EvalError when the process forbids generating code from strings
 */
export function compileWriters(
  messages: readonly ContractMessage[],
  layout: ContractLayout,
): ReadonlyMap<number, Compiled<MessageWriter>> {
  const functions = compile(messages, layout, (struct, pool, functionOf) => {
    return new WriterEmitter(struct, layout, pool, functionOf);
  });
  // Generated code gets its type here and below.
  return functions as ReadonlyMap<number, Compiled<MessageWriter>>;
}

/**
 * Compiles the readers of some messages of a contract, by type.
 * @throws EvalError when the process forbids generating code from strings
 */
export function compileReaders(
  messages: readonly ContractMessage[],
  layout: ContractLayout,
): ReadonlyMap<number, Compiled<MessageReader>> {
  const functions = compile(messages, layout, (struct, pool, functionOf) => {
    return new ReaderEmitter(struct, layout, pool, functionOf);
  });
  return functions as ReadonlyMap<number, Compiled<MessageReader>>;
}

interface StructEmitter {
  emit(name: string): SourceBlock;
}

type EmitterOf = (struct: ContractStruct, pool: ConstantPool, functionOf: (name: string) => string) => StructEmitter;

/** Compiles all functions as one source text, so that they can call each other by name. */
function compile(messages: readonly ContractMessage[], { structs }: ContractLayout, emitterOf: EmitterOf): unknown {
  const pool = new ConstantPool(NAMED);
  const names = new Map(structs.map(({ name }, i) => [name, `struct${i}_${name.replace(/\W/g, '_')}`]));
  const functionOf = (struct: string): string => names.get(struct) ?? '';
  const ofMessage = ({ type, name }: ContractMessage): string => `message${type}_${name.replace(/\W/g, '_')}`;
  const entries = messages.map((message) => {
    return `[${message.type}, { name: ${JSON.stringify(message.name)}, run: ${ofMessage(message)} }],`;
  });
  const source = [
    ...structs.flatMap((struct) => emitterOf(struct, pool, functionOf).emit(functionOf(struct.name))),
    ...messages.flatMap((message) => emitterOf(message, pool, functionOf).emit(ofMessage(message))),
    'return function () {',
    ['return new Map([', entries, ']);'],
    '};',
  ];
  const functions = pool.run(renderSource(source));
  return typeof functions === 'function' ? Reflect.apply(functions, undefined, []) : undefined;
}
