import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { broadcast } from '../../core/sessions/broadcast.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { CancelReason, DissolveReason, MatchmakingCancelledDto } from './match-events.messages.js';
import { MatchStarter } from './matches/match-starter.js';
import { PassLoop } from './matches/pass-loop.js';
import { ProposalBoard } from './matches/proposal-board.js';
import { MatchmakingError } from './matchmaking.errors.js';
import { QueueDesk } from './queue-desk.js';
import type { TicketStatus } from './search/matchmaker.js';
import type { TicketRequest } from './search/ticket.js';
import { GameTicket, TicketDirectory } from './tickets/ticket-directory.js';
import { TicketIntake } from './tickets/ticket-intake.js';

/** What a ticket asks for. */
export type SearchRequest = Pick<TicketRequest, 'queue' | 'properties' | 'query'>;

/** Lets sessions search for a match, alone or together. Players use messages; server code injects this. */
@Injectable()
export class Matchmaking {
  constructor(
    private readonly desk: QueueDesk,
    private readonly tickets: TicketDirectory,
    private readonly intake: TicketIntake,
    private readonly proposals: ProposalBoard,
    private readonly starter: MatchStarter,
    private readonly loop: PassLoop,
  ) {}

  /**
   * Queues sessions for a match in which they play on one team.
   * @param names their names as the others see them, where they have one
   * @returns on several nodes a promise, kept when the owner of the queue has the ticket; it rejects as this throws
   * @throws GameError matchmaking.in_room, matchmaking.already_waiting, or what {@link Matchmaker.enqueue} refuses
   */
  enqueue(
    sessions: readonly Session[],
    search: SearchRequest,
    names: ReadonlyMap<Session, string> = new Map(),
  ): Promise<void> | undefined {
    if (sessions.some((session) => this.starter.isStarting(session))) {
      throw new GameError(MatchmakingError['matchmaking.already_waiting']);
    }
    if (sessions.some(({ room }) => room !== undefined)) throw new GameError(MatchmakingError['matchmaking.in_room']);
    const request = { ...search, id: randomUUID(), players: sessions.map(({ id }) => id) };
    const queued = this.intake.add(new GameTicket(request, [...sessions], names));
    this.loop.wake();
    return queued;
  }

  /** The status of a session's ticket; undefined when it is not waiting. */
  status(session: Session): TicketStatus | undefined {
    const ticket = this.tickets.of(session);
    return ticket && this.intake.status(ticket);
  }

  /** The sessions on the same ticket, including this one; empty when it is not waiting. */
  together(session: Session): readonly Session[] {
    return this.tickets.of(session)?.sessions ?? [];
  }

  /**
   * Cancels the ticket of a session, and so of everyone on it. Does nothing when the session is not waiting.
   * @param by who caused it; a player who cancelled is not told
   */
  cancel(session: Session, reason = CancelReason.Withdrawn, by = session): void {
    const ticket = this.tickets.of(session);
    if (!ticket) return;
    this.tickets.remove(ticket);
    const because = reason === CancelReason.Lost ? DissolveReason.PlayerLost : DissolveReason.Cancelled;
    const dissolved = this.desk.cancel(ticket, because);
    const knows = reason === CancelReason.Cancelled ? by : undefined;
    broadcast(ticket.sessions, new MatchmakingCancelledDto(ticket.id, reason, by.id), knows);
    if (dissolved) this.proposals.dissolve(dissolved, because);
  }
}
