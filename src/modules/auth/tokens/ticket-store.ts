import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';

/** How long a connection ticket is valid, in milliseconds. */
export const TICKET_MS = 30_000;

const TICKET_BYTES = 24;
/** Open tickets per player; beyond that, the player's own oldest is voided. */
const MAX_PER_PLAYER = 4;
/** Open tickets in total; beyond that, new ones are refused. */
const MAX_TICKETS = 100_000;

/** Keeps single-use connection tickets until they are redeemed or expire. Out of scope: who may have one. */
export abstract class TicketStore {
  /**
   * Issues a ticket for a player: 32 characters that are safe in a URL or subprotocol. Each player has a few open tickets;
   * a new one may void the player's own oldest, never anybody else's.
   * @throws GameError rate.limited when too many tickets are open
   */
  abstract issue(playerId: string): Promise<string>;

  /** Redeems a ticket. Returns whose it was; undefined when it is not valid. */
  abstract redeem(ticket: string): Promise<string | undefined>;

  /** Voids the player's open tickets, after a sign-out. */
  abstract revokeAllOf(playerId: string): void;
}

interface Ticket {
  readonly playerId: string;
  readonly expiresAtMs: number;
}

/** Tickets of one node, in memory: a restart voids them. */
@Injectable()
export class MemoryTicketStore extends TicketStore {
  /** In order of creation, which is also the order of expiry. */
  private readonly tickets = new Map<string, Ticket>();
  /** The same, by player, oldest first. */
  private readonly ticketsOf = new Map<string, string[]>();

  /** @param nowMs a monotonic clock, in milliseconds */
  constructor(private readonly nowMs: () => number = () => performance.now()) {
    super();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws has to be a rejection
  async issue(playerId: string): Promise<string> {
    this.dropExpired();
    const [oldest, ...others] = this.ticketsOf.get(playerId) ?? [];
    if (oldest !== undefined && others.length + 1 >= MAX_PER_PLAYER) this.take(oldest);
    if (this.tickets.size >= MAX_TICKETS) throw new GameError('rate.limited');

    const ticket = randomBytes(TICKET_BYTES).toString('base64url');
    this.tickets.set(ticket, { playerId, expiresAtMs: this.nowMs() + TICKET_MS });
    this.ticketsOf.set(playerId, [...(this.ticketsOf.get(playerId) ?? []), ticket]);
    return ticket;
  }

  redeem(ticket: string): Promise<string | undefined> {
    const found = this.take(ticket);
    return Promise.resolve(found && found.expiresAtMs > this.nowMs() ? found.playerId : undefined);
  }

  revokeAllOf(playerId: string): void {
    for (const ticket of this.ticketsOf.get(playerId) ?? []) this.tickets.delete(ticket);
    this.ticketsOf.delete(playerId);
  }

  private take(ticket: string): Ticket | undefined {
    const found = this.tickets.get(ticket);
    if (found === undefined) return undefined;
    this.tickets.delete(ticket);
    const others = (this.ticketsOf.get(found.playerId) ?? []).filter((other) => other !== ticket);
    if (others.length > 0) this.ticketsOf.set(found.playerId, others);
    else this.ticketsOf.delete(found.playerId);
    return found;
  }

  private dropExpired(): void {
    const nowMs = this.nowMs();
    for (const [ticket, { expiresAtMs }] of this.tickets) {
      if (expiresAtMs > nowMs) break;
      this.take(ticket);
    }
  }
}
