import { BinaryPackets } from '../protocol/binary/binary-packets.js';
import type { Contract } from '../protocol/contract/contract.js';
import { Envelope } from '../protocol/envelope.js';
import { JsonBridge } from '../protocol/json-bridge.js';
import type { GodotMajor } from '../protocol/variant/variant-type.js';
import type { Packet } from './packet-inbox.js';

/** The client's end of a codec. */
export interface ClientCodec {
  readonly subprotocol: string;
  /** @param ref 0 for a packet that wants no reply */
  encode(type: number, ref: number, message: object): string | Buffer;
  /** @throws Error when the server has sent something unreadable */
  decode(data: Buffer, isBinary: boolean): Packet;
  /** The type of a packet, without decoding all of it. */
  typeOf(data: Buffer): number;
}

/** `godwit.json.v1`; bytes and Variants are converted if the contract is known. */
export class JsonClientCodec implements ClientCodec {
  readonly subprotocol: string;
  private readonly bridge: JsonBridge | undefined;

  constructor(contract: Contract | undefined, godot: GodotMajor = 4) {
    this.subprotocol = godot === 4 ? 'godwit.json.v1' : 'godwit.json.v1.godot3';
    this.bridge = contract && JsonBridge.of(contract, { godot });
  }

  encode(type: number, ref: number, message: object): string {
    return JSON.stringify({ type, ...(ref !== 0 && { ref }), message: this.bridge?.write(type, message) ?? message });
  }

  decode(data: Buffer): Packet {
    const packet = JSON.parse(data.toString()) as Packet;
    if (this.bridge === undefined) return packet;
    const envelope = Object.assign(new Envelope(), packet);
    const fault = this.bridge.read(envelope);
    if (fault !== undefined) throw new Error(`The server sent what cannot be read: ${fault}, ${data.toString()}`);
    const { message }: { message?: unknown } = envelope;
    return typeof message === 'object' ? { ...packet, message: { ...message } } : packet;
  }

  typeOf(data: Buffer): number {
    return (JSON.parse(data.toString()) as Packet).type;
  }
}

/** `godwit.binary.v1`, compiled from a contract. */
export class BinaryClientCodec implements ClientCodec {
  readonly subprotocol: string;
  private readonly packets: BinaryPackets;

  constructor(contract: Contract, godot: GodotMajor = 4) {
    this.subprotocol = godot === 4 ? 'godwit.binary.v1' : 'godwit.binary.v1.godot3';
    this.packets = new BinaryPackets(contract, { godot, role: 'client' });
  }

  encode(type: number, ref: number, message: object): Buffer {
    return this.packets.encode(type, ref, message);
  }

  decode(data: Buffer, isBinary: boolean): Packet {
    const envelope = new Envelope();
    const fault = isBinary ? this.packets.decode(data, envelope) : 'a text frame';
    if (fault !== undefined) {
      throw new Error(`The server sent what cannot be read: ${fault}, ${data.toString('hex')}`);
    }
    const { type, ref, message } = envelope;
    return { type, ...(ref !== 0 && { ref }), message: message as Record<string, unknown> };
  }

  typeOf(data: Buffer): number {
    return data.readUInt16LE(0);
  }
}
