import { RoomMessageType } from '../../src/core/rooms/rooms.messages.js';
import { RelayMode, RelayType } from '../../src/modules/relay/relay.messages.js';
import type { BinaryClient } from '../support/binary-client.js';
import type { Packet } from '../support/packet-inbox.js';
import { TestClient } from '../support/test-client.js';

/** Connects a client of one codec. */
export type Connect = () => Promise<TestClient | BinaryClient>;

/** A player in a room that relays, in either codec. */
export class RelayPlayer {
  private constructor(
    readonly client: TestClient | BinaryClient,
    /** What the answer to its way in said. */
    readonly room: Record<string, unknown>,
    /** What the relay's answer said. */
    readonly opened: Record<string, unknown>,
  ) {}

  /** Makes a relay room. */
  static async create(connect: Connect, options: object = {}): Promise<RelayPlayer> {
    return RelayPlayer.enter(await connect(), RelayType.Create, options);
  }

  /** Joins a room. */
  static async join(connect: Connect, roomId: unknown): Promise<RelayPlayer> {
    return RelayPlayer.enter(await connect(), RoomMessageType.Join, { roomId });
  }

  private static async enter(client: TestClient | BinaryClient, type: number, request: object): Promise<RelayPlayer> {
    const [{ message: room = {} }, { message: opened = {} }] = await Promise.all([
      client.request(type, request),
      client.request(RelayType.Open),
    ]);
    return new RelayPlayer(client, room, opened);
  }

  /** The member's number. */
  get number(): number {
    return Number(this.opened.peer);
  }

  /** The texts of the packets it got, with their senders, as `2:hi`. */
  get heard(): string[] {
    return this.client.packets.flatMap(({ type, message }) =>
      type === (RelayType.Received as number) ? `${String(message?.from)}:${textOf(message?.payload)}` : [],
    );
  }

  /** A packet as this player's codec has it. */
  packet(text: string | Buffer, target = 0, mode: number = RelayMode.Reliable): object {
    const bytes = Buffer.from(text);
    return { target, channel: 3, mode, payload: this.client instanceof TestClient ? bytes.toString('base64') : bytes };
  }

  /** Sends packets without asking for an answer. */
  say(packets: object[], roster?: number): void {
    this.client.send(RelayType.Send, { packets, ...(roster !== undefined && { roster }) });
  }

  /** Sends packets and waits for the answer. */
  ask(packets: object[], roster?: number): Promise<Packet> {
    return this.client.request(RelayType.Send, { packets, ...(roster !== undefined && { roster }) });
  }

  /** Waits for a packet, as {@link heard} shows it. */
  async hears(line: string): Promise<void> {
    await this.client.waitFor(() => this.heard.includes(line), `"${line}" among ${this.heard.join(', ')}`);
  }

  /** Waits for a message of this type with these fields, and resolves with the whole. */
  async told(type: number, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
    const isIt = (packet: Packet): boolean =>
      packet.type === type && Object.entries(fields).every(([name, value]) => packet.message?.[name] === value);
    const { message = {} } = await this.client.waitFor(isIt, `type ${type} with ${JSON.stringify(fields)}`);
    return message;
  }

  /** Leaves the room. */
  leave(): Promise<Packet> {
    return this.client.request(RoomMessageType.Leave);
  }
}

function textOf(payload: unknown): string {
  return typeof payload === 'string'
    ? Buffer.from(payload, 'base64').toString()
    : Buffer.from(payload as Uint8Array).toString();
}
