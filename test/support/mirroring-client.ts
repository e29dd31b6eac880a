import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { isCountedFromServer, ProtocolType } from '../../src/protocol/protocol.messages.js';
import type { ResyncReason } from '../../src/protocol/state/patch-format.js';
import { StateMirror } from '../../src/protocol/state/state-mirror.js';
import { PacketInbox, type Packet } from './packet-inbox.js';

const STATE_TYPES: readonly number[] = [ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash];
const FIRST_REF = 10;

/** How it connects. */
export interface MirroringOptions {
  readonly contract: Contract;
  readonly isBinary: boolean;
  /** The session outlives a drop, and {@link MirroringClient.drop} takes it back. */
  readonly isResumable?: boolean;
}

/** A client of either codec that mirrors the state of its room, asks for what it lacks, and comes back to its session. */
export class MirroringClient extends PacketInbox {
  readonly mirror: StateMirror;
  /** What was refused, as the server said it. */
  readonly errors: unknown[] = [];
  /** How often its hash differed, or a patch could not be applied. */
  resyncs = 0;
  /** The session's id, once it was welcomed. */
  sessionId = '';
  private readonly codec: BinaryPackets;
  private socket: WebSocket | undefined;
  private resumeToken: string | undefined;
  private received = 0;
  private nextRef = FIRST_REF;

  private constructor(
    private readonly url: string,
    private readonly options: MirroringOptions,
  ) {
    super();
    this.mirror = new StateMirror(options.contract);
    this.codec = new BinaryPackets(options.contract, { godot: 4, role: 'client' });
  }

  /** Connects, and waits for the Welcome. */
  static async open(url: string, options: MirroringOptions): Promise<MirroringClient> {
    const client = new MirroringClient(url, options);
    await client.connect();
    return client;
  }

  /** Sends a message; `ref` 0 asks for no answer. */
  send(type: number, message: object, ref = 0): void {
    const { isBinary } = this.options;
    const json = ref === 0 ? { type, message } : { type, ref, message };
    this.socket?.send(isBinary ? this.codec.encode(type, ref, message) : JSON.stringify(json));
  }

  /** Sends a request and waits for its answer. */
  request(type: number, message: object = {}): Promise<Packet> {
    const ref = this.nextRef++;
    this.send(type, message, ref);
    return this.waitFor((packet) => packet.ref === ref, `the answer to request ${ref} (type ${type})`);
  }

  /** Asks for the state again. */
  resync(reason: ResyncReason): void {
    this.resyncs += 1;
    this.send(ProtocolType.StateResync, { reason, version: this.mirror.version }, this.nextRef++);
  }

  /** Loses the connection without a word, and comes back to the same session. */
  async dropAndResume(): Promise<void> {
    this.close();
    await this.connect();
  }

  /** Cuts the connection. */
  close(): void {
    this.socket?.removeAllListeners('message');
    this.socket?.terminate();
  }

  private async connect(): Promise<void> {
    const { contract, isBinary, isResumable = false } = this.options;
    const socket = new WebSocket(this.url, isBinary ? 'godwit.binary.v1' : 'godwit.json.v1');
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('error', () => undefined);
    await once(socket, 'open');
    const resume = this.resumeToken === undefined ? {} : { resume: this.resumeToken, received: this.received };
    const { message } = await this.request(ProtocolType.Hello, {
      ...{ contract: contract.hash, resumable: isResumable, ...resume },
    });
    if (resume.resume !== undefined && message?.resumed !== true) throw new Error('The session was not given back.');
    this.sessionId = String(message?.sessionId);
    this.resumeToken = message?.resumeToken as string | undefined;
    const reason = this.mirror.resumed();
    if (reason !== undefined) this.resync(reason);
  }

  private receive(data: Buffer): void {
    const { isBinary } = this.options;
    const type = isBinary ? data.readUInt16LE(0) : (JSON.parse(data.toString()) as { type: number }).type;
    if (STATE_TYPES.includes(type)) {
      const reason = this.mirror.receive(isBinary ? data : data.toString());
      if (reason !== undefined) this.resync(reason);
      return;
    }
    if (isCountedFromServer(type)) this.received += 1;
    const packet = isBinary ? this.decode(data) : (JSON.parse(data.toString()) as Packet);
    if (type === (ProtocolType.Error as number)) this.errors.push(packet.message);
    this.keep(packet);
  }

  private decode(data: Buffer): Packet {
    const envelope = new Envelope();
    const fault = this.codec.decode(data, envelope);
    if (fault !== undefined) throw new Error(`The server sent a packet that cannot be read: ${fault}.`);
    const { type, ref, message } = envelope;
    return { type, ...(ref !== 0 && { ref }), message: message as Packet['message'] };
  }
}
