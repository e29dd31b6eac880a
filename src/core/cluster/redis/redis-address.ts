import { createClient } from '@redis/client';
import { within } from './within.js';

/** What a `REDIS_URL` says. */
export interface RedisTarget {
  /** The server, or all Sentinels. */
  readonly hosts: readonly RedisHost[];
  /** With Sentinels, the name that they know the server by. */
  readonly masterName?: string;
  readonly username?: string;
  readonly password?: string;
  readonly database: number;
  readonly isTls: boolean;
}

/** Where a server listens. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** The forms of `REDIS_URL`; the second group is everything between `//` and the path. */
export const REDIS_URL_FORM = /^(redis|rediss|redis\+sentinel):\/\/([^/\s]+)(\/[^?\s]*)?$/;

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

/**
 * Reads `redis://user:password@host:6379/0`, `rediss://...`, or `redis+sentinel://user:password@host:26379,host:26379/name/0`,
 * where user and password are the server's.
 * @throws Error when it is none of these
 */
export function parseRedisUrl(url: string): RedisTarget {
  const [, scheme, authority = '', path = ''] = REDIS_URL_FORM.exec(url) ?? [];
  if (scheme === undefined) throw new Error('not a redis:// URL');
  const at = authority.lastIndexOf('@');
  const [username = '', ...password] = authority.slice(0, Math.max(0, at)).split(':');
  const isSentinel = scheme === 'redis+sentinel';
  const parts = path.split('/').slice(1);
  const masterName = isSentinel ? parts.shift() : undefined;
  if (isSentinel && !masterName) throw new Error('no name of the server after the Sentinels');
  return {
    hosts: authority
      .slice(at + 1)
      .split(',')
      .map((host) => parseHost(host, isSentinel ? SENTINEL_PORT : REDIS_PORT)),
    ...(masterName ? { masterName: decodeURIComponent(masterName) } : {}),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password.length > 0 ? { password: decodeURIComponent(password.join(':')) } : {}),
    database: parseDatabase(parts[0]),
    isTls: scheme === 'rediss',
  };
}

/**
 * Where the server is now: with Sentinels, what the first of them says that answers in time.
 * @throws Error when none does
 */
export async function findServer(target: RedisTarget, timeoutMs: number): Promise<RedisHost> {
  const [first] = target.hosts;
  if (first === undefined) throw new Error('no host');
  if (target.masterName === undefined) return first;
  let lastError: unknown;
  for (const sentinel of target.hosts) {
    try {
      return await askSentinel(sentinel, target.masterName, timeoutMs);
    } catch (error) {
      lastError = error;
    }
  }
  throw new Error(`no Sentinel knows "${target.masterName}"`, { cause: lastError });
}

async function askSentinel(sentinel: RedisHost, name: string, timeoutMs: number): Promise<RedisHost> {
  const client = createClient({
    socket: { ...sentinel, connectTimeout: timeoutMs, reconnectStrategy: false },
    disableClientInfo: true,
  });
  client.on('error', () => undefined);
  try {
    await within(client.connect(), timeoutMs);
    const answer: unknown = await within(client.sendCommand(['SENTINEL', 'get-master-addr-by-name', name]), timeoutMs);
    if (!Array.isArray(answer)) throw new Error('unknown to this Sentinel');
    return { host: String(answer[0]), port: Number(answer[1]) };
  } finally {
    if (client.isOpen) client.destroy();
  }
}

function parseHost(text: string, defaultPort: number): RedisHost {
  // An IPv6 address stands in brackets.
  const [, host, port] = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (host === undefined) throw new Error('no host');
  return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? defaultPort : Number(port) };
}

function parseDatabase(text = ''): number {
  if (text === '') return 0;
  if (!/^\d{1,4}$/.test(text)) throw new Error('the number of the database is no number');
  return Number(text);
}
