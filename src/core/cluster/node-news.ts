import type { ClusterBus } from './cluster-bus.js';

/** Tells the other nodes something on one topic of the bus, and hears what they tell there. A node does not hear itself. */
export class NodeNews<T> {
  /** @param topic letters, digits, `:` and `-` */
  constructor(
    private readonly topic: string,
    private readonly bus: ClusterBus,
    private readonly nodeId: string,
  ) {}

  /** Tells all other nodes that listen. @param news plain JSON data */
  tell(news: T): void {
    this.bus.publish(this.topic, JSON.stringify([this.nodeId, news]));
  }

  /** Calls the listener with what other nodes tell, until the returned function is called. */
  hear(listener: (news: T, nodeId: string) => void): () => void {
    return this.bus.subscribe(this.topic, (text) => {
      const [nodeId, news] = JSON.parse(text) as [string, T];
      if (nodeId !== this.nodeId) listener(news, nodeId);
    });
  }
}
