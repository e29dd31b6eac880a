import type { BackfillOffer } from './backfill-offer.js';
import type { Team } from './team-builder.js';
import type { Ticket } from './ticket.js';

/** Tickets that a pass put together. */
export interface FoundMatch {
  readonly queue: string;
  readonly tickets: readonly Ticket[];
  readonly teams: readonly Team[];
  /** The offer whose seats they fill; undefined for a new game. */
  readonly offer: BackfillOffer | undefined;
}

/** A ticket in a match. */
export interface MatchedTicket {
  readonly ticketId: string;
  readonly players: readonly string[];
}

/** One team of a match: all of it for a new game, only those who join for a running room. */
interface MatchTeam {
  readonly tickets: readonly MatchedTicket[];
  /** Seats filled by bots. */
  readonly bots: number;
}

/** The room whose free seats a match fills. */
interface MatchRoom {
  readonly offerId: string;
  readonly roomId: string;
}

interface MatchContent {
  readonly matchId: number;
  readonly queue: string;
  readonly teams: readonly MatchTeam[];
  /** Set when the players join a running room; undefined when they need a new one. */
  readonly room: MatchRoom | undefined;
}

/** A match was found; its players have until `deadlineMs` to accept it. */
export interface MatchProposed extends MatchContent {
  readonly kind: 'proposed';
  readonly deadlineMs: number;
}

/** A match starts; its tickets have left the queue. */
export interface MatchStarted extends MatchContent {
  readonly kind: 'started';
}

/** Why a proposed match is called off. */
export type DissolvedReason = 'declined' | 'expired' | 'cancelled' | 'room_withdrawn';

/** A proposed match was called off. */
export interface MatchDissolved {
  readonly kind: 'dissolved';
  readonly matchId: number;
  readonly queue: string;
  readonly reason: DissolvedReason;
  /** Tickets that left the queue because of it. */
  readonly left: readonly MatchedTicket[];
  /** Tickets that are waiting again, with their waiting time intact. */
  readonly returned: readonly MatchedTicket[];
}

/** A result of the matchmaker. */
export type MatchResult = MatchProposed | MatchStarted | MatchDissolved;

/** The public part of a match, without the matchmaker's internals. */
export function contentOf(matchId: number, { queue, teams, offer }: FoundMatch): MatchContent {
  return {
    matchId,
    queue,
    teams: teams.map(({ tickets, bots }) => ({ tickets: tickets.map(matchedTicket), bots })),
    room: offer && { offerId: offer.id, roomId: offer.roomId },
  };
}

/** The public part of a ticket. */
export function matchedTicket({ id, players }: { id: string; players: readonly string[] }): MatchedTicket {
  return { ticketId: id, players };
}
