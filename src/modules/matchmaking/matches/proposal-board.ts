import { Injectable } from '@nestjs/common';
import { serverTimeMs } from '../../../core/observability/server-time.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { DissolveReason, MatchAcceptedDto, MatchDissolvedDto, MatchProposedDto } from '../match-events.messages.js';
import { MatchMetrics } from '../match-metrics.js';
import type { DissolvedReason, MatchDissolved, MatchProposed } from '../search/match-result.js';
import { type GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';

const REASONS: Readonly<Record<DissolvedReason, DissolveReason>> = {
  declined: DissolveReason.Declined,
  expired: DissolveReason.Expired,
  cancelled: DissolveReason.Cancelled,
  room_withdrawn: DissolveReason.RoomWithdrawn,
};

interface Proposal {
  readonly match: MatchProposed;
  readonly tickets: readonly GameTicket[];
  /** Those of this node. */
  readonly players: ReadonlySet<Session>;
  /** All of them. */
  readonly playerCount: number;
  readonly accepted: Set<Session>;
}

/** Matches that wait for their players to accept, and the messages about them. */
@Injectable()
export class ProposalBoard {
  private readonly proposals = new Map<number, Proposal>();
  private readonly proposalOf = new Map<GameTicket, Proposal>();

  constructor(
    private readonly tickets: TicketDirectory,
    private readonly clock: MonotonicClock,
    private readonly metrics: MatchMetrics,
  ) {}

  /** Number of open proposals. */
  get size(): number {
    return this.proposals.size;
  }

  /** The matches that wait. */
  *open(): Generator<{ readonly match: MatchProposed; readonly players: number; readonly accepted: number }> {
    for (const { match, playerCount, accepted } of this.proposals.values())
      yield { match, players: playerCount, accepted: accepted.size };
  }

  /** Proposes a match to its players. */
  propose(match: MatchProposed): void {
    const tickets = this.tickets.named(match.teams.flatMap((team) => team.tickets));
    const players = new Set(tickets.flatMap(({ sessions }) => sessions));
    const playerCount = match.teams.flatMap((team) => team.tickets).reduce((sum, each) => sum + each.players.length, 0);
    const proposal = { match, tickets, players, playerCount, accepted: new Set<Session>() };
    this.proposals.set(match.matchId, proposal);
    for (const ticket of tickets) this.proposalOf.set(ticket, proposal);
    broadcast(players, this.describe(proposal));
  }

  /** Whether a match is waiting for a ticket's response. */
  has(ticket: GameTicket): boolean {
    return this.proposalOf.has(ticket);
  }

  /** Whether this match is waiting for a ticket's response. */
  isOpen(ticket: GameTicket, matchId: number): boolean {
    return this.proposalOf.get(ticket)?.match.matchId === matchId;
  }

  /** Records an acceptance and tells all players of the match. */
  accept(session: Session, matchId: number): void {
    const proposal = this.proposals.get(matchId);
    if (!proposal || proposal.accepted.has(session)) return;
    proposal.accepted.add(session);
    this.tellAccepted(matchId, proposal.accepted.size);
  }

  /** Tells all players of the match on this node how many have accepted. */
  tellAccepted(matchId: number, accepted: number): void {
    const proposal = this.proposals.get(matchId);
    if (proposal) broadcast(proposal.players, new MatchAcceptedDto(matchId, proposal.playerCount, accepted));
  }

  /** Nobody knows any more of the match that waits for a ticket's response: it is called off, and the ticket waits on. */
  abandon(ticket: GameTicket): void {
    const matchId = this.proposalOf.get(ticket)?.match.matchId;
    if (matchId === undefined) return;
    const players = this.proposals.get(matchId)?.players ?? [];
    this.close(matchId);
    broadcast(players, new MatchDissolvedDto(matchId, DissolveReason.Expired, true));
  }

  /** Drops a match that all players have accepted. */
  close(matchId: number): void {
    const proposal = this.proposals.get(matchId);
    if (!proposal) return;
    this.proposals.delete(matchId);
    for (const ticket of proposal.tickets) this.proposalOf.delete(ticket);
  }

  /** {@link callOff Calls a match off}, and counts it. */
  dissolve(dissolved: MatchDissolved, because?: DissolveReason, except?: Session): void {
    this.metrics.countMatch(dissolved.queue, 'dissolved');
    this.callOff(dissolved, because, except);
  }

  /**
   * Calls a match off and tells its players, both those who keep waiting and those who leave the queue.
   * @param because a more specific reason than the matchmaker's
   * @param except a session that already knows
   */
  callOff({ matchId, reason, left, returned }: MatchDissolved, because = REASONS[reason], except?: Session): void {
    this.close(matchId);
    const back = this.tickets.named(returned).flatMap(({ sessions }) => sessions);
    broadcast(back, new MatchDissolvedDto(matchId, because, true));
    const leaving = this.tickets.named(left);
    for (const ticket of leaving) this.tickets.remove(ticket);
    const gone = leaving.flatMap(({ sessions }) => sessions);
    broadcast(gone, new MatchDissolvedDto(matchId, because, false), except);
  }

  private describe({ match, playerCount, accepted }: Proposal): MatchProposedDto {
    const { matchId, queue, deadlineMs } = match;
    const answerWithinMs = Math.max(0, Math.round(deadlineMs - this.clock.nowMs()));
    return new MatchProposedDto({
      ...{ matchId, queue, answerWithinMs, deadlineMs: serverTimeMs() + answerWithinMs },
      ...{ players: playerCount, accepted: accepted.size },
    });
  }
}
