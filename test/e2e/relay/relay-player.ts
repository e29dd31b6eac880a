import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RelayMode, RelayType } from '../../../src/modules/relay/relay.messages.js';
import type { BinaryClient } from '../../support/binary-client.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { TestClient } from '../../../src/testing/test-client.js';

/** Connects a client of one codec. */
export type Connect = () => Promise<TestClient | BinaryClient>;

/** A player in a room that relays, in either codec. */
export class RelayPlayer {
  /** True for a host that introduces nobody. */
  isShy = false;
  private host: number;

  private constructor(
    readonly client: TestClient | BinaryClient,
    /** What the answer to its way in said. */
    readonly room: Record<string, unknown>,
    /** What the relay's answer said. */
    readonly opened: Record<string, unknown>,
  ) {
    this.host = Number(opened.host);
  }

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
    const player = new RelayPlayer(client, room, opened);
    client.socket.on('message', () => player.introduce());
    return player;
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

  /** The roster of the last news it had. */
  get roster(): number {
    const rosters = this.client.packets.map(({ message }) => message?.roster);
    return Number(rosters.findLast((roster) => typeof roster === 'number'));
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

  // What Godot's host does once it has sent a newcomer its nodes.
  private introduce(): void {
    const { type, message } = this.client.packets.at(-1) ?? {};
    if (type === (RelayType.HostChanged as number)) this.host = Number(message?.host);
    if (type !== (RelayType.PeerJoined as number) || this.host !== this.number || this.isShy) return;
    this.client.send(RelayType.Introduce, { peer: message?.peer });
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
