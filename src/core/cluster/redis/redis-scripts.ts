import { createHash } from 'node:crypto';
import type { RedisCommand, RedisConnection } from './redis-connection.js';
import { MEMBERSHIP_SCRIPTS } from './membership-scripts.js';
import { OWNERSHIP_SCRIPTS } from './ownership-scripts.js';
import { script } from './script-parts.js';

/** ARGV: key, limit, window in milliseconds. Who has spent it all writes no more, so that asking does not prolong it. */
const SPEND_SCRIPT = script(
  [],
  `
  local key = KEYS[1] .. ':spent:' .. ARGV[1]
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2]) then return 0 end
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[3]) end
  return 1`,
);

/** ARGV: key, '1' for all. A count whose window is over stays gone. */
const GIVE_BACK_SCRIPT = script(
  [],
  `
  local key = KEYS[1] .. ':spent:' .. ARGV[1]
  local count = tonumber(redis.call('GET', key) or '0')
  if count <= 1 or ARGV[2] == '1' then redis.call('DEL', key) else redis.call('DECR', key) end
  return 1`,
);

const SCRIPTS = {
  ...MEMBERSHIP_SCRIPTS,
  ...OWNERSHIP_SCRIPTS,
  spend: SPEND_SCRIPT,
  giveBack: GIVE_BACK_SCRIPT,
} as const;

/** What runs inside Redis, whole or not at all. */
export type ScriptName = keyof typeof SCRIPTS;

const HASHES = Object.fromEntries(
  Object.entries(SCRIPTS).map(([name, source]) => [name, createHash('sha1').update(source).digest('hex')]),
) as Record<ScriptName, string>;

/** Runs the scripts, each by its hash; a server that does not know it is sent the source. */
export class RedisScripts {
  /** @param observe told how long each script took, as its caller saw it */
  constructor(
    private readonly connection: RedisConnection,
    private readonly prefix: string,
    private readonly observe: (name: ScriptName, durationMs: number) => void = () => undefined,
  ) {}

  /** Runs one. @throws StoreUnavailableError */
  async run(name: ScriptName, ...args: RedisCommand): Promise<unknown> {
    const beganMs = performance.now();
    try {
      return await this.connection.send(['EVALSHA', HASHES[name], '1', this.prefix, ...args]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return await this.connection.send(['EVAL', SCRIPTS[name], '1', this.prefix, ...args]);
    } finally {
      this.observe(name, performance.now() - beganMs);
    }
  }
}
