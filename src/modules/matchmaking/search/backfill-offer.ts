import type { TicketProperties } from '../query/ticket-properties.js';
import type { TicketQuery } from '../query/ticket-query.js';
import { Seeker, type Ticket } from './ticket.js';

/** An offer of a running room's free seats. */
export interface BackfillRequest {
  /** Chosen by the caller; unique among all offers. */
  readonly id: string;
  readonly queue: string;
  readonly roomId: string;
  /** Free seats per team of the queue. */
  readonly freeSeats: readonly number[];
  /** As on a ticket; a room's skill is the average of its players. */
  readonly properties?: Readonly<Record<string, string | number>>;
  readonly query?: string;
}

/** The free seats of a running room, which wait in the queue like a ticket. */
export class BackfillOffer extends Seeker {
  private readonly free: number[];
  private kept = 0;

  constructor(
    id: string,
    sequence: number,
    sinceMs: number,
    properties: TicketProperties,
    query: TicketQuery,
    skill: number,
    readonly queue: string,
    readonly roomId: string,
    freeSeats: readonly number[],
  ) {
    super(id, sequence, sinceMs, properties, query, skill);
    this.free = [...freeSeats];
  }

  get hasSeats(): boolean {
    return this.free.some((seats) => seats > 0);
  }

  /** True when every matched player has joined and the room is full. */
  get isFilled(): boolean {
    return this.kept === 0 && !this.hasSeats;
  }

  /** The team with the most free seats, if the whole ticket fits on it. */
  teamFor(ticket: Ticket): number | undefined {
    let best = 0;
    for (let team = 1; team < this.free.length; team++) if (this.freeIn(team) > this.freeIn(best)) best = team;
    return this.freeIn(best) >= ticket.size ? best : undefined;
  }

  /** Reserves seats on a team for matched players. */
  keep(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) - seats;
    this.kept += seats;
  }

  /** Turns reserved seats into taken ones: the players are coming. */
  handOver(seats: number): void {
    this.kept -= seats;
  }

  /** Offers more seats on a team. */
  grow(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) + seats;
  }

  /** Releases the reserved seats of players who are not coming. */
  release(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) + seats;
    this.kept -= seats;
  }

  private freeIn(team: number): number {
    return this.free[team] ?? 0;
  }
}
