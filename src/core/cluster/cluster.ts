import type { ClusterBus } from './cluster-bus.js';
import type { NodeLinks } from './node-links.js';
import type { OwnedRecords } from './owned-records.js';
import type { SharedCounters } from './shared-counters.js';
import type { Takeover } from './takeover.js';

/** Another node that takes rooms and sessions. */
export interface TakingNode {
  readonly id: string;
  /** From 0 to 1. */
  readonly load: number;
}

/** What a node of a cluster has. On one node nobody provides it: whoever injects it as optional has nothing to do there. */
export class Cluster {
  private leaving = false;

  /**
   * @param nodeId this node, in this life
   * @param records what this node owns; others' records are found there, too
   * @param takeover declares how records are restored that a node has left behind
   * @param livingNodes the ids of all nodes that are not buried, this one included
   * @param takingNodes the others that take rooms and sessions: ready ones, the least busy first
   * @param tellLeaving tells the others that this node takes nothing more
   */
  constructor(
    readonly nodeId: string,
    readonly records: OwnedRecords,
    readonly takeover: Takeover,
    readonly links: NodeLinks,
    readonly livingNodes: () => readonly string[],
    readonly takingNodes: () => readonly TakingNode[] = () =>
      livingNodes()
        .filter((id) => id !== nodeId)
        .map((id) => ({ id, load: 0 })),
    private readonly tellLeaving: () => void = () => undefined,
  ) {}

  /** Whether this node is about to stop, and takes no more rooms and sessions. */
  get isLeaving(): boolean {
    return this.leaving;
  }

  /** Whether there is such a node and nobody has buried it. */
  isAlive(nodeId: string | undefined): nodeId is string {
    return nodeId !== undefined && this.livingNodes().includes(nodeId);
  }

  /** This node is about to stop: the others are told, and give it nothing more. */
  beginLeaving(): void {
    this.leaving = true;
    this.tellLeaving();
  }

  /**
   * Another node to put something on: the less busy one of two at random; undefined when there is none that takes anything.
   * @param below how busy it may be, if not whatever it is
   */
  pickNode(below = Infinity): string | undefined {
    const nodes = this.takingNodes();
    const [one, other] = [0, 1].map(() => Math.floor(Math.random() * nodes.length));
    const picked = nodes[Math.min(one ?? 0, other ?? 0)];
    return picked !== undefined && picked.load < below ? picked.id : undefined;
  }
}

/** A cluster that somebody else has put together, in place of Redis: nodes of a test that share a store in memory. */
export class GivenCluster {
  constructor(
    readonly cluster: Cluster,
    /** Shared by its nodes; without it each hears only itself. */
    readonly bus?: ClusterBus,
    /** Shared by its nodes; without it each counts for itself. */
    readonly counters?: SharedCounters,
  ) {}
}
