import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import { MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { ResumingClient } from '../../support/resuming-client.js';
import { TestCluster } from '../../support/test-cluster.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';

const CLIENTS = 40;
const MOVES = 25;
const WELCOME = 1;

/** Says numbers without pause, and notes which are answered. */
class Counting {
  said = 0;
  isOver = false;
  readonly talk: Promise<void>;

  constructor(readonly client: ResumingClient) {
    this.talk = this.run();
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      this.said += 1;
      this.client.send(HallType.Say, { text: String(this.said) }, this.said);
      await delay(20);
    }
  }
}

it('1,000 moves under load lose nothing, and repeat and reorder nothing', async () => {
  const env = { RATE_LIMIT_PER_SECOND: '100000', RATE_LIMIT_BURST: '100000', MAX_ROOMS: '100' };
  const network = new MemoryNetwork((_from, _to, deliver) => setImmediate(deliver));
  const cluster = await TestCluster.start(3, { providers: [Ledger, HallRoom, NookRoom, HallDoor], env }, network);
  const codes = await Promise.all(cluster.nodes.flatMap((node) => [roomAt(node), roomAt(node), roomAt(node)]));
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) =>
      ResumingClient.connect(() => cluster.nodes[index % cluster.nodes.length]?.url ?? ''),
    ),
  );
  const counting = clients.map((client) => new Counting(client));

  await Promise.all(
    clients.map(async (client, index) => {
      for (let move = 0; move < MOVES; move++) {
        // Somewhere else than the last time.
        const node = (index + move) % cluster.nodes.length;
        const code = codes[node * 3 + (index % 3)];
        const { type } = await client.request(RoomMessageType.Join, { code });
        expect(type).toBe(RoomMessageType.Joined);
        await delay(10);
        expect((await client.request(RoomMessageType.Leave)).type).toBe(3);
      }
    }),
  );
  for (const each of counting) each.isOver = true;
  await Promise.all(counting.map(({ talk }) => talk));
  await Promise.all(counting.map(({ client, said }) => client.waitFor(({ ref }) => ref === said, 'the last answer')));

  for (const { client, said } of counting) {
    const answered = client.packets
      .filter(({ type, ref = 0 }) => type !== WELCOME && ref > 0 && ref <= said)
      .map(({ ref }) => ref);
    expect(answered).toEqual(Array.from({ length: said }, (_, index) => index + 1));
    expect(client.returns).not.toContain(false);
    client.stop();
  }
  // Where a machine stands still for as long as a move may take, the client's line is cut, and it comes back whole.
  expect(clients.flatMap(({ returns }) => returns).length).toBeLessThan((CLIENTS * MOVES) / 100);
  await cluster.stop();

  async function roomAt(node: TestApp): Promise<string> {
    const maker = await node.connect();
    const { message } = await maker.request(HallType.Create, { type: 'nook' });
    return String(message?.code);
  }
}, 120_000);
