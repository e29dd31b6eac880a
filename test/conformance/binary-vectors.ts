import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { JsonBridge } from '../../src/protocol/json-bridge.js';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import { BINARY_CASES } from './binary-cases.js';
import { binaryContract, binaryEnds } from './binary-contract.js';

/** A packet and what it holds. */
export interface BinaryVector {
  readonly name: string;
  readonly type: number;
  readonly ref: number;
  /** The engine whose Variants it holds, where it holds any. */
  readonly godot: GodotMajor;
  /** The message as the JSON codec writes it: bytes and Variants in base64. */
  readonly message: Record<string, unknown>;
  readonly hex: string;
}

/** A packet that is refused. */
export interface RefusedVector {
  readonly name: string;
  readonly hex: string;
  readonly code: string;
}

/** The golden vectors of `godwit.binary.v1`, and the contract that they belong to. */
export interface BinaryVectors {
  readonly contract: Pick<Contract, 'format' | 'hash' | 'messages' | 'structs' | 'enums' | 'errors'>;
  readonly vectors: readonly BinaryVector[];
  readonly refused: readonly RefusedVector[];
}

const FILE = join(import.meta.dirname, 'vectors', 'binary.json');

/** Packets of the server's messages that a client must refuse, by type, ref and fields. */
const REFUSED: readonly RefusedVector[] = [
  { name: 'nothing', hex: '', code: 'packet.empty' },
  { name: 'half a type', hex: '05', code: 'packet.truncated' },
  { name: 'no ref', hex: '0500', code: 'packet.truncated' },
  { name: 'a ref that does not end', hex: '050080', code: 'packet.truncated' },
  { name: 'a ref that is longer than it has to be', hex: '05008000', code: 'packet.bad_varint' },
  { name: 'a ref of 54 bits', hex: '0500ffffffffffffff1f', code: 'packet.bad_varint' },
  { name: 'a ref of nine bytes', hex: '0500808080808080808001', code: 'packet.bad_varint' },
  { name: 'a type that nobody has', hex: 'ffff07', code: 'message.unknown_type' },
  { name: 'Pong with half a number', hex: '05000700000000', code: 'packet.truncated' },
  { name: 'Ack with a byte too many', hex: '03000700', code: 'packet.trailing_bytes' },
  { name: 'Error with a bit that nothing needs', hex: '020007020161017a', code: 'packet.bad_value' },
  { name: 'Error with a text longer than the packet', hex: '020007000161ffffff07', code: 'packet.truncated' },
  { name: 'Error with text that is not UTF-8', hex: '0200070001ff017a', code: 'packet.not_utf8' },
  { name: 'Error with more details than bytes', hex: '0200070101610162ffffffffffff07', code: 'packet.truncated' },
];

/** The vectors as this code writes them now. */
export function freshVectors(): BinaryVectors {
  const { format, hash, messages, structs, enums } = binaryContract;
  return {
    contract: { format, hash, messages, structs, enums, errors: [] },
    vectors: BINARY_CASES.flatMap(({ name, type, isPair, godot, ref, message }) => {
      const directions = isPair ? [type, type + 1] : [type];
      return directions.map((direction) => vectorOf(name, direction, ref, godot, message));
    }),
    refused: REFUSED,
  };
}

/** The checked-in vectors. */
export function readBinaryVectors(): BinaryVectors {
  return JSON.parse(readFileSync(FILE, 'utf8')) as BinaryVectors;
}

/** Replaces the checked-in vectors, one line for each thing. */
export function writeBinaryVectors({ contract, vectors, refused }: BinaryVectors): void {
  const { messages, structs, enums, ...rest } = contract;
  const head = JSON.stringify(rest).slice(0, -1);
  const lists = [list('messages', messages), list('structs', structs), list('enums', enums)];
  const parts = [`"contract": ${head},\n${lists.join(',\n')}}`, list('vectors', vectors), list('refused', refused)];
  writeFileSync(FILE, `{\n${parts.join(',\n')}\n}\n`);
}

function vectorOf(name: string, type: number, ref: number, godot: GodotMajor, message: object): BinaryVector {
  const { server, client } = binaryEnds(godot);
  const isOfClient = binaryContract.messages.find((candidate) => candidate.type === type)?.direction === 'client';
  const packet = (isOfClient ? client : server).encode(type, ref, message);
  const plain = JsonBridge.of(binaryContract, { godot })?.write(type, message);
  return {
    ...{ name, type, ref, godot },
    message: JSON.parse(JSON.stringify(plain)) as Record<string, unknown>,
    hex: packet.toString('hex'),
  };
}

function list(name: string, items: readonly unknown[]): string {
  return `${JSON.stringify(name)}: [\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
