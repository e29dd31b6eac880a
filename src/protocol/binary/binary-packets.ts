import type { Envelope } from '../envelope.js';
import type { ErrorCode } from '../error-codes.js';
import { VariantError } from '../variant/variant-error.js';
import type { VariantOptions } from '../variant/variant-options.js';
import {
  compileReaders,
  compileWriters,
  type Compiled,
  type ContractLayout,
  type MessageReader,
  type MessageWriter,
} from './compile-structs.js';
import { PacketFault, TRAILING_BYTES, TRUNCATED } from './packet-fault.js';
import { PacketInput } from './packet-input.js';
import { PacketOutput } from './packet-output.js';

/** Size of a packet's type. */
const TYPE_BYTES = 2;

/** Size of the type and the longest ref. */
const MAX_HEAD_BYTES = 10;

const REF_PLACE = { struct: 'the packet', field: 'ref', holds: 'a whole number from 0 to 2^53 - 1' };

const NO_FIELDS = Object.freeze({});

/** Which end of the connection this is, and which engine is at the other. */
export interface BinaryPacketsOptions extends Pick<VariantOptions, 'godot'> {
  /** A server reads client messages and writes server messages; a client does the opposite. */
  readonly role: 'server' | 'client';
}

/**
 * Reads and writes the packets of `godwit.binary.v1` for one contract, at either end; the format is described at
 * {@link BinaryCodec}. Writers and readers are compiled in the constructor. Stateless: one instance serves all connections.
 */
export class BinaryPackets {
  private readonly writers: ReadonlyMap<number, Compiled<MessageWriter>>;
  private readonly readers: ReadonlyMap<number, Compiled<MessageReader>>;
  private readonly out: PacketOutput;
  private readonly input: PacketInput;

  /** @throws EvalError when the process forbids generating code from strings */
  constructor(contract: ContractLayout, { godot, role }: BinaryPacketsOptions) {
    const sent = contract.messages.filter(({ direction }) => direction === role);
    const received = contract.messages.filter(({ direction }) => direction !== role);
    this.writers = compileWriters(sent, contract);
    this.readers = compileReaders(received, contract);
    this.out = new PacketOutput({ godot, mendsText: true });
    this.input = new PacketInput({ godot });
  }

  /**
   * Encodes a packet into bytes that are never overwritten.
   * @param ref 0 for none
   * @throws TypeError naming message and field when a value is missing or its form cannot represent it
   */
  encode(type: number, ref: number, message: object = NO_FIELDS): Buffer {
    const writer = this.writers.get(type);
    if (writer === undefined) throw new TypeError(`The contract has no message of type ${type} to send.`);
    const { out } = this;
    out.begin(writer.name);
    const start = out.room(MAX_HEAD_BYTES);
    out.bytes[start] = type;
    out.bytes[start + 1] = type >> 8;
    out.position = out.varuint(start + TYPE_BYTES, ref, REF_PLACE);
    writer.run(out, message, 1);
    return out.finish();
  }

  /**
   * Reads a packet into `into`, its message as a plain object. Never throws.
   * @returns the error code, or undefined; `into.ref` is set whenever it could be read
   */
  decode(packet: Buffer, into: Envelope): ErrorCode | undefined {
    into.ref = 0;
    if (packet.length === 0) return 'packet.empty';
    try {
      return this.read(packet, into);
    } catch (error) {
      if (error instanceof PacketFault || error instanceof VariantError) return error.code;
      throw error;
    } finally {
      this.input.close();
    }
  }

  private read(packet: Buffer, into: Envelope): ErrorCode | undefined {
    const [low = 0, high] = packet;
    if (high === undefined) throw TRUNCATED;
    const { input } = this;
    input.open(packet, TYPE_BYTES);
    into.type = low | (high << 8);
    into.ref = input.varuint();
    const reader = this.readers.get(into.type);
    if (reader === undefined) return 'message.unknown_type';
    into.message = reader.run(input, 1);
    if (input.position !== input.end) throw TRAILING_BYTES;
    return undefined;
  }
}
