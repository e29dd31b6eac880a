import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BinaryPackets } from '../../../src/protocol/binary/binary-packets.js';
import { ProtocolType } from '../../../src/protocol/protocol.messages.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RelayMode, RelayReceivedDto, RelayType } from '../../../src/modules/relay/relay.messages.js';
import { BinaryClient } from '../../support/binary-client.js';
import { BenchType } from '../wire.js';

/** An `@rpc` call with two arguments, roughly. */
const PACKET = { target: 0, channel: 0, mode: RelayMode.Reliable, payload: Buffer.alloc(40, 7) };

/** Players who send the same packet to each other, a round at a time: nobody sends again before all have all. */
export class RelayCrowd {
  private delivered = 0;
  private expected = 0;
  private onRound: () => void = () => undefined;

  private constructor(
    private readonly sockets: readonly WebSocket[],
    private readonly frame: Buffer,
  ) {
    for (const socket of sockets) socket.on('message', () => this.heard());
  }

  /** Players of a relay room; their connections can be resumed, as the addon's. */
  static async inRoom(port: number, players: number): Promise<RelayCrowd> {
    const contract = await BinaryClient.contractOf(`http://127.0.0.1:${port}`);
    const clients: BinaryClient[] = [];
    let roomId: unknown;
    for (let player = 0; player < players; player++) {
      const client = await BinaryClient.connect(`ws://127.0.0.1:${port}`, contract);
      await client.request(ProtocolType.Hello, { contract: contract.hash, resumable: true });
      const { message } =
        roomId === undefined
          ? await client.request(BenchType.OpenRelay)
          : await client.request(RoomMessageType.Join, { roomId });
      roomId = message?.roomId;
      await client.request(RelayType.Open);
      if (player > 0) await clients[0]?.request(RelayType.Introduce, { peer: player + 2 });
      clients.push(client);
    }
    for (const { socket } of clients) socket.removeAllListeners('message');
    const frame = new BinaryPackets(contract, { godot: 4, role: 'client' }).encode(RelayType.Send, 0, {
      packets: [PACKET],
      roster: 1_000,
    });
    return new RelayCrowd(
      clients.map(({ socket }) => socket),
      Buffer.from(frame),
    );
  }

  /** Sockets of the bare server, which send what Godwit's players receive. */
  static async onBareServer(port: number, players: number, httpPort: number): Promise<RelayCrowd> {
    const contract = await BinaryClient.contractOf(`http://127.0.0.1:${httpPort}`);
    const server = new BinaryPackets(contract, { godot: 4, role: 'server' });
    const frame = Buffer.from(server.encode(RelayType.Received, 0, new RelayReceivedDto(2, PACKET)));
    const sockets: WebSocket[] = [];
    for (let player = 0; player < players; player++) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      await once(socket, 'open');
      sockets.push(socket);
    }
    return new RelayCrowd(sockets, frame);
  }

  /** Rounds for so long, with so many senders each. @returns how many packets were delivered */
  async play(durationMs: number, senders: number): Promise<number> {
    const before = this.delivered;
    const endMs = performance.now() + durationMs;
    while (performance.now() < endMs) await this.round(senders);
    return this.delivered - before;
  }

  /** Drops the connections. */
  leave(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private round(senders: number): Promise<void> {
    this.expected = this.delivered + senders * (this.sockets.length - 1);
    return new Promise((resolve) => {
      this.onRound = resolve;
      for (const socket of this.sockets.slice(0, senders)) socket.send(this.frame);
    });
  }

  private heard(): void {
    this.delivered += 1;
    if (this.delivered === this.expected) this.onRound();
  }
}
