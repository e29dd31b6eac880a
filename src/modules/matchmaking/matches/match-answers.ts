import { Injectable } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/simulation/monotonic-clock.js';
import { GameError } from '../../../protocol/game-error.js';
import type { GameTicket } from '../tickets/game-ticket.js';
import { DissolveReason } from '../match-events.messages.js';
import { Matchmaker } from '../search/matchmaker.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import { PassLoop } from './pass-loop.js';
import { ProposalBoard } from './proposal-board.js';
import { TicketDirectory } from '../tickets/ticket-directory.js';

/** What players say to a match that was found for them. */
@Injectable()
export class MatchAnswers {
  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly tickets: TicketDirectory,
    private readonly proposals: ProposalBoard,
    private readonly loop: PassLoop,
    private readonly clock: MonotonicClock,
  ) {}

  /** Says yes for a session; the last yes starts the match. @throws GameError matchmaking.no_proposal */
  accept(session: Session, matchId: number): void {
    const ticket = this.requireProposal(session, matchId);
    const started = this.matchmaker.accept(ticket.id, session.id, this.clock.nowMs());
    this.proposals.accept(session, matchId);
    if (started) this.loop.deliver(started);
  }

  /** Says no for a session, and for those who wait together with it. @throws GameError matchmaking.no_proposal */
  decline(session: Session, matchId: number): void {
    const ticket = this.requireProposal(session, matchId);
    this.proposals.dissolve(this.matchmaker.decline(ticket.id, session.id), DissolveReason.Declined, session);
  }

  private requireProposal(session: Session, matchId: number): GameTicket {
    const ticket = this.tickets.of(session);
    if (ticket && this.proposals.isOpen(ticket, matchId)) return ticket;
    throw new GameError(MatchmakingError['matchmaking.no_proposal']);
  }
}
