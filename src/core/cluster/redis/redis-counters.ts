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

  override async giveBack(key: string, isAll = false): Promise<void> {
    try {
      await this.scripts.run('giveBack', key, isAll ? '1' : '0');
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      await this.local.giveBack(key, isAll);
    }
  }

  override async putOnce(key: string, value: string, ttlMs: number): Promise<boolean> {
    const kept = `${this.connection.runId} ${value}`;
    return (await this.connection.send(['SET', this.onceKey(key), kept, 'NX', 'PX', String(ttlMs)])) === 'OK';
  }

  override async takeOnce(key: string): Promise<string | undefined> {
    const { runId } = this.connection;
    const value = await this.connection.send(['GETDEL', this.onceKey(key)]);
    // What was put before the store changed may have been taken, and that forgotten.
    return typeof value === 'string' && value.startsWith(`${runId} `) ? value.slice(runId.length + 1) : undefined;
  }

  private onceKey(key: string): string {
    return `${this.prefix}:once:${key}`;
  }
}
