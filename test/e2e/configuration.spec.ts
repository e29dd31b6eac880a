import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { AppModule } from '../../src/app.module.js';
import { configClassesOf } from '../../src/core/config/config.module.js';
import { GameConfig } from '../../src/core/config/game-config.js';
import { ConfigError, parseConfig, variableNames, type ConfigClass } from '../../src/core/config/load-config.js';

/** The core's class of variables, and one of each feature. */
const CLASSES: readonly ConfigClass[] = [GameConfig, ...configClassesOf(AppModule.of(new GameConfig()))];

/** One variable: its default as the refusal shows it, values that must pass, values that must not. */
type Row = readonly [name: string, shownDefault: string, good: readonly string[], bad: readonly string[]];

const NO_INTEGER = ['abc', '1.5', 'NaN', 'Infinity', '1e999', '-1', '12px', '0x', '1,000', 'true'];

const CORE: readonly Row[] = [
  ['NODE_ENV', '"development"', ['development', 'test', 'production'], ['prod', 'Production', '1']],
  ['PORT', '1234', ['0', '65535', ' 80 '], [...NO_INTEGER, '65536']],
  ['WORKERS', '"1"', ['1', '16', '128', 'auto'], [...NO_INTEGER, '0', '129', 'all']],
  ['HOST', 'none', ['127.0.0.1', '::', 'localhost'], []],
  ['WS_PATH', '"/"', ['/', '/game', '/a/b.c-d_e'], ['game', '/a b', '/a?b', '/a#b', '/%20', '/a/', '//a', '/a//b']],
  ['DATA_DIR', '"./data"', ['/var/lib/godwit', 'x'], []],
  ['LOG_LEVEL', '"info"', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], ['verbose', 'INFO', '30']],
  ['DATABASE_URL', 'none', ['postgres://a:b@db:5432/x', 'postgresql://localhost/x'], ['mysql://a/b', 'db', 'postgres']],
  [
    'REDIS_URL',
    'none',
    ['redis://localhost:6379', 'rediss://a:b@cache/2', 'redis+sentinel://one,two:26379/main'],
    ['http://a', 'localhost:6379', 'redis', 'redis+sentinel://one', 'redis://a/name'],
  ],
  ['REDIS_PREFIX', '"gw"', ['gw', 'my-game_2'], ['{gw}', 'a b', 'a:b']],
  ['CLUSTER_SECRET', 'none', ['0123456789abcdef0123456789abcdef'], ['0123456789abcdef']],
  ['CLUSTER_LEASE_MS', '10000', ['500', '120000'], [...NO_INTEGER, '0', '499', '120001']],
  ['NODE_ID', 'none', ['a', 'host.example:1234', 'pod-1'], ['a b', 'a/b', '{a}']],
  ['CLUSTER_HOST', '"127.0.0.1"', ['0.0.0.0', '::', 'eth0.example'], ['a b', 'ws://a']],
  ['CLUSTER_PORT', '0', ['0', '65535'], [...NO_INTEGER, '65536']],
  ['CLUSTER_ADDRESS', 'none', ['10.0.0.1:7000', 'node-1', '[::1]:7000'], ['ws://a', 'a:b', '::1']],
  ['CLUSTER_TLS_CERT', 'none', ['/etc/tls/node.pem'], []],
  ['CLUSTER_TLS_KEY', 'none', ['/etc/tls/node.key'], []],
  ['CLUSTER_TLS_CA', 'none', ['/etc/tls/ca.pem'], []],
  ['MAX_MESSAGE_BYTES', '16384', ['128', '16777216'], [...NO_INTEGER, '0', '127', '16777217', '4294967296']],
  ['MAX_MESSAGE_DEPTH', '32', ['2', '512'], [...NO_INTEGER, '1', '513']],
  ['UNKNOWN_FIELDS', '"refuse"', ['refuse', 'strip'], ['ignore', 'Refuse', 'true']],
  ['HANDSHAKE_TIMEOUT_MS', '10000', ['100', '600000'], [...NO_INTEGER, '0', '99', '600001']],
  ['HELLO_TIMEOUT_MS', '5000', ['100', '600000'], [...NO_INTEGER, '0', '99', '600001']],
  ['PING_INTERVAL_MS', '3000', ['100', '600000'], [...NO_INTEGER, '0', '99', '600001']],
  ['PING_MISSES', '2', ['1', '100'], [...NO_INTEGER, '0', '101']],
  ['RATE_LIMIT_PER_SECOND', '120', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['RATE_LIMIT_BURST', '240', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['MAX_CONNECTIONS_PER_ADDRESS', '256', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['HTTP_REQUESTS_PER_SECOND', '50', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['HTTP_REQUESTS_BURST', '500', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['METRICS_TOKEN', 'none', ['0123456789abcdef'], ['short']],
  ['TRUSTED_PROXIES', '0', ['0', '10'], [...NO_INTEGER, '11']],
  ['MAX_ROOMS', '20000', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ['MAX_QUEUED_MESSAGES', '256', ['1', '65536'], [...NO_INTEGER, '0', '65537']],
  ['SEND_BUFFER_MAX_BYTES', '1048576', ['65536', '1073741824'], [...NO_INTEGER, '0', '65535', '1073741825']],
  ['SEND_BUFFER_GRACE_MS', '10000', ['0', '600000'], [...NO_INTEGER, '600001']],
  ['ALLOWED_ORIGINS', 'none', ['*', 'https://a.example', 'https://a.example, http://b:8080,'], []],
  ['ALLOWED_HOSTS', 'none', ['*', 'play.example', 'a.example, b'], ['https://a.example', 'a.example:80', '*.a', 'a/b']],
  ['AUTH_REQUIRED', 'false', ['false'], ['yes', '1', '0', 'TRUE', 'on']],
  ['PUBLIC_URL', 'none', ['https://play.example', 'http://localhost:1234'], ['play.example', 'ws://a', 'x']],
  ['NETWORK_LAB', '"off"', ['off', 'on', 'latency=100,jitter=30,loss=1'], ['true', 'lag=100', 'loss=51', 'latency=-1']],
  ['FAST_PATH', 'true', ['true', 'false'], ['yes', '1', '0', 'TRUE', 'off']],
  ['SESSION_CONTEXT', 'false', ['true', 'false'], ['yes', '1', '0', 'TRUE', 'on']],
  ['SEAT_HOLD_MS', '30000', ['0', '3600000'], [...NO_INTEGER, '3600001']],
  ['CHECKPOINT_INTERVAL_MS', '10000', ['0', '3600000'], [...NO_INTEGER, '3600001']],
  ['DATABASE_POOL_SIZE', '10', ['1', '1000'], [...NO_INTEGER, '0', '1001']],
  ['STORAGE_TIMEOUT_MS', '5000', ['100', '600000'], [...NO_INTEGER, '0', '99', '600001']],
  ['SESSION_REPLAY_MAX_BYTES', '262144', ['1024', '1073741824'], [...NO_INTEGER, '1023', '1073741825']],
  ['ADDRESS_REPLAY_MAX_BYTES', '33554432', ['1024', '1099511627776'], [...NO_INTEGER, '1023', '1099511627777']],
  ['TOTAL_REPLAY_MAX_BYTES', '134217728', ['1024', '1099511627776'], [...NO_INTEGER, '1023', '1099511627777']],
  ['MAX_HELD_SEATS', '32768', ['1', '10000000'], [...NO_INTEGER, '0', '10000001']],
  ['SESSIONS_PER_PLAYER', '"replace"', ['replace', 'refuse', 'many'], ['REPLACE', 'one', 'none']],
  ['SHUTDOWN_TIMEOUT_MS', '5000', ['100', '600000'], [...NO_INTEGER, '0', '99', '600001']],
  ['DRAIN_DELAY_MS', '3000', ['0', '600000'], [...NO_INTEGER, '600001']],
  ['DRAIN_TIMEOUT_MS', '60000', ['100', '3600000'], [...NO_INTEGER, '0', '99', '3600001']],
];

/** Those of features, which are gone when the feature's folder is. */
const OF_FEATURES: Readonly<Record<string, readonly Row[]>> = {
  'modules/admin': [
    ['ADMIN', 'none', ['true', 'false'], ['yes', '1', '0', 'TRUE', 'on']],
    ['ADMIN_PORT', 'none', ['1', '65535'], [...NO_INTEGER, '0', '65536']],
    ['ADMIN_HOST', '"127.0.0.1"', ['0.0.0.0', '::1'], []],
    ['ADMIN_SECRET', 'none', ['x'], []],
    ['ADMIN_PLAYGROUND', 'none', ['true', 'false'], ['yes', '1', '0', 'TRUE', 'on']],
    ['ADMIN_AUDIT_DAYS', '400', ['1', '36500'], [...NO_INTEGER, '0', '36501']],
  ],
  'modules/auth': [
    ['AUTH_SECRET', 'none', ['x'], []],
    ['AUTH_FAILURES_PER_ACCOUNT', '10', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
    ['AUTH_FAILURES_PER_ADDRESS', '50', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
    ['AUTH_SIGN_UPS_PER_ADDRESS', '1000', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
    ['OIDC_ISSUER', 'none', ['https://id.example', 'http://localhost:8080/realms/x'], ['id.example', 'ftp://a/b', 'x']],
    ['OIDC_AUDIENCE', 'none', ['my-game'], []],
    ['OIDC_AUTHORIZED_PARTIES', 'none', ['app', 'android-app, ios-app'], []],
    ['OIDC_MAX_TOKEN_AGE_SECONDS', '86400', ['60', '31536000'], [...NO_INTEGER, '59', '31536001']],
    ['OIDC_JWKS_URL', 'none', ['https://id.example/keys', 'http://localhost:8080/x'], ['id.example', 'ftp://a/b', 'x']],
    ['SMTP_URL', 'none', ['smtp://localhost:25', 'smtps://a:b@mail.example'], ['http://a', 'localhost:25', 'mail']],
    ['MAIL_FROM', '"Godwit <no-reply@localhost>"', ['game@example.com'], []],
  ],
  'modules/chat': [
    ['CHAT_FILTER', '"replace"', ['replace', 'refuse', 'off'], ['REPLACE', 'true', 'none']],
    ['CHAT_LINES_PER_SECOND', '2', ['0.01', '0.5', '1000'], ['0', '-1', '0.009', '1001', 'NaN', 'Infinity', 'many']],
    ['CHAT_LINES_BURST', '60', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
    ['CHAT_CHANNEL_MEMBERS', '1000', ['2', '100000'], [...NO_INTEGER, '0', '1', '100001']],
    ['CHAT_EDIT_SECONDS', '300', ['0', '31536000'], [...NO_INTEGER, '-1', '31536001']],
    ['CHAT_RETENTION_DAYS', '90', ['0', '36500'], [...NO_INTEGER, '-1', '36501']],
    ['CHAT_GROUP_RETENTION_DAYS', '0', ['0', '36500'], [...NO_INTEGER, '-1', '36501']],
  ],
  'modules/lobby': [
    ['LOBBY_INTERVAL_MS', '250', ['10', '60000'], [...NO_INTEGER, '9', '60001']],
    ['LOBBY_MAX_ROOMS_PER_PLAYER', '4', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
  ],
  'modules/player-storage': [
    ['PLAYER_STORAGE_MAX_DOCUMENTS', '1000', ['1', '1000000'], [...NO_INTEGER, '0', '1000001']],
    ['PLAYER_STORAGE_MAX_BYTES', '4194304', ['1024', '1073741824'], [...NO_INTEGER, '1023', '1073741825']],
    ['PLAYER_STORAGE_BYTES_PER_MINUTE', '1048576', ['65536', '1073741824'], [...NO_INTEGER, '65535', '1073741825']],
  ],
};

const ROWS = [
  ...CORE,
  ...Object.entries(OF_FEATURES).flatMap(([folder, rows]) => (existsSync(`src/${folder}`) ? rows : [])),
];

describe('the configuration', () => {
  it('has a row for every variable', () => {
    expect(ROWS.map(([name]) => name).sort()).toEqual(CLASSES.flatMap(variableNames).sort());
  });

  it.each(ROWS)('takes the good values of %s', (name, _default, good) => {
    for (const value of good) expect(() => parse({ [name]: value })).not.toThrow();
  });

  it.each(ROWS)('takes the default of %s for an empty value', (name) => {
    const configClass = CLASSES.find((one) => variableNames(one).includes(name)) ?? GameConfig;
    const defaults: unknown = Reflect.get(new configClass(), name);
    expect(Reflect.get(parseConfig({ [name]: '' }, configClass), name)).toEqual(defaults);
    expect(Reflect.get(parseConfig({ [name]: '  ' }, configClass), name)).toEqual(defaults);
  });

  it.each(ROWS.filter(([, , , bad]) => bad.length > 0))(
    'refuses the bad values of %s in one sentence with variable, rule, value and default',
    (name, shownDefault, _good, bad) => {
      for (const value of bad) {
        const shown = /_(URL|TOKEN|SECRET)$/.test(name) ? 'something else' : `"${value}"`;
        const sentence = refusalOf({ [name]: value });
        expect(sentence).toMatch(new RegExp(`^${name} (must|should) [^\\n]+`));
        expect(sentence.endsWith(`, but is ${shown}; leave it unset for the default (${shownDefault}).`)).toBe(true);
      }
    },
  );
});

describe('.env.example', () => {
  const example = parseEnv(readFileSync('.env.example', 'utf8'));

  it('lists every variable and no other', () => {
    expect(Object.keys(example).sort()).toEqual(CLASSES.flatMap(variableNames).sort());
  });

  it('shows the defaults', () => {
    for (const configClass of CLASSES) expect(parseConfig(example, configClass)).toEqual(new configClass());
  });
});

/** Checks the variables of the whole server. */
function parse(environment: Record<string, string>): void {
  for (const configClass of CLASSES) parseConfig(environment, configClass);
}

function refusalOf(environment: Record<string, string>): string {
  try {
    parse(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return `${JSON.stringify(environment)} was taken`;
}
