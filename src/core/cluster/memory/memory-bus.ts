import { Logger } from '@nestjs/common';
import { ClusterBus } from '../cluster-bus.js';

type TextListener = (text: string) => void;

/** A bus within this process: calls its listeners. Several nodes of a test share one. */
export class MemoryBus extends ClusterBus {
  private readonly logger = new Logger(MemoryBus.name);
  private readonly topics = new Map<string, Set<TextListener>>();
  private readonly gapListeners = new Set<() => void>();

  override publish(topic: string, text: string): void {
    const listeners = this.topics.get(topic);
    // Not within the caller: on a real bus it comes later too.
    if (listeners) queueMicrotask(() => this.tell(topic, listeners, text));
  }

  override subscribe(topic: string, listener: TextListener): () => void {
    // The same function may listen twice.
    const own: TextListener = (text) => listener(text);
    const listeners = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, listeners.add(own));
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.topics.get(topic) === listeners) this.topics.delete(topic);
    };
  }

  override onGap(listener: () => void): () => void {
    const own = (): void => listener();
    this.gapListeners.add(own);
    return () => void this.gapListeners.delete(own);
  }

  /** Tells listeners that they may have missed something: for tests. */
  tellGap(): void {
    for (const listener of this.gapListeners) listener();
  }

  private tell(topic: string, listeners: ReadonlySet<TextListener>, text: string): void {
    for (const listener of listeners) {
      try {
        listener(text);
      } catch (error) {
        this.logger.error({ err: error, topic }, 'A listener of the bus failed.');
      }
    }
  }
}
