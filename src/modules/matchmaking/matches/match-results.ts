import { Injectable, Logger } from '@nestjs/common';
import { MatchMetrics } from '../match-metrics.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import { MonotonicClock } from '../../../core/simulation/monotonic-clock.js';
import { GameTicket } from '../tickets/game-ticket.js';
import { MatchDissolvedDto } from '../match-events.messages.js';
import type { MatchResult, MatchStarted } from '../search/match-result.js';
import { MatchStarter, type Returned } from './match-starter.js';
import { ProposalBoard } from './proposal-board.js';
import { TicketDirectory } from '../tickets/ticket-directory.js';
import { TicketIntake } from '../tickets/ticket-intake.js';

/** Carries out what the matchmaker has decided. */
@Injectable()
export class MatchResults {
  private readonly logger = new Logger(MatchResults.name);

  constructor(
    private readonly tickets: TicketDirectory,
    private readonly intake: TicketIntake,
    private readonly proposals: ProposalBoard,
    private readonly starter: MatchStarter,
    private readonly metrics: MatchMetrics,
    private readonly clock: MonotonicClock,
  ) {}

  /** Does what follows from one result; done once the players are in their room. Never fails. */
  async carryOut(result: MatchResult): Promise<void> {
    if (result.kind === 'proposed') this.proposals.propose(result);
    else if (result.kind === 'dissolved') this.proposals.dissolve(result);
    else await this.start(result);
  }

  private async start(started: MatchStarted): Promise<void> {
    const { matchId, queue, teams } = started;
    this.proposals.close(matchId);
    const tickets = this.tickets.named(teams.flatMap((team) => team.tickets));
    const nowMs = this.clock.nowMs();
    for (const ticket of tickets) {
      this.tickets.remove(ticket);
      this.metrics.observeWait(queue, nowMs - ticket.sinceMs);
    }
    const returned = await this.starter.start(started, tickets);
    if (returned) this.returnTickets(started, returned);
  }

  private returnTickets({ matchId }: MatchStarted, { tickets, reason }: Returned): void {
    for (const ticket of tickets) {
      const isWaiting = ticket.sessions.every(({ isOpen, room }) => isOpen && room === undefined) && this.add(ticket);
      broadcast(ticket.sessions, new MatchDissolvedDto(matchId, reason, isWaiting));
    }
  }

  /** Lets a ticket wait again, as long as if it had never been found. */
  private add({ request, sessions, names, sinceMs }: GameTicket): boolean {
    const waitedMs = this.clock.nowMs() - sinceMs;
    try {
      this.intake.add(new GameTicket({ ...request, waitedMs }, sessions, names));
      return true;
    } catch (error) {
      this.logger.warn({ err: error, queue: request.queue }, 'A ticket could not go back into its queue.');
      return false;
    }
  }
}
