import type { TicketQuery } from '../query/ticket-query.js';
import { Seeker } from './seeker.js';
import type { TicketProperties } from './ticket-properties.js';

/** What someone who wants to play asks for. */
export interface TicketRequest {
  /** Chosen by the caller; unique among all that wait. */
  readonly id: string;
  readonly queue: string;
  /** One player, or a party that stays together in one team. */
  readonly players: readonly string[];
  readonly properties?: Readonly<Record<string, string | number>>;
  /** What everyone else in the match must have: `region = 'eu' and skill within 200`. */
  readonly query?: string;
  /** How long it has waited before, as a match that failed was found for it; 0 unless set. */
  readonly waitedMs?: number;
}

/** One player or one party that waits. */
export class Ticket extends Seeker {
  /** True while it keeps its place but must not be matched. */
  isPaused = false;

  constructor(
    id: string,
    sequence: number,
    sinceMs: number,
    properties: TicketProperties,
    query: TicketQuery,
    skill: number,
    readonly queue: string,
    readonly players: readonly string[],
  ) {
    super(id, sequence, sinceMs, properties, query, skill);
  }

  get size(): number {
    return this.players.length;
  }

  /** Looks for a match again, unless it is paused. */
  returnToQueue(): void {
    this.state = this.isPaused ? 'paused' : 'waiting';
  }
}
