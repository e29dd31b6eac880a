import { parseRedisUrl } from './redis-address.js';
import { checkServer } from './redis-requirements.js';

describe(parseRedisUrl.name, () => {
  const plain = { database: 0, isTls: false };

  it.each([
    ['redis://cache', { ...plain, hosts: [{ host: 'cache', port: 6379 }] }],
    ['redis://cache:7000/3', { ...plain, database: 3, hosts: [{ host: 'cache', port: 7000 }] }],
    ['redis://:p%40ss@[::1]:7000/', { ...plain, password: 'p@ss', hosts: [{ host: '::1', port: 7000 }] }],
    [
      'rediss://me:a:b@cache',
      { ...plain, isTls: true, username: 'me', password: 'a:b', hosts: [{ host: 'cache', port: 6379 }] },
    ],
    [
      'redis+sentinel://:pw@one,two:7001/main/2',
      {
        ...plain,
        database: 2,
        password: 'pw',
        masterName: 'main',
        hosts: [
          { host: 'one', port: 26379 },
          { host: 'two', port: 7001 },
        ],
      },
    ],
  ])('reads %s', (url, target) => {
    expect(parseRedisUrl(url)).toEqual(target);
  });

  it.each(['http://cache', 'redis://', 'redis://cache/name', 'redis+sentinel://one', 'redis://a:b:c'])(
    'refuses %s',
    (url) => {
      expect(() => parseRedisUrl(url)).toThrow();
    },
  );
});

describe(checkServer.name, () => {
  const info = (...lines: string[]): string =>
    ['# Server', ...lines, 'maxmemory_policy:noeviction', 'role:master'].join('\r\n');

  it.each([
    ['redis_version:7.0.0'],
    ['redis_version:8.2.1'],
    ['redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:7.2.5'],
  ])('takes %j', (line) => {
    expect(() => checkServer(info(line))).not.toThrow();
  });

  it('refuses what is too old, by its own version', () => {
    expect(() => checkServer(info('redis_version:6.2.14'))).toThrow(
      'REDIS_URL points to Redis 6.2.14; Redis 7.0, Valkey 7.2 or a newer version is needed.',
    );
    expect(() => checkServer(info('redis_version:7.2.4', 'server_name:valkey', 'valkey_version:7.1.0'))).toThrow(
      /Valkey 7\.1\.0/,
    );
  });

  it('refuses one that throws keys away when it is full', () => {
    const evicting = info('redis_version:7.4.0').replace('noeviction', 'allkeys-lru');
    expect(() => checkServer(evicting)).toThrow(/REDIS_URL .* maxmemory-policy is allkeys-lru/);
  });
});
