import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, Optional } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { PlayerAuthenticator } from '../sessions/player-authenticator.js';

/** Why an upgrade was refused: an HTTP status and a code for the body. */
export interface UpgradeRefusal {
  readonly status: 400 | 401 | 403 | 404 | 429 | 503;
  readonly code: string;
}

/** The connections of one address; all its sockets share `release`. */
interface AddressCount {
  held: number;
  readonly release: () => void;
}

/** Decides before the WebSocket exists who may connect, and counts connections per address. */
@Injectable()
export class UpgradeGate {
  private readonly countOf = new Map<string, AddressCount>();
  private isClosed = false;

  constructor(
    private readonly config: GameConfig,
    @Optional() private readonly authenticator?: PlayerAuthenticator,
  ) {}

  /** Refuses everyone from now on: the server is going away. */
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
    if (!this.isOriginAllowed(request)) return { status: 403, code: 'origin.not_allowed' };
    const held = this.countOf.get(this.addressOf(request))?.held ?? 0;
    if (held >= this.config.MAX_CONNECTIONS_PER_ADDRESS) return { status: 429, code: 'address.too_many_connections' };
    return undefined;
  }

  /** Whose ticket it is; undefined when it is not valid, or nobody issues tickets. */
  async redeem(ticket: string): Promise<string | undefined> {
    return this.authenticator?.redeem(ticket);
  }

  /** The client's address: the socket's, or what the trusted proxies say. */
  addressOf(request: IncomingMessage): string {
    const direct = request.socket.remoteAddress ?? 'unknown';
    if (this.config.TRUSTED_PROXIES === 0) return direct;
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    // Each trusted proxy appended one entry; what stands further left is the client's own claim.
    const claimed = forwarded.at(-this.config.TRUSTED_PROXIES)?.trim();
    return claimed === undefined || claimed === '' ? direct : claimed;
  }

  /** Counts a connection of `address` until `socket` closes. */
  count(address: string, socket: Socket): void {
    let count = this.countOf.get(address);
    if (count === undefined) this.countOf.set(address, (count = this.newCount(address)));
    count.held += 1;
    socket.on('close', count.release);
  }

  private newCount(address: string): AddressCount {
    const count: AddressCount = {
      held: 0,
      release: () => {
        count.held -= 1;
        if (count.held === 0) this.countOf.delete(address);
      },
    };
    return count;
  }

  private isOriginAllowed(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    // Native clients send none; a page in a browser cannot leave it out.
    if (origin === undefined) return true;
    const allowed = this.config.ALLOWED_ORIGINS;
    if (allowed.includes('*') || allowed.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}

/** Stands before a ticket in the list of subprotocols, the one header that a browser lets a page write. */
const TICKET_PROTOCOL = 'godwit.ticket.';

/** The ticket that an upgrade shows, as a subprotocol `godwit.ticket.<ticket>` or as `?ticket=`; undefined without one. */
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
