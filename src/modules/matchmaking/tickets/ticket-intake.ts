import { Injectable } from '@nestjs/common';
import { MonotonicClock } from '../../../core/simulation/monotonic-clock.js';
import type { GameTicket } from './game-ticket.js';
import { Matchmaker, type TicketStatus } from '../search/matchmaker.js';
import { ProgressReports } from './progress-reports.js';
import { TicketDirectory } from './ticket-directory.js';

/** Brings tickets to the matchmaker, and says how they are doing. */
@Injectable()
export class TicketIntake {
  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly tickets: TicketDirectory,
    private readonly progress: ProgressReports,
    private readonly clock: MonotonicClock,
  ) {}

  /** Lets a ticket wait. @throws GameError what {@link Matchmaker.enqueue} refuses */
  add(ticket: GameTicket): void {
    const nowMs = this.clock.nowMs();
    this.matchmaker.enqueue(ticket.request, nowMs);
    ticket.sinceMs = nowMs - (ticket.request.waitedMs ?? 0);
    this.tickets.add(ticket);
    this.progress.follow(ticket);
    this.noteConnection(ticket);
  }

  /** While the connection of one of its players is lost, a ticket keeps its place and is not matched. */
  noteConnection(ticket: GameTicket): void {
    this.matchmaker.setPaused(ticket.id, ticket.isAway);
  }

  /** How a ticket is doing; undefined once it has left. */
  status(ticket: GameTicket): TicketStatus | undefined {
    return this.matchmaker.status(ticket.id, this.clock.nowMs());
  }
}
