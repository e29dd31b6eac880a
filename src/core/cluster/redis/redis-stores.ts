import { Logger } from '@nestjs/common';
import type { SharedCounters } from '../shared-counters.js';
import { parseRedisUrl } from './redis-address.js';
import { RedisBus } from './redis-bus.js';
import { RedisConnection } from './redis-connection.js';
import { RedisCounters } from './redis-counters.js';
import { RedisMembership } from './redis-membership.js';
import { RedisOwnership } from './redis-ownership.js';
import { RedisRefusedError } from './redis-requirements.js';
import { RedisScripts, type ScriptName } from './redis-scripts.js';

/** What {@link RedisStores.open} is given. */
export interface RedisOptions {
  /** `REDIS_URL`. */
  readonly url: string;
  /** `REDIS_PREFIX`: servers with different ones do not see each other. */
  readonly prefix: string;
  /** Counts for this node alone while Redis is away. */
  readonly local: SharedCounters;
  /** Told how long each script took. */
  readonly observe?: (script: ScriptName, durationMs: number) => void;
  /** Told of each write that was refused. */
  readonly onFenced?: () => void;
}

/** Everything that the nodes share in Redis: one connection for commands, one for hints. */
export class RedisStores {
  private readonly logger = new Logger('Redis');
  private isAway = false;

  readonly membership: RedisMembership;
  readonly ownership: RedisOwnership;
  readonly counters: RedisCounters;
  readonly bus: RedisBus;
  private readonly connection: RedisConnection;

  private constructor({ url, prefix, local, observe, onFenced }: RedisOptions) {
    const target = parseRedisUrl(url);
    // One hash tag: a script may touch several keys.
    const tag = `{${prefix}}`;
    this.connection = new RedisConnection(target, {
      onConnected: () => this.noteBack(),
      onLost: (reason) => this.noteLoss(reason),
    });
    const scripts = new RedisScripts(this.connection, tag, observe);
    this.membership = new RedisMembership(this.connection, scripts);
    this.ownership = new RedisOwnership(this.connection, scripts, tag, onFenced);
    this.counters = new RedisCounters(this.connection, scripts, tag, local);
    this.bus = new RedisBus(this.connection, target, tag);
  }

  /** Connects. @throws RedisRefusedError, one sentence that names the variable, when that is not possible */
  static async open(options: RedisOptions): Promise<RedisStores> {
    const stores = new RedisStores(options);
    try {
      await stores.connection.open();
      await stores.bus.open();
      return stores;
    } catch (error) {
      stores.close();
      throw refusal(error);
    }
  }

  /** Ends both connections. */
  close(): void {
    this.bus.close();
    this.connection.close();
  }

  private noteBack(): void {
    if (this.isAway) this.logger.log('Redis is back.');
    this.isAway = false;
    this.bus.onPublisherBack();
  }

  private noteLoss(reason: string): void {
    if (!this.isAway) this.logger.warn(`Redis is away (${reason}); connecting again.`);
    this.isAway = true;
  }
}

function refusal(error: unknown): RedisRefusedError {
  if (error instanceof RedisRefusedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isSecret = /^(WRONGPASS|NOAUTH|ERR.*AUTH|ERR.*password)/i.test(message);
  const reason = isSecret ? 'it refuses the user or the password' : message || 'nobody answers';
  return new RedisRefusedError(`REDIS_URL points to a Redis that cannot be used: ${reason}.`, { cause: error });
}
