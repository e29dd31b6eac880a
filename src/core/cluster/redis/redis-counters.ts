import { StoreUnavailableError } from '../membership.js';
import { SharedCounters } from '../shared-counters.js';
import type { RedisConnection } from './redis-connection.js';
import type { RedisScripts } from './redis-scripts.js';

/** What is counted once over all nodes, in Redis. */
export class RedisCounters extends SharedCounters {
  /** @param local counts for this node alone while Redis is away */
  constructor(
    private readonly connection: RedisConnection,
    private readonly scripts: RedisScripts,
    private readonly prefix: string,
    private readonly local: SharedCounters,
  ) {
    super();
  }

  override async spend(key: string, limit: number, windowMs: number): Promise<boolean> {
    try {
      return (await this.scripts.run('spend', key, String(limit), String(windowMs))) === 1;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return await this.local.spend(key, limit, windowMs);
    }
  }

  override async putOnce(key: string, value: string, ttlMs: number): Promise<boolean> {
    return (await this.connection.send(['SET', this.onceKey(key), value, 'NX', 'PX', String(ttlMs)])) === 'OK';
  }

  override async takeOnce(key: string): Promise<string | undefined> {
    const value = await this.connection.send(['GETDEL', this.onceKey(key)]);
    return typeof value === 'string' ? value : undefined;
  }

  private onceKey(key: string): string {
    return `${this.prefix}:once:${key}`;
  }
}
