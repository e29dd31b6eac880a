import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import type { GodotMajor } from '../../src/protocol/variant/variant-type.js';
import { BinaryClientCodec } from '../../src/testing/client-codec.js';
import { PacketInbox, type Packet } from '../../src/testing/packet-inbox.js';

/** How a test's binary client connects. */
export interface BinaryClientOptions {
  /** The engine whose Variants it speaks. Default 4. */
  readonly godot?: GodotMajor;
  /** Offered subprotocols; by default the one of its engine. */
  readonly subprotocols?: readonly string[];
}

/** A client of `godwit.binary.v1` in TypeScript: the client's end of the codec on a plain WebSocket. */
export class BinaryClient extends PacketInbox {
  /** Bytes of the packets so far. */
  receivedBytes = 0;
  private readonly codec: BinaryClientCodec;
  private nextRef = 1;

  private constructor(
    readonly socket: WebSocket,
    readonly contract: Contract,
    godot: GodotMajor,
  ) {
    super();
    this.codec = new BinaryClientCodec(contract, godot);
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer, isBinary: boolean) => this.receive(data, isBinary));
  }

  /** The contract that a server publishes. */
  static async contractOf(httpUrl: string): Promise<Contract> {
    const response = await fetch(`${httpUrl}/contract`);
    return (await response.json()) as Contract;
  }

  /** Opens a connection and says nothing yet. @throws Error when the server refuses the upgrade */
  static async connect(url: string, contract: Contract, options: BinaryClientOptions = {}): Promise<BinaryClient> {
    const { godot = 4, subprotocols = [godot === 4 ? 'godwit.binary.v1' : 'godwit.binary.v1.godot3'] } = options;
    const socket = new WebSocket(url, [...subprotocols]);
    const client = new BinaryClient(socket, contract, godot);
    await once(socket, 'open');
    return client;
  }

  /** Sends bytes, or a text frame, as they are. */
  sendRaw(data: Buffer | string): void {
    this.socket.send(data, { binary: typeof data !== 'string' });
  }

  /** Sends a packet that asks for no answer. */
  send(type: number, message: object = {}): void {
    this.sendRaw(this.codec.encode(type, 0, message));
  }

  /** Sends a request and waits for its answer. */
  request(type: number, message: object = {}): Promise<Packet> {
    const ref = this.nextRef++;
    this.sendRaw(this.codec.encode(type, ref, message));
    return this.waitFor((packet) => packet.ref === ref, `the answer to request ${ref} (type ${type})`);
  }

  /** Says Hello with a contract's hash, by default its own contract's. */
  hello(contract = this.contract.hash): Promise<Packet> {
    return this.request(ProtocolType.Hello, { contract });
  }

  /** Cuts the connection. */
  terminate(): void {
    this.socket.terminate();
  }

  private receive(data: Buffer, isBinary: boolean): void {
    const packet = this.codec.decode(data, isBinary);
    this.receivedBytes += data.length;
    this.keep(packet);
  }
}
