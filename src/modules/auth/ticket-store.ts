import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BoundedMap } from './bounded-map.js';

/** How long a connection ticket is good, in milliseconds. */
export const TICKET_MS = 30_000;

const TICKET_BYTES = 24;
/** How many may be open at once; beyond it the oldest is void. */
const MOST_TICKETS = 100_000;

/** Keeps connection tickets until they are used, once, or too old. Out of its scope: who may have one. */
export abstract class TicketStore {
  /** Makes a ticket for a player: 32 characters that may stand in a URL or a subprotocol. */
  abstract issue(playerId: string): Promise<string>;

  /** Uses a ticket up. Returns whose it was; undefined when it is not good. */
  abstract redeem(ticket: string): Promise<string | undefined>;
}

interface Ticket {
  readonly playerId: string;
  readonly expiresAtMs: number;
}

/** Tickets of one node, in memory: they are void when it restarts. */
@Injectable()
export class MemoryTicketStore extends TicketStore {
  private readonly tickets = new BoundedMap<Ticket>(MOST_TICKETS);

  /** @param nowMs the clock, milliseconds since 1970 */
  constructor(private readonly nowMs: () => number = Date.now) {
    super();
  }

  issue(playerId: string): Promise<string> {
    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    this.tickets.set(ticket, { playerId, expiresAtMs: this.nowMs() + TICKET_MS });
    return Promise.resolve(ticket);
  }

  redeem(ticket: string): Promise<string | undefined> {
    const found = this.tickets.take(ticket);
    return Promise.resolve(found && found.expiresAtMs > this.nowMs() ? found.playerId : undefined);
  }
}
