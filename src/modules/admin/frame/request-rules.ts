import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { GameConfig } from '../../../core/config/game-config.js';
import { AdminConfig, isLoopback, publicOrigin } from '../admin.config.js';

/** The request's own header, which no form and no link can send. */
const OWN_HEADER = 'x-godwit-admin';
const DAY_S = 43_200;

/** How a browser has reached the console. */
export interface Reached {
  /** The console's origin for this browser, such as `https://play.example`. */
  readonly origin: string;
  /** Whether the browser speaks https. */
  readonly isSecure: boolean;
}

/** A request that is being answered. */
export interface AdminRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reached: Reached;
  /** The client's. */
  readonly address: string;
  readonly url: URL;
}

/** Which requests are from the console's own pages, and what keeps other pages out. */
@Injectable()
export class RequestRules {
  private readonly proxy: URL | undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly own: AdminConfig,
  ) {
    this.proxy = publicOrigin(config);
  }

  /**
   * How the request has reached us; undefined when it must not be answered: its host is not one of ours (a foreign page can point
   * its own name at this machine), or it comes from another machine in development.
   */
  reachedBy({ headers: { host = '' }, socket }: IncomingMessage): Reached | undefined {
    if (this.proxy?.host === host.toLowerCase()) return { origin: this.proxy.origin, isSecure: true };
    const [name = ''] = /^(\[[^\]]*\]|[^:]*)/.exec(host.toLowerCase()) ?? [];
    if (!isLoopback(name)) return undefined;
    // A tunnel or a container's port may end on another address; ADMIN_PORT in production is on loopback, or behind a proxy.
    const isHere = isLoopback((socket.remoteAddress ?? '').replace('::ffff:', ''));
    if (!isHere && this.config.NODE_ENV !== 'production') return undefined;
    if (!isHere && this.own.ADMIN_PORT === undefined) return undefined;
    return { origin: `http://${host.toLowerCase()}`, isSecure: false };
  }

  /** Whether a developer's link may open a session: nobody else reaches this machine's loopback address. */
  get isDeveloping(): boolean {
    return this.config.NODE_ENV !== 'production';
  }

  /** Whether a request that changes something came from the console's own page. */
  isOwnPost({ headers }: IncomingMessage, { origin }: Reached): boolean {
    const type = (headers['content-type'] ?? '').split(';', 1)[0];
    const isTyped = type?.trim().toLowerCase() === 'application/json';
    return headers.origin === origin && isTyped && headers[OWN_HEADER] === '1' && isSameSite(headers);
  }

  /** Whether a read came from the console's own page, or from the address bar. */
  isOwnGet({ headers }: IncomingMessage): boolean {
    return isSameSite(headers);
  }

  /** Whether a WebSocket is of the console's own page: browsers always send its origin. */
  isOwnSocket({ headers }: IncomingMessage, { origin }: Reached): boolean {
    return headers.origin === origin;
  }

  /** The session's cookie. */
  cookieOf({ headers }: IncomingMessage, reached: Reached): string | undefined {
    const prefix = `${nameOf(reached)}=`;
    const found = headers.cookie?.split(';').find((cookie) => cookie.trim().startsWith(prefix));
    return found?.trim().slice(prefix.length);
  }

  /** Sets the cookie, or takes it away. */
  setCookie(response: ServerResponse, reached: Reached, token: string | undefined): void {
    const secure = reached.isSecure ? '; Secure' : '';
    const age = token === undefined ? 0 : DAY_S;
    const cookie = `${nameOf(reached)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`;
    response.setHeader('Set-Cookie', cookie);
  }
}

/** The prefix makes browsers refuse the cookie from anything but this very host, over https. */
function nameOf({ isSecure }: Reached): string {
  return isSecure ? '__Host-godwit_admin' : 'godwit_admin';
}

function isSameSite(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** What every answer says. */
export function setSecurityHeaders(response: ServerResponse): void {
  const headers = {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
