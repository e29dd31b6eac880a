import 'reflect-metadata';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import { buildContract } from '../../src/protocol/contract/build-contract.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import '../../src/protocol/protocol.messages.js';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import { BinaryType } from './binary-dtos.js';

const LAST_PROTOCOL_TYPE = 19;
const FIRST_TYPE: number = BinaryType.Numbers;

/** The contract of the protocol's own messages and of those in `binary-dtos.ts`. */
export const binaryContract: Contract = buildContract(
  new MessageCatalogue(declaredMessages().filter(({ type }) => type <= LAST_PROTOCOL_TYPE || type >= FIRST_TYPE)),
);

/** Both ends of the wire. */
export interface BinaryEnds {
  readonly server: BinaryPackets;
  readonly client: BinaryPackets;
}

/** Both ends, speaking the Variants of one engine. */
export function binaryEnds(
  godot: GodotMajor,
  contract: Pick<Contract, 'messages' | 'structs'> = binaryContract,
): BinaryEnds {
  return {
    server: new BinaryPackets(contract, { godot, role: 'server' }),
    client: new BinaryPackets(contract, { godot, role: 'client' }),
  };
}

/** What a packet holds, or the code of its refusal. */
export type Decoded = string | { readonly type: number; readonly ref: number; readonly message: unknown };

/** Reads a packet at one end. */
export function decodeAt(end: BinaryPackets, packet: Buffer): Decoded {
  const envelope = new Envelope();
  const fault = end.decode(packet, envelope);
  return fault ?? { type: envelope.type, ref: envelope.ref, message: envelope.message };
}
