/** What a node is doing: `draining` nodes take no new rooms and are about to leave. */
export type NodePhase = 'ready' | 'draining';

/** One life of a node. What starts again after its end is another node under the same name. */
export interface ClusterNode {
  /** Unique for ever: the name and the random number of this life. Records name their owner by it. */
  readonly id: string;
  /** `NODE_ID`: what people call it; no two living nodes have the same. */
  readonly name: string;
  /** Where other nodes dial its links, as `host:port`. */
  readonly address: string;
  /** What others have to know to give it rooms and sessions: hashes of its build, contract and state, as text. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A node as the others see it. */
export interface SeenNode extends ClusterNode {
  readonly phase: NodePhase;
  /** How busy it is, from 0 to 1. */
  readonly load: number;
  /** How long its lease is good for, in milliseconds by the store's clock; 0 or less when it may be buried. */
  readonly leaseLeftMs: number;
  /** How often it has renewed its lease; who wants to bury it sooner than that says which count was the last. */
  readonly renewals: number;
}

/** A node of the same name stands in the way of one that wants to join. */
export interface Namesake {
  readonly namesake: SeenNode;
}

/** What every renewal brings. */
export interface ClusterView {
  /** Changes when the store may have forgotten something: it was restarted, or another took its place. */
  readonly runId: string;
  /** All nodes that are not buried, this one included. */
  readonly nodes: readonly SeenNode[];
  /** Nodes that were buried or left, or that the store does not know, and that still have records to their name. */
  readonly departed: readonly string[];
}

/** What a node tells with each renewal. */
export interface NodeReport {
  readonly phase: NodePhase;
  readonly load: number;
}

/**
 * Who belongs to the cluster: a lease for each node, kept by the store. A node that lost its lease is buried for ever; the
 * store refuses everything that it still writes. Deliberately out: what a node does about it, see {@link Lease}.
 *
 * All methods reject with {@link StoreUnavailableError} when no answer came, and then the call may have happened or not.
 */
export abstract class Membership {
  /**
   * The store that the next call reaches; a call never reaches another. Empty until there is one. It changes when the store may
   * have forgotten something, as soon as there is a connection to its successor, and so before anything is asked there.
   */
  abstract get runId(): string;

  /**
   * Enters the cluster with a lease; who is in it already renews it.
   * @returns the view; the namesake when a node that is not buried has this name; `buried` when this life is over
   */
  abstract join(node: ClusterNode, leaseMs: number): Promise<ClusterView | Namesake | 'buried'>;

  /** Renews the lease. @returns the view; `unknown` when the store has forgotten the node; `buried` when its life is over */
  abstract renew(nodeId: string, report: NodeReport, leaseMs: number): Promise<ClusterView | 'unknown' | 'buried'>;

  /** Ends this life in an orderly way; what it still owns can be taken at once. */
  abstract leave(nodeId: string): Promise<void>;

  /**
   * Buries a node whose lease has run out by the store's clock; with `renewals`, if it has not renewed since, whatever that clock
   * says: for a node that watched for a whole lease, and for a supervisor that saw it die.
   * @returns whether it is gone now: buried, or unknown
   */
  abstract bury(nodeId: string, renewals?: number): Promise<boolean>;
}

/** No answer came in time: what was asked may have happened or not. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The store takes nothing from this node: it is buried, or the store does not know it (any more) and it has to join again. */
export class NodeRefusedError extends StoreUnavailableError {
  /** @param reason why nothing was written */
  constructor(readonly reason: 'buried' | 'unknown') {
    super(`The store takes no writes from this node: it is ${reason}.`);
  }
}
