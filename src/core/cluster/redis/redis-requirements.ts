/** Why a server cannot be used. The message is one sentence for the operator, naming the variable. */
export class RedisRefusedError extends Error {
  override readonly name = 'RedisRefusedError';
}

/** The oldest versions that know everything that the scripts use. */
const OLDEST = { redis: [7, 0], valkey: [7, 2] } as const;

/**
 * Checks what `INFO` says. @returns which life of which server it is
 * @throws RedisRefusedError when the server is too old, or may throw away keys when its memory is full
 * @throws Error when it is a replica, which after a failover is only so for a moment
 */
export function checkServer(info: string): string {
  const isValkey = fieldOf(info, 'server_name') === 'valkey' || fieldOf(info, 'valkey_version') !== undefined;
  const kind = isValkey ? 'valkey' : 'redis';
  const version = fieldOf(info, `${kind}_version`) ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST[kind];
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new RedisRefusedError(
      `REDIS_URL points to ${isValkey ? 'Valkey' : 'Redis'} ${version}; Redis 7.0, Valkey 7.2 or a newer version is needed.`,
    );
  }
  const policy = fieldOf(info, 'maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    throw new RedisRefusedError(
      `REDIS_URL points to a server whose maxmemory-policy is ${policy}: it would throw away rooms and sessions when it is full; set it to noeviction.`,
    );
  }
  if (fieldOf(info, 'role') === 'slave') throw new Error('READONLY: this is a replica');
  return fieldOf(info, 'run_id') ?? '';
}

/** The value of a line `name:value`. */
function fieldOf(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
}
