import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { StoreUnavailableError } from '../../../core/cluster/membership.js';
import type { SharedCounters } from '../../../core/cluster/shared-counters.js';
import { GameError } from '../../../protocol/game-error.js';

/** How long a connection ticket is valid, in milliseconds. */
export const TICKET_MS = 30_000;

const TICKET_BYTES = 24;
const TICKET = /^[\w-]{32}$/;
/** Open tickets per player; beyond that, the player's own oldest is voided. */
const MAX_PER_PLAYER = 4;
/** Open tickets in total; beyond that, new ones are refused. */
const MAX_TICKETS = 100_000;

/** Keeps single-use connection tickets until they are redeemed or expire. Out of scope: who may have one. */
export abstract class TicketStore {
  /**
   * Issues a ticket for a player: 32 characters that are safe in a URL or subprotocol. Each player has a few open tickets;
   * a new one may void the player's own oldest, never anybody else's.
   * @throws GameError rate.limited when too many tickets are open; cluster.unavailable while Redis is away
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

  /** @param nowMs a monotonic clock, in milliseconds; @param onVoided told of each ticket that is voided before its time */
  constructor(
    private readonly nowMs: () => number = () => performance.now(),
    private readonly onVoided: (ticket: string) => void = () => undefined,
  ) {
    super();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws has to be a rejection
  async issue(playerId: string): Promise<string> {
    this.dropExpired();
    const [oldest, ...others] = this.ticketsOf.get(playerId) ?? [];
    if (oldest !== undefined && others.length + 1 >= MAX_PER_PLAYER) this.voidOne(oldest);
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
    for (const ticket of this.ticketsOf.get(playerId) ?? []) this.voidOne(ticket);
  }

  private voidOne(ticket: string): void {
    this.take(ticket);
    this.onVoided(ticket);
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

/**
 * Tickets that are good at any node, once. While Redis is away none is issued, and none is taken; one that was issued before Redis
 * forgot something is not good any more.
 */
export class SharedTicketStore extends TicketStore {
  /** What this node has issued and not voided, to keep within the limits; each is good for as long as {@link counters} has it. */
  private readonly issued: MemoryTicketStore;

  constructor(private readonly counters: SharedCounters) {
    super();
    this.issued = new MemoryTicketStore(undefined, (ticket) => this.void(ticket));
  }

  async issue(playerId: string): Promise<string> {
    const ticket = await this.issued.issue(playerId);
    try {
      await this.counters.putOnce(keyOf(ticket), playerId, TICKET_MS);
      return ticket;
    } catch (cause) {
      throw cause instanceof StoreUnavailableError ? new GameError('cluster.unavailable', { cause }) : cause;
    }
  }

  async redeem(ticket: string): Promise<string | undefined> {
    if (!TICKET.test(ticket)) return undefined;
    try {
      const playerId = await this.counters.takeOnce(keyOf(ticket));
      void this.issued.redeem(ticket);
      return playerId;
    } catch (error) {
      if (error instanceof StoreUnavailableError) return undefined;
      throw error;
    }
  }

  revokeAllOf(playerId: string): void {
    this.issued.revokeAllOf(playerId);
  }

  private void(ticket: string): void {
    // One that cannot be voided now is good for as long as any other.
    this.counters.takeOnce(keyOf(ticket)).catch(() => undefined);
  }
}

function keyOf(ticket: string): string {
  return `ticket:${ticket}`;
}
