import {
  NodeRefusedError,
  type ClusterNode,
  type ClusterView,
  type Namesake,
  type NodeReport,
  type SeenNode,
} from '../membership.js';

interface StoredNode extends ClusterNode, NodeReport {
  leaseEndsMs: number;
  renewals: number;
}

/** The nodes of a {@link MemoryStore}: leases by the store's clock, and tombstones of those that are gone. */
export class MemoryNodes {
  private readonly nodes = new Map<string, StoredNode>();
  private readonly tombstones = new Set<string>();

  /** @param owners the nodes that still own records, the living among them */
  constructor(
    private readonly nowMs: () => number,
    private readonly owners: () => Iterable<string>,
  ) {}

  /** @see Membership.join */
  join(runId: string, node: ClusterNode, leaseMs: number): ClusterView | Namesake | 'buried' {
    if (this.tombstones.has(node.id)) return 'buried';
    const known = this.nodes.get(node.id);
    if (!known) {
      const namesake = [...this.nodes.values()].find(({ name }) => name === node.name);
      if (namesake) return { namesake: this.seen(namesake) };
    }
    const leaseEndsMs = this.nowMs() + leaseMs;
    const renewals = (known?.renewals ?? 0) + 1;
    this.nodes.set(node.id, { ...node, phase: known?.phase ?? 'ready', load: known?.load ?? 0, leaseEndsMs, renewals });
    return this.view(runId);
  }

  /** @see Membership.renew */
  renew(runId: string, nodeId: string, report: NodeReport, leaseMs: number): ClusterView | 'unknown' | 'buried' {
    if (this.tombstones.has(nodeId)) return 'buried';
    const node = this.nodes.get(nodeId);
    if (!node) return 'unknown';
    const { phase, load } = report;
    const leaseEndsMs = this.nowMs() + leaseMs;
    this.nodes.set(nodeId, { ...node, phase, load, leaseEndsMs, renewals: node.renewals + 1 });
    return this.view(runId);
  }

  /** @see Membership.leave */
  leave(nodeId: string): void {
    this.nodes.delete(nodeId);
    this.tombstones.add(nodeId);
  }

  /** @see Membership.bury */
  bury(nodeId: string, renewals?: number): boolean {
    const node = this.nodes.get(nodeId);
    if (!node) return true;
    const isDead = renewals === undefined ? node.leaseEndsMs <= this.nowMs() : node.renewals === renewals;
    if (isDead) this.leave(nodeId);
    return isDead;
  }

  /** @throws NodeRefusedError when the node may write nothing */
  check(nodeId: string): void {
    if (this.tombstones.has(nodeId)) throw new NodeRefusedError('buried');
    if (!this.nodes.has(nodeId)) throw new NodeRefusedError('unknown');
  }

  private view(runId: string): ClusterView {
    const departed = [...this.owners()].filter((id) => !this.nodes.has(id));
    return { runId, nodes: [...this.nodes.values()].map((node) => this.seen(node)), departed };
  }

  private seen({ leaseEndsMs, ...node }: StoredNode): SeenNode {
    return { ...node, leaseLeftMs: leaseEndsMs - this.nowMs() };
  }
}
