import type { BackfillOffer } from './backfill-offer.js';
import type { Team } from './team-builder.js';
import type { Ticket } from './ticket.js';

/** Tickets that a pass put together. */
export interface FoundMatch {
  readonly queue: string;
  readonly tickets: readonly Ticket[];
  readonly teams: readonly Team[];
  /** The offer whose seats they get; a new game unless set. */
  readonly offer: BackfillOffer | undefined;
}

/** A ticket in a match. */
export interface MatchedTicket {
  readonly ticketId: string;
  readonly players: readonly string[];
}

/** One team of a match: of a new game all of it, of a running room those who join. */
interface MatchTeam {
  readonly tickets: readonly MatchedTicket[];
  /** Seats that bots take. */
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
  /** Set where the players join a running room; unset where they need a new one. */
  readonly room: MatchRoom | undefined;
}

/** A match was found, and its players have until `deadlineMs` to accept it. */
export interface MatchProposed extends MatchContent {
  readonly kind: 'proposed';
  readonly deadlineMs: number;
}

/** A match is on; its tickets have left the queue. */
export interface MatchStarted extends MatchContent {
  readonly kind: 'started';
}

/** Why a proposed match does not take place. */
export type DissolvedReason = 'declined' | 'expired' | 'cancelled' | 'room_withdrawn';

/** A proposed match does not take place. */
export interface MatchDissolved {
  readonly kind: 'dissolved';
  readonly matchId: number;
  readonly queue: string;
  readonly reason: DissolvedReason;
  /** Tickets that left the queue with it. */
  readonly left: readonly MatchedTicket[];
  /** Tickets that wait again, as long as if they had never been found. */
  readonly returned: readonly MatchedTicket[];
}

/** What became of tickets. */
export type MatchResult = MatchProposed | MatchStarted | MatchDissolved;

/** What is told of a match, without what the matchmaker keeps to itself. */
export function contentOf(matchId: number, { queue, teams, offer }: FoundMatch): MatchContent {
  return {
    matchId,
    queue,
    teams: teams.map(({ tickets, bots }) => ({ tickets: tickets.map(matchedTicket), bots })),
    room: offer && { offerId: offer.id, roomId: offer.roomId },
  };
}

/** What is told of a ticket. */
export function matchedTicket({ id, players }: { id: string; players: readonly string[] }): MatchedTicket {
  return { ticketId: id, players };
}
