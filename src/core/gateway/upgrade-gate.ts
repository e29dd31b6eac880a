import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';

/** Why an upgrade was refused: an HTTP status and a code for the body. */
export interface UpgradeRefusal {
  readonly status: 400 | 403 | 404 | 429 | 503;
  readonly code: string;
}

/** Decides before the WebSocket exists who may connect, and counts connections per address. */
@Injectable()
export class UpgradeGate {
  private readonly connectionsOf = new Map<string, number>();
  private isClosed = false;

  constructor(private readonly config: GameConfig) {}

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
    const held = this.connectionsOf.get(this.addressOf(request)) ?? 0;
    if (held >= this.config.MAX_CONNECTIONS_PER_ADDRESS) return { status: 429, code: 'address.too_many_connections' };
    return undefined;
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
    this.connectionsOf.set(address, (this.connectionsOf.get(address) ?? 0) + 1);
    socket.once('close', () => this.uncount(address));
  }

  private uncount(address: string): void {
    const left = (this.connectionsOf.get(address) ?? 1) - 1;
    if (left === 0) this.connectionsOf.delete(address);
    else this.connectionsOf.set(address, left);
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
