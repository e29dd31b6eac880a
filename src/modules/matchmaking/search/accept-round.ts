import type { FoundMatch } from './found-match.js';
import type { Ticket } from './ticket.js';

/** A match whose players have to say yes before it starts. */
export class AcceptRound {
  private readonly missing: Set<string>;

  constructor(
    readonly matchId: number,
    readonly match: FoundMatch,
    readonly deadlineMs: number,
  ) {
    this.missing = new Set(match.tickets.flatMap(({ players }) => players));
  }

  /** True when nobody has yet to answer. */
  get isAccepted(): boolean {
    return this.missing.size === 0;
  }

  /** Notes the yes of a player; a second one changes nothing. */
  accept(playerId: string): void {
    this.missing.delete(playerId);
  }

  /** Tickets of which some player has not answered. */
  unanswered(): Ticket[] {
    return this.match.tickets.filter(({ players }) => players.some((player) => this.missing.has(player)));
  }
}
