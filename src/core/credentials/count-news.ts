import type { Cluster } from '../cluster/cluster.js';
import type { ClusterBus } from '../cluster/cluster-bus.js';
import { NodeNews } from '../cluster/node-news.js';
import { GuessLimit, type GuessRule } from '../limits/guess-limit.js';

/**
 * Tells the other nodes what is counted here, and hears what they count, so that a limit which has to answer at once holds over
 * all of them. While the store is away each node counts for itself.
 */
export class CountNews {
  private readonly news: NodeNews<readonly [kind: string, key: string]>;

  /** @param name of the limits, different for each owner of such news */
  constructor(name: string, bus: ClusterBus, nodeId: string) {
    this.news = new NodeNews(`counts:${name}`, bus, nodeId);
  }

  /** Tells that something was counted here. */
  tell(kind: string, key: string): void {
    this.news.tell([kind, key]);
  }

  /** Calls the listener for everything that other nodes have counted. */
  hear(listener: (kind: string, key: string) => void): void {
    this.news.hear(([kind, key]) => listener(kind, key));
  }
}

/** A limit of guesses that counts those at all nodes; on one node, a plain one. */
export function guessLimit(
  name: string,
  rule: GuessRule,
  bus: ClusterBus,
  cluster: Pick<Cluster, 'nodeId'> | undefined,
): GuessLimit {
  if (cluster === undefined) return new GuessLimit(rule);
  const news = new CountNews(name, bus, cluster.nodeId);
  const limit = new GuessLimit(rule, {}, (kind, key) => news.tell(kind, key));
  news.hear((kind, key) => limit.hear(kind, key));
  return limit;
}
