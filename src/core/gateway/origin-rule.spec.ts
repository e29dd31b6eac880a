import { Logger } from '@nestjs/common';
import { parseConfig } from '../config/load-config.js';
import { OriginRule } from './origin-rule.js';

const rule = (env: Record<string, string> = {}): OriginRule =>
  new OriginRule(parseConfig({ NODE_ENV: 'test', ...env }));

/** What a page of this host sends when it connects to the host it came from. */
const pageOf = (host: string): { origin: string; host: string } => ({ origin: `http://${host}`, host });

describe(OriginRule.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it.each([
    ...['localhost:1234', 'game.localhost:1234', '127.0.0.1:1234', '192.168.1.7:1234', '[::1]:1234', '[fe80::1]'],
    ...['gamebox:1234', 'gamebox.local:1234', 'gamebox.lan', 'server.home.arpa', 'game.internal', '203.0.113.7:1234'],
  ])('takes a page of %s as one of its own', (host) => {
    expect(rule().allows(pageOf(host))).toBe(true);
  });

  it.each([
    'evil.example:1234',
    'evil.example',
    'localhost.evil.example',
    'local.example',
    '127.0.0.1.evil.example:8080',
  ])(
    'refuses a page of %s, whose name may have been pointed here, unless players sign in or the name is listed',
    (host) => {
      const [name = ''] = host.split(':');

      expect(rule().allows(pageOf(host))).toBe(false);
      expect(rule({ AUTH_REQUIRED: 'true' }).allows(pageOf(host))).toBe(true);
      expect(rule({ ALLOWED_HOSTS: `play.example, ${name.toUpperCase()}` }).allows(pageOf(host))).toBe(true);
      expect(rule({ ALLOWED_HOSTS: '*' }).allows(pageOf(host))).toBe(true);
      expect(rule({ PUBLIC_URL: `https://${name}` }).allows(pageOf(host))).toBe(true);
      expect(rule({ ALLOWED_ORIGINS: `https://${name}` }).allows(pageOf(host))).toBe(true);
      expect(rule({ ALLOWED_HOSTS: 'play.example' }).allows(pageOf(host))).toBe(false);
    },
  );

  it('takes whoever is no page, and no page of another host', () => {
    expect(rule().allows({ host: 'evil.example' })).toBe(true);
    expect(rule({ ALLOWED_HOSTS: '*' }).allows({ origin: 'http://evil.example', host: 'localhost:1234' })).toBe(false);
    expect(rule().allows({ origin: 'http://localhost:8080', host: 'localhost:1234' })).toBe(false);
    expect(rule().allows({ origin: 'http://localhost:1234', host: 'LOCALHOST:1234' })).toBe(true);
    expect(rule().allows({ origin: 'http://', host: '' })).toBe(false);
  });
});
