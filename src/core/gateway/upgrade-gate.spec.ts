import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { parseConfig } from '../config/load-config.js';
import { OriginRule, UpgradeGate } from './upgrade-gate.js';

interface RequestParts {
  headers?: Record<string, string>;
  address?: string;
}

function requestOf({ headers = {}, address = '10.0.0.1' }: RequestParts): IncomingMessage {
  return {
    headers: { host: 'game.example:1234', ...headers },
    socket: { remoteAddress: address },
  } as unknown as IncomingMessage;
}

function gateWith(env: Record<string, string> = {}): UpgradeGate {
  return new UpgradeGate(parseConfig({ NODE_ENV: 'test', ...env }));
}

describe(UpgradeGate.name, () => {
  describe('origins', () => {
    it.each<[string, Record<string, string>, string | undefined]>([
      ['none, as native clients', {}, undefined],
      ["the server's own host", { origin: 'http://game.example:1234' }, undefined],
      ['a listed one', { origin: 'https://play.example' }, undefined],
      ['another host', { origin: 'https://evil.example' }, 'origin.not_allowed'],
      ['another port of the host', { origin: 'http://game.example:8080' }, 'origin.not_allowed'],
      ['a listed name with something behind it', { origin: 'https://play.example.evil.example' }, 'origin.not_allowed'],
      ['"null", as sandboxed pages send', { origin: 'null' }, 'origin.not_allowed'],
      ['garbage', { origin: 'http://' }, 'origin.not_allowed'],
    ])('%s', (_name, headers, code) => {
      const origins = 'https://play.example, https://beta.example';
      const gate = gateWith({ ALLOWED_ORIGINS: origins, ALLOWED_HOSTS: 'game.example' });
      expect(gate.refusalOf(requestOf({ headers }))?.code).toBe(code);
    });

    it('lets pages through that the server itself serves at another port, and no others', () => {
      const gate = gateWith();
      gate.origins.trust('http://localhost:1235');
      const codeOf = (origin: string) =>
        gate.refusalOf(requestOf({ headers: { host: 'localhost:1234', origin } }))?.code;
      expect(codeOf('http://localhost:1235')).toBeUndefined();
      expect(codeOf('http://localhost:1236')).toBe('origin.not_allowed');
      expect(codeOf('https://localhost:1235')).toBe('origin.not_allowed');
    });

    it('lets all through with "*"', () => {
      expect(gateWith({ ALLOWED_ORIGINS: '*' }).refusalOf(requestOf({ headers: { origin: 'null' } }))).toBeUndefined();
    });
  });

  describe('addresses', () => {
    it('refuses one connection too many until another of the address closes', () => {
      const gate = gateWith({ MAX_CONNECTIONS_PER_ADDRESS: '2' });
      const sockets = [new EventEmitter(), new EventEmitter()] as unknown as Socket[];
      for (const socket of sockets) gate.count('10.0.0.1', socket);

      expect(gate.refusalOf(requestOf({}))).toEqual({ status: 429, code: 'address.too_many_connections' });
      expect(gate.refusalOf(requestOf({ address: '10.0.0.2' }))).toBeUndefined();
      sockets[0]?.emit('close');
      expect(gate.refusalOf(requestOf({}))).toBeUndefined();
    });

    it('counts the addresses of one IPv6 network together, and IPv4 however it is written', () => {
      const gate = gateWith({ MAX_CONNECTIONS_PER_ADDRESS: '1' });
      gate.count('2001:db8::1', new EventEmitter() as unknown as Socket);
      gate.count('10.0.0.1', new EventEmitter() as unknown as Socket);

      const codes = ['2001:db8::2', '2001:db8:0:1::2', '::ffff:10.0.0.1'].map(
        (address) => gate.refusalOf(requestOf({ address }))?.code,
      );
      expect(codes).toEqual(['address.too_many_connections', undefined, 'address.too_many_connections']);
    });

    it('says once that there seems to be a proxy', () => {
      const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      try {
        const request = requestOf({ headers: { 'x-forwarded-for': '1.1.1.1' } });
        const gate = gateWith();
        gate.addressOf(requestOf({}));
        expect(warn).not.toHaveBeenCalled();
        gate.addressOf(request);
        gate.addressOf(request);
        expect(warn.mock.calls).toEqual([[expect.stringContaining('TRUSTED_PROXIES')]]);
        gateWith({ TRUSTED_PROXIES: '1' }).addressOf(request);
        expect(warn).toHaveBeenCalledTimes(1);
      } finally {
        warn.mockRestore();
      }
    });

    it('goes by the socket when a proxy writes what is no address', () => {
      const gate = gateWith({ TRUSTED_PROXIES: '1' });
      const addressFor = (header: string): string =>
        gate.addressOf(requestOf({ headers: { 'x-forwarded-for': header } }));
      expect([addressFor('unknown'), addressFor('x'.repeat(7_000)), addressFor('[2001:DB8::1]:99')]).toEqual([
        ...['10.0.0.1', '10.0.0.1', '2001:db8::1'],
      ]);
    });

    it('believes X-Forwarded-For only as far as proxies are trusted', () => {
      const request = requestOf({ headers: { 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3' } });
      expect(gateWith().addressOf(request)).toBe('10.0.0.1');
      expect(gateWith({ TRUSTED_PROXIES: '1' }).addressOf(request)).toBe('3.3.3.3');
      expect(gateWith({ TRUSTED_PROXIES: '2' }).addressOf(request)).toBe('2.2.2.2');
    });
  });

  it('refuses everyone once it is closed', () => {
    const gate = gateWith();
    gate.close();
    expect(gate.refusalOf(requestOf({}))).toEqual({ status: 503, code: 'server.draining' });
  });
});

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
