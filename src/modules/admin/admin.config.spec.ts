import { parseConfig } from '../../core/config/load-config.js';
import { AdminConfig, hasPlayground, isLoopback, isServed, refuseUnsafe } from './admin.config.js';

const SECRET = 'Zq8-Xw3_Rt6yUi1oPaSdFgHjKlMnBvCx';

describe(refuseUnsafe, () => {
  const boot = (environment: Record<string, string>): void => {
    const all = { NODE_ENV: 'production', ADMIN: 'true', ADMIN_SECRET: SECRET, ...environment };
    refuseUnsafe(parseConfig(all, AdminConfig), parseConfig(all));
  };

  it.each([
    ['no secret', { ADMIN_SECRET: '' }, /^ADMIN_SECRET is missing/],
    ['a short secret', { ADMIN_SECRET: 'abc' }, /^ADMIN_SECRET has fewer than 32 bytes/],
    ['neither https nor a port of its own', {}, /^ADMIN is true, but the console would be reached without encryption/],
    ['an address without https', { PUBLIC_URL: 'http://play.example' }, /without encryption/],
    ['a port that others reach', { ADMIN_PORT: '1235', ADMIN_HOST: '0.0.0.0' }, /without encryption/],
  ])('stops a boot in production with %s', (_name, environment, sentence) => {
    expect(() => boot(environment)).toThrow(sentence);
  });

  it.each([
    ['a proxy with https', { PUBLIC_URL: 'https://play.example' }],
    ['a port of its own on loopback', { ADMIN_PORT: '1235' }],
    ['no console', { ADMIN: '', ADMIN_SECRET: '' }],
  ])('lets one with %s pass', (_name, environment) => {
    expect(() => boot(environment)).not.toThrow();
  });
});

describe(isServed, () => {
  it.each([
    ['development', '', true],
    ['test', '', false],
    ['production', '', false],
    ['production', 'true', true],
    ['development', 'false', false],
  ])('in %s with ADMIN=%s is %s', (NODE_ENV, ADMIN, expected) => {
    expect(isServed(parseConfig({ ADMIN }, AdminConfig), parseConfig({ NODE_ENV }))).toBe(expected);
  });
});

describe(hasPlayground, () => {
  it.each([
    ['development', '', true],
    ['production', '', false],
    ['production', 'true', true],
    ['development', 'false', false],
  ])('in %s with ADMIN_PLAYGROUND=%s is %s', (NODE_ENV, ADMIN_PLAYGROUND, expected) => {
    expect(hasPlayground(parseConfig({ ADMIN_PLAYGROUND }, AdminConfig), parseConfig({ NODE_ENV }))).toBe(expected);
  });
});

describe(isLoopback, () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost'])('knows %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['', '0.0.0.0', '128.0.0.1', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'does not take %s',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
