import type { TicketProperties } from '../query/ticket-properties.js';
import type { TicketQuery } from '../query/ticket-query.js';

/** Whether a seeker can be matched, is paused, waits for a proposal to be accepted, or has left. */
type SeekerState = 'waiting' | 'paused' | 'proposed' | 'gone';

/** Anything that looks for players: a ticket, or a room with free seats. */
export abstract class Seeker {
  state: SeekerState = 'waiting';
  /** The skill difference accepted in the current pass. */
  window = 0;
  /** The key of its query's equalities, if it satisfies them itself: seekers with the same key satisfy each other's. */
  readonly home: string | undefined;

  constructor(
    readonly id: string,
    /** Its place by arrival, across all queues. */
    readonly sequence: number,
    readonly sinceMs: number,
    readonly properties: TicketProperties,
    readonly query: TicketQuery,
    /** 0 in a queue without skill. */
    readonly skill: number,
  ) {
    this.home = query.hasEqual(properties) ? query.equalKey : undefined;
  }

  /** How long it has waited; never negative, even if the clock was set back. */
  waitedMs(nowMs: number): number {
    return Math.max(0, nowMs - this.sinceMs);
  }
}

/** True when both satisfy each other's query; with the same home, equalities need no second check. */
export function acceptEachOther(one: Seeker, other: Seeker): boolean {
  if (one.home !== undefined && one.home === other.home) {
    const isWelcome = one.query.acceptsRest(one.properties, other.properties);
    return isWelcome && other.query.acceptsRest(other.properties, one.properties);
  }
  return one.query.accepts(one.properties, other.properties) && other.query.accepts(other.properties, one.properties);
}

/** Sorts by arrival. */
export function byAge(one: Seeker, other: Seeker): number {
  return one.sequence - other.sequence;
}

/** Sorts by skill, then by arrival. */
export function bySkill(one: Seeker, other: Seeker): number {
  return one.skill - other.skill || one.sequence - other.sequence;
}

/** A request to be matched. */
export interface TicketRequest {
  /** Chosen by the caller; unique among all that wait. */
  readonly id: string;
  readonly queue: string;
  /** One player, or a party that stays together on one team. */
  readonly players: readonly string[];
  readonly properties?: Readonly<Record<string, string | number>>;
  /** What everyone else in the match must have: `region = 'eu' and skill within 200`. */
  readonly query?: string;
  /** How long it had waited before a match for it failed, in milliseconds; 0 by default. */
  readonly waitedMs?: number;
}

/** One waiting player or party. */
export class Ticket extends Seeker {
  /** True while it keeps its place but is not matched. */
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

  /** Resumes waiting, unless it is paused. */
  returnToQueue(): void {
    this.state = this.isPaused ? 'paused' : 'waiting';
  }
}
