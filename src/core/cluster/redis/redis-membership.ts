import {
  Membership,
  type ClusterNode,
  type ClusterView,
  type Namesake,
  type NodePhase,
  type NodeReport,
  type SeenNode,
} from '../membership.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisScripts } from './redis-scripts.js';

/** The part of a node that never changes, as it is kept. */
type DescribedNode = Pick<ClusterNode, 'name' | 'address' | 'versions'>;

/** Who belongs to the cluster, in Redis. */
export class RedisMembership extends Membership {
  constructor(
    private readonly connection: RedisConnection,
    private readonly scripts: RedisScripts,
  ) {
    super();
  }

  override get runId(): string {
    return this.connection.runId;
  }

  override async join(node: ClusterNode, leaseMs: number): Promise<ClusterView | Namesake | 'buried'> {
    const { name, address, versions } = node;
    const described = JSON.stringify({ name, address, versions } satisfies DescribedNode);
    const answer = await this.scripts.run('join', node.id, name, described, String(leaseMs));
    if (answer === 'buried') return answer;
    const [now, id, ...texts] = answer as [string, string, ...unknown[]];
    if (texts.length > 2) return readView(answer);
    return { namesake: readNode(id, texts[0] as string, texts[1] as string, Number(now)) };
  }

  override async renew(
    nodeId: string,
    { phase, load }: NodeReport,
    leaseMs: number,
  ): Promise<ClusterView | 'unknown' | 'buried'> {
    const answer = await this.scripts.run('renew', nodeId, phase, String(load), String(leaseMs));
    return answer === 'unknown' || answer === 'buried' ? answer : readView(answer);
  }

  override async leave(nodeId: string): Promise<void> {
    await this.scripts.run('leave', nodeId);
  }

  override async bury(nodeId: string, renewals?: number): Promise<boolean> {
    return (await this.scripts.run('bury', nodeId, renewals === undefined ? '' : String(renewals))) === 1;
  }
}

function readView(answer: unknown): ClusterView {
  const [now, runId, described, leases, departed] = answer as [string, string, string[], string[], string[]];
  const descriptions = new Map(pairs(described));
  const nodes = pairs(leases).flatMap(([id, lease]) => {
    const text = descriptions.get(id);
    return text === undefined ? [] : [readNode(id, text, lease, Number(now))];
  });
  return { runId, nodes, departed };
}

function readNode(id: string, described: string, lease: string, nowMs: number): SeenNode {
  const { name, address, versions } = JSON.parse(described) as DescribedNode;
  const [untilMs, renewals, phase, load] = lease.split(' ');
  return {
    ...{ id, name, address, versions },
    phase: phase as NodePhase,
    load: Number(load),
    leaseLeftMs: Number(untilMs) - nowMs,
    renewals: Number(renewals),
  };
}

/** A hash comes as a list of names and values in turn. */
export function pairs(list: readonly string[]): [string, string][] {
  return Array.from({ length: list.length / 2 }, (_, index) => [list[2 * index] ?? '', list[2 * index + 1] ?? '']);
}
