import 'reflect-metadata';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { EventBus } from '../../src/core/events/event-bus.js';
import { SessionWelcomed } from '../../src/core/sessions/session.events.js';
import { StateSync } from '../../src/core/sync/state-sync.js';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import { ResyncReason } from '../../src/protocol/state/patch-format.js';
import { StateMirror } from '../../src/protocol/state/state-mirror.js';
import { BinaryClient } from '../support/binary-client.js';
import { Pawn, World } from '../support/synced-world.js';
import { TestApp } from '../support/test-app.js';

const STATE_TYPES: readonly number[] = [ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash];

/** A client of either codec that only mirrors, and asks for what it lacks. */
class MirroringClient {
  readonly mirror: StateMirror;
  readonly errors: unknown[] = [];
  private readonly packets: BinaryPackets;

  constructor(
    private readonly socket: WebSocket,
    contract: Contract,
    private readonly isBinary: boolean,
  ) {
    this.mirror = new StateMirror(contract);
    this.packets = new BinaryPackets(contract, { godot: 4, role: 'client' });
    socket.on('message', (data: Buffer) => this.receive(data));
  }

  static async open(url: string, contract: Contract, isBinary: boolean): Promise<MirroringClient> {
    const socket = new WebSocket(url, isBinary ? 'godwit.binary.v1' : 'godwit.json.v1');
    const client = new MirroringClient(socket, contract, isBinary);
    await once(socket, 'open');
    client.send(ProtocolType.Hello, 1, { contract: contract.hash });
    return client;
  }

  send(type: number, ref: number, message: object): void {
    this.socket.send(this.isBinary ? this.packets.encode(type, ref, message) : JSON.stringify({ type, ref, message }));
  }

  resync(reason: ResyncReason): void {
    this.send(ProtocolType.StateResync, 2, { reason, version: this.mirror.version });
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(data: Buffer): void {
    const type = this.isBinary ? data.readUInt16LE(0) : (JSON.parse(data.toString()) as { type: number }).type;
    if (STATE_TYPES.includes(type)) {
      const reason = this.mirror.receive(this.isBinary ? data : data.toString());
      if (reason !== undefined) this.resync(reason);
    } else if (type === (ProtocolType.Error as number)) {
      const envelope = new Envelope();
      if (this.isBinary) this.packets.decode(data, envelope);
      this.errors.push(this.isBinary ? envelope.message : (JSON.parse(data.toString()) as { message: object }).message);
    }
  }
}

describe.each([
  ['binary', true],
  ['JSON', false],
])('the state of a room over a real connection, %s', (_, isBinary) => {
  const world = new World();
  const sync = new StateSync(world, { hashEveryMs: 0 });
  let server: TestApp;
  let client: MirroringClient;
  let tick = 0;

  /** Ticks until something is so. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let i = 0; i < 200 && !isSo(); i++) {
      world.round = ++tick;
      sync.patch({ number: tick }, Date.now(), () => tick);
      await delay(5);
    }
    expect(isSo()).toBe(true);
  }

  beforeAll(async () => {
    server = await TestApp.start();
    server.app.get(EventBus).on(SessionWelcomed, ({ session }) => sync.attach(session, { owner: 'ann' }));
    Object.assign(world.pawns.add(new Pawn()), { player: 'ann', gold: 7, name: 'Ann' });
    client = await MirroringClient.open(server.url, await BinaryClient.contractOf(server.httpUrl), isBinary);
  });

  afterAll(async () => {
    client.close();
    sync.close();
    await server.stop();
  });

  it('arrives, with what only its owner sees', async () => {
    await until(() => client.mirror.patches > 3);

    expect(client.mirror.toObject().pawns).toMatchObject({ 1: { name: 'Ann', gold: 7 } });
    expect(client.mirror.ack).toBeGreaterThan(0);
    expect(client.errors).toEqual([]);
  });

  it('heals by itself when the mirror is wrong, and that is counted', async () => {
    const pawns = client.mirror.sets[1]!;
    const { code, cells } = pawns.columns.find(({ path }) => path === 'name')!;
    code.put(cells, pawns.slotOf(1)!, 'Eve');
    await until(() => client.mirror.toObject().pawns![1]!.name === 'Ann');

    const metrics = await (await fetch(`${server.httpUrl}/metrics`)).text();
    expect(metrics).toMatch(/godwit_sync_resyncs_total\{reason="hash"\} 1/);
    expect(metrics).toMatch(/godwit_sync_full_total [1-9]/);
  });

  it('is not given whole to whoever floods the server with wishes', async () => {
    for (let i = 0; i < 10; i++) client.resync(ResyncReason.Gap);
    await until(() => client.errors.length >= 8);

    expect(client.errors[0]).toMatchObject({ code: 'sync.too_many_resyncs' });
  });
});
