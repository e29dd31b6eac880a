/**
 * Tells all nodes something, at most once: hints such as "this list has changed", never what must arrive. Who depends on them
 * reads the whole again when {@link onGap} says that some may be missing.
 */
export abstract class ClusterBus {
  /** Tells all nodes that listen, this one included. Never rejects. @param topic letters, digits, `:` and `-` */
  abstract publish(topic: string, text: string): void;

  /** Listens to a topic until the returned function is called. */
  abstract subscribe(topic: string, listener: (text: string) => void): () => void;

  /** Calls the listener whenever something may have been missed: after each reconnect. The returned function ends that. */
  abstract onGap(listener: () => void): () => void;
}
