import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { parseConfig } from '../config/load-config.js';
import { UpgradeGate } from './upgrade-gate.js';

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
