import { Logger } from '@nestjs/common';
import { ClusterBus } from '../cluster-bus.js';
import type { RedisTarget } from './redis-address.js';
import { RedisConnection, type RedisClient } from './redis-connection.js';

/** One subscription; the same function may listen twice. */
interface Listener {
  readonly hear: (text: string) => void;
}

/** Every node listens to it: who could not publish something says so there as soon as it can publish again. */
const GAP_TOPIC = 'gap';
/** A line without a word is tried this often: a dead one would otherwise look like silence. */
const PING_MS = 1_000;

/** Hints by plain pub/sub. It listens on a connection of its own, because Redis takes no other command on one that does. */
export class RedisBus extends ClusterBus {
  private readonly logger = new Logger('ClusterBus');
  private readonly topics = new Map<string, Set<Listener>>();
  private readonly gapListeners = new Set<{ readonly tell: () => void }>();
  private readonly listening: RedisConnection;
  private client: RedisClient | undefined;
  private hasConnected = false;
  private hasDropped = false;
  private pingTimer: NodeJS.Timeout | undefined;

  /** @param publishing what other commands use too; its owner calls {@link onPublisherBack} */
  constructor(
    private readonly publishing: RedisConnection,
    target: RedisTarget,
    private readonly prefix: string,
  ) {
    super();
    this.listening = new RedisConnection(target, { onConnected: (client) => this.resubscribe(client) });
  }

  /** Begins to listen. @throws the reason, when it cannot connect */
  async open(): Promise<void> {
    await this.listening.open();
    this.pingTimer = setInterval(() => void this.listening.send(['PING']).catch(() => undefined), PING_MS);
    this.pingTimer.unref();
  }

  /** Ends it for good. */
  close(): void {
    clearInterval(this.pingTimer);
    this.listening.close();
  }

  override publish(topic: string, text: string): void {
    this.publishing.send(['PUBLISH', this.channelOf(topic), text]).catch(() => {
      this.hasDropped = true;
    });
  }

  /** The connection for publishing works again. */
  onPublisherBack(): void {
    if (!this.hasDropped) return;
    this.hasDropped = false;
    // Not awaited: the connection takes commands when its listeners have returned.
    setImmediate(() => this.publish(GAP_TOPIC, ''));
  }

  override subscribe(topic: string, hear: (text: string) => void): () => void {
    const listener: Listener = { hear };
    const listeners = this.topics.get(topic) ?? new Set();
    if (listeners.size === 0) {
      this.topics.set(topic, listeners);
      if (this.client) void this.listenTo(this.client, topic).catch(() => undefined);
    }
    listeners.add(listener);
    return () => this.unsubscribe(topic, listeners, listener);
  }

  override onGap(tell: () => void): () => void {
    const listener = { tell };
    this.gapListeners.add(listener);
    return () => void this.gapListeners.delete(listener);
  }

  private unsubscribe(topic: string, listeners: Set<Listener>, listener: Listener): void {
    listeners.delete(listener);
    if (listeners.size > 0 || this.topics.get(topic) !== listeners) return;
    this.topics.delete(topic);
    this.client?.unsubscribe(this.channelOf(topic)).catch(() => undefined);
  }

  private async resubscribe(client: RedisClient): Promise<void> {
    this.client = client;
    await Promise.all([GAP_TOPIC, ...this.topics.keys()].map((topic) => this.listenTo(client, topic)));
    if (this.hasConnected) this.tellGap();
    this.hasConnected = true;
  }

  private async listenTo(client: RedisClient, topic: string): Promise<void> {
    await client.subscribe(this.channelOf(topic), (text) => this.hear(topic, text));
  }

  private hear(topic: string, text: string): void {
    if (topic === GAP_TOPIC) this.tellGap();
    // One that unsubscribes while it is told must not keep another from hearing.
    for (const listener of [...(this.topics.get(topic) ?? [])]) this.guard(() => listener.hear(text));
  }

  private tellGap(): void {
    for (const listener of [...this.gapListeners]) this.guard(listener.tell);
  }

  private guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.logger.error(error);
    }
  }

  private channelOf(topic: string): string {
    return `${this.prefix}:bus:${topic}`;
  }
}
