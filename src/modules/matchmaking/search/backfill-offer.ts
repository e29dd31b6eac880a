import type { TicketProperties } from '../query/ticket-properties.js';
import type { TicketQuery } from '../query/ticket-query.js';
import { Seeker, type Ticket } from './ticket.js';

/** What a running room offers to those who wait. */
export interface BackfillRequest {
  /** Chosen by the caller; unique among all offers. */
  readonly id: string;
  readonly queue: string;
  readonly roomId: string;
  /** Free seats of each team of the queue. */
  readonly freeSeats: readonly number[];
  /** As of a ticket; the skill of a room is that of its players on average. */
  readonly properties?: Readonly<Record<string, string | number>>;
  readonly query?: string;
}

/** The free seats of a running room, waiting in the queue like a ticket. */
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

  /** True when everyone who was found is in the room, and it is full. */
  get isFilled(): boolean {
    return this.kept === 0 && !this.hasSeats;
  }

  /** The team with the most free seats, if the whole ticket fits in there. */
  teamFor(ticket: Ticket): number | undefined {
    let best = 0;
    for (let team = 1; team < this.free.length; team++) if (this.freeIn(team) > this.freeIn(best)) best = team;
    return this.freeIn(best) >= ticket.size ? best : undefined;
  }

  /** Keeps seats of a team for players who were found. */
  keep(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) - seats;
    this.kept += seats;
  }

  /** Gives kept seats to the players, who come. */
  handOver(seats: number): void {
    this.kept -= seats;
  }

  /** Offers more seats of a team. */
  grow(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) + seats;
  }

  /** Takes back the kept seats of players who do not come. */
  release(team: number, seats: number): void {
    this.free[team] = this.freeIn(team) + seats;
    this.kept -= seats;
  }

  private freeIn(team: number): number {
    return this.free[team] ?? 0;
  }
}
