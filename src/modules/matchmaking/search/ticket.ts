import type { TicketProperties } from '../query/ticket-properties.js';
import type { TicketQuery } from '../query/ticket-query.js';

/** Whether a seeker can be matched now, cannot for the moment, waits for answers to a proposal, or has left. */
type SeekerState = 'waiting' | 'paused' | 'proposed' | 'gone';

/** Whoever looks for players: a ticket, or a room with free seats. */
export abstract class Seeker {
  state: SeekerState = 'waiting';
  /** The difference in skill that is borne in the pass that runs now. */
  window = 0;
  /** What its query asks for in any case, if it has that itself: all of one home have it. */
  readonly home: string | undefined;

  constructor(
    readonly id: string,
    /** Its place in the order of arrival, over all queues. */
    readonly sequence: number,
    readonly sinceMs: number,
    readonly properties: TicketProperties,
    readonly query: TicketQuery,
    /** 0 in a queue without skill. */
    readonly skill: number,
  ) {
    this.home = query.hasEqual(properties) ? query.equalKey : undefined;
  }

  /** How long it has waited; never below 0, also when the clock was set back. */
  waitedMs(nowMs: number): number {
    return Math.max(0, nowMs - this.sinceMs);
  }
}

/** True when each of the two is what the other asks for; of one home, their equalities need no second look. */
export function acceptEachOther(one: Seeker, other: Seeker): boolean {
  if (one.home !== undefined && one.home === other.home) {
    const isWelcome = one.query.acceptsRest(one.properties, other.properties);
    return isWelcome && other.query.acceptsRest(other.properties, one.properties);
  }
  return one.query.accepts(one.properties, other.properties) && other.query.accepts(other.properties, one.properties);
}

/** The order of arrival. */
export function byAge(one: Seeker, other: Seeker): number {
  return one.sequence - other.sequence;
}

/** The order of skill; of the same skill, the order of arrival. */
export function bySkill(one: Seeker, other: Seeker): number {
  return one.skill - other.skill || one.sequence - other.sequence;
}

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
