import { type Carry, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { NodesChanged } from '../../../src/core/cluster/cluster.events.js';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerAuthenticator } from '../../../src/core/sessions/player-authenticator.js';
import type { TestApp, TestAppOptions } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { TestCluster } from '../../support/test-cluster.js';

const HELLO = 0;

/** Takes everybody at their word: the token of a player is the player's id. */
class TrustingAuthenticator extends PlayerAuthenticator {
  override authenticate(token: string): Promise<string> {
    return Promise.resolve(token);
  }
  override redeem(ticket: string): Promise<string> {
    return Promise.resolve(ticket);
  }
}

/** Nodes that are one server for players, whose connections a test may cut. */
export class SocialNodes {
  private constructor(
    readonly cluster: TestCluster,
    private readonly options: TestAppOptions,
    readonly wire: { carry: Carry },
  ) {}

  static async start(count: number, options: TestAppOptions): Promise<SocialNodes> {
    const wire: { carry: Carry } = { carry: (_from, _to, deliver) => setImmediate(deliver) };
    const trusting = { provide: PlayerAuthenticator, useClass: TrustingAuthenticator };
    const all = { ...options, providers: [trusting, ...(options.providers ?? [])] };
    const network = new MemoryNetwork((from, to, deliver) => wire.carry(from, to, deliver));
    return new SocialNodes(await TestCluster.start(count, all, network), all, wire);
  }

  /** A node, by its number. */
  at(index: number): TestApp {
    const node = this.cluster.nodes[index];
    if (node === undefined) throw new Error(`There is no node ${index}.`);
    return node;
  }

  /** Another node, of which all others hear. */
  async add(): Promise<TestApp> {
    const node = await this.cluster.add(this.options);
    this.tell(new NodesChanged([this.cluster.ids.at(-1) ?? ''], []), node);
    return node;
  }

  /** A node dies: it says nothing more, and the others bury it. */
  kill(index: number): void {
    const [id = ''] = this.cluster.ids.splice(index, 1);
    const [node] = this.cluster.nodes.splice(index, 1);
    this.dead.push(node);
    this.cluster.network.leave(id);
    this.tell(new NodesChanged([], [id]));
  }

  async stop(): Promise<void> {
    for (const node of this.dead) await node?.stop();
    await this.cluster.stop();
  }

  private readonly dead: (TestApp | undefined)[] = [];

  private tell(change: NodesChanged, except?: TestApp): void {
    for (const node of this.cluster.nodes) if (node !== except) node.app.get(EventBus).emit(change);
  }
}

/** A client of this player; its session ends with its connection unless it is resumable. */
export async function playerAt(node: TestApp, playerId: string, resumable = false): Promise<TestClient> {
  const client = await node.connect();
  await client.request(HELLO, { token: playerId, resumable });
  return client;
}
