import { STATUS_CODES, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { addressKey, forwardedAddress, normalAddress } from '../limits/address-key.js';
import { ConcurrencyLimit } from '../limits/concurrency-limit.js';

/** Domain suffixes that cannot be registered publicly (RFC 6761, 6762, 8375, and those reserved by ICANN). */
const LOCAL_NAME = /^[^.]+$|\.(localhost|local|lan|home|internal|intranet|private|corp|test|home\.arpa)$/;

/**
 * Which web pages may connect: those of ALLOWED_ORIGINS, and those of the server's own host. Where sign-in is not required, a Host
 * header alone does not prove that a host is the server's own: any page can have its name re-pointed at this machine while it is
 * open (DNS rebinding) and would then play from inside somebody's network.
 */
export class OriginRule {
  private readonly logger = new Logger('Gateway');
  private readonly ownHosts: ReadonlySet<string>;
  private readonly trusted = new Set<string>();
  private hasWarned = false;

  constructor(private readonly config: GameConfig) {
    const urls = [config.PUBLIC_URL ?? '', ...config.ALLOWED_ORIGINS].filter((url) => URL.canParse(url));
    const names = config.ALLOWED_HOSTS.map((name) => name.toLowerCase());
    this.ownHosts = new Set([...names, ...urls.map((url) => new URL(url).hostname)]);
  }

  /** Lets in pages of this origin too: a page that this server serves at another port. */
  trust(origin: string): void {
    this.trusted.add(origin);
  }

  /** Whether a request with these headers may connect. */
  allows({ origin, host = '' }: IncomingHttpHeaders): boolean {
    // Native clients send no Origin; a browser page cannot omit it.
    if (origin === undefined) return true;
    const allowed = this.config.ALLOWED_ORIGINS;
    if (allowed.includes('*') || allowed.includes(origin) || this.trusted.has(origin)) return true;
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    if (page.host !== host.toLowerCase()) return false;
    if (this.config.AUTH_REQUIRED || this.isOwn(page.hostname)) return true;
    this.warn(page.hostname);
    return false;
  }

  private isOwn(name: string): boolean {
    if (LOCAL_NAME.test(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0) return true;
    return this.ownHosts.has('*') || this.ownHosts.has(name);
  }

  private warn(host: string): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn(
      { host },
      'A page of this host was refused. If it is a name of this server, add it to ALLOWED_HOSTS: without sign-in, only names that are listed there are trusted.',
    );
  }
}

/** Why an upgrade was refused: an HTTP status and a code for the body. */
export interface UpgradeRefusal {
  readonly status: 400 | 401 | 403 | 404 | 429 | 503;
  readonly code: string;
}

const PROXY_WARNING =
  'A request came with X-Forwarded-For while TRUSTED_PROXIES is 0: behind a reverse proxy all players count as one ' +
  'address. Set TRUSTED_PROXIES to the number of proxies in front of this server.';

/** Decides who may connect, before the WebSocket exists, and limits connections per address. */
@Injectable()
export class UpgradeGate {
  private readonly logger = new Logger(UpgradeGate.name);
  /** Which web pages may connect. */
  readonly origins: OriginRule;
  private readonly connections: ConcurrencyLimit;
  private isClosed = false;
  private hasWarned = false;

  constructor(private readonly config: GameConfig) {
    this.origins = new OriginRule(config);
    this.connections = new ConcurrencyLimit(config.MAX_CONNECTIONS_PER_ADDRESS);
  }

  /** Refuses all further connections: the server is shutting down. */
  close(): void {
    this.isClosed = true;
  }

  /** True until {@link close}. */
  get isOpen(): boolean {
    return !this.isClosed;
  }

  /** Why `request` may not become a WebSocket, or undefined when it may. */
  refusalOf(request: IncomingMessage): UpgradeRefusal | undefined {
    if (this.isClosed) return { status: 503, code: 'server.draining' };
    if (!this.origins.allows(request.headers)) return { status: 403, code: 'origin.not_allowed' };
    const isFull = this.connections.isFull(addressKey(this.addressOf(request)));
    if (isFull) return { status: 429, code: 'address.too_many_connections' };
    return undefined;
  }

  /** The client's normalized address: the socket's, or the one reported by trusted proxies. */
  addressOf(request: IncomingMessage): string {
    const direct = normalAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
    const header = request.headers['x-forwarded-for'];
    if (header === undefined) return direct;
    if (this.config.TRUSTED_PROXIES > 0) {
      return forwardedAddress(String(header), this.config.TRUSTED_PROXIES) ?? direct;
    }
    if (!this.hasWarned) this.logger.warn(PROXY_WARNING);
    this.hasWarned = true;
    return direct;
  }

  /** Counts a connection of `address` until `socket` closes. */
  count(address: string, socket: Socket): void {
    const release = this.connections.acquire(addressKey(address));
    if (release !== undefined) socket.on('close', release);
  }
}

/** Prefix of a ticket among the subprotocols, the only header a browser page can set. */
const TICKET_PROTOCOL = 'godwit.ticket.';

/** The ticket of an upgrade request, from the subprotocol `godwit.ticket.<ticket>` or from `?ticket=`; undefined without one. */
export function ticketOf(request: IncomingMessage): string | undefined {
  const offered = request.headers['sec-websocket-protocol'];
  for (const protocol of offered?.split(',') ?? []) {
    const name = protocol.trim();
    if (name.startsWith(TICKET_PROTOCOL)) return name.slice(TICKET_PROTOCOL.length);
  }
  const { url = '' } = request;
  const query = url.indexOf('?');
  return query === -1 ? undefined : (new URLSearchParams(url.slice(query)).get('ticket') ?? undefined);
}

/** Answers an upgrade with a status and a code, and closes. */
export function refuseUpgrade(socket: Duplex, { status, code }: UpgradeRefusal): void {
  const body = JSON.stringify({ code });
  socket.once('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Connection: close\r\nContent-Type: application/json\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
