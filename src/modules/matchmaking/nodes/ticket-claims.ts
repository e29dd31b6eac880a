import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { Departures } from '../../../core/gateway/pipes/departures.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { DissolveReason, MatchDissolvedDto } from '../match-events.messages.js';
import { MatchMetrics } from '../match-metrics.js';
import { MatchStarter } from '../matches/match-starter.js';
import { MatchResults } from '../matches/pass-loop.js';
import { ProposalBoard } from '../matches/proposal-board.js';
import { type GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';
import { type ClaimedTicket, QueueCalls } from './queue-calls.js';
import { TicketTravel } from './ticket-travel.js';

/** How often it is looked whether a match's node is dead, and how often at most: then the ticket waits on. */
const LOOK_MS = 500;
const MAX_LOOKS = 16;
/** A session whose handler runs longer than this does not come. */
const REST_MS = 500;
const POLL_MS = 5;

interface Claim {
  readonly ticket: GameTicket;
  readonly matchId: number;
  readonly nodeId: string;
  cancelTimer: () => void;
}

/** Two more of what {@link TicketClaims} works with. */
@Injectable()
export class ClaimParts {
  constructor(
    readonly tickets: TicketDirectory,
    readonly proposals: ProposalBoard,
    readonly results: MatchResults,
    readonly starter: MatchStarter,
    readonly metrics: MatchMetrics,
    readonly clock: MonotonicClock,
  ) {}
}

/**
 * Gives this node's tickets to matches, each to one: whoever asks second is refused, whatever the owners of queues believe. Then
 * the ticket's sessions move to the node of the match. On one node it does nothing.
 */
@Injectable()
export class TicketClaims implements OnModuleInit {
  private readonly claims = new Map<string, Claim>();

  constructor(
    private readonly parts: ClaimParts,
    private readonly calls: QueueCalls,
    private readonly departures: Departures,
    private readonly travel: TicketTravel,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook: answers other nodes. */
  onModuleInit(): void {
    if (this.cluster === undefined) return;
    this.calls.answer('claim', ({ ticketId, matchId }, nodeId) => this.claim(ticketId, matchId, nodeId));
    this.calls.answer('bring', ({ ticketId, matchId }) => this.bring(ticketId, matchId));
    this.calls.answer('giveBack', ({ ticketId, matchId, reason }) => this.giveBack(ticketId, matchId, reason));
  }

  private claim(ticketId: string, matchId: number, nodeId: string): ClaimedTicket | undefined {
    const { tickets, proposals, starter, metrics, clock } = this.parts;
    const ticket = tickets.find(ticketId);
    if (ticket === undefined) return undefined;
    proposals.close(matchId);
    proposals.abandon(ticket);
    tickets.remove(ticket);
    const claim: Claim = { ticket, matchId, nodeId, cancelTimer: () => undefined };
    this.claims.set(ticketId, claim);
    this.watch(claim, MAX_LOOKS);
    starter.hold(ticket.sessions);
    const waitedMs = clock.nowMs() - ticket.sinceMs;
    metrics.observeWait(ticket.request.queue, waitedMs);
    const names = Object.fromEntries([...ticket.names].map(([session, name]) => [session.id, name]));
    return { request: ticket.request, sessionIds: ticket.sessions.map(({ id }) => id), names, waitedMs };
  }

  private watch(claim: Claim, looks: number): void {
    const { ticket, matchId, nodeId } = claim;
    claim.cancelTimer = this.parts.clock.setTimer(() => {
      const isAlive = this.cluster?.isAlive(nodeId) === true;
      if (isAlive && looks > 0) this.watch(claim, looks - 1);
      else void this.giveBack(ticket.id, matchId, DissolveReason.RoomWithdrawn);
    }, LOOK_MS);
  }

  /** Moves the ticket's sessions. Those that stay are told: their ticket is gone. */
  private async bring(ticketId: string, matchId: number): Promise<void> {
    const claim = this.take(ticketId, matchId);
    if (claim === undefined || claim.nodeId === this.cluster?.nodeId) return;
    const { ticket, nodeId } = claim;
    const stayed = await Promise.all(ticket.sessions.map((session) => this.move(session, ticket, nodeId)));
    this.parts.starter.letGo(ticket.sessions);
    const here = ticket.sessions.filter((session, index) => stayed[index] === true && session.room === undefined);
    broadcast(here, new MatchDissolvedDto(matchId, DissolveReason.PlayerLost, false));
  }

  /** @returns whether the session is still here */
  private async move(session: Session, ticket: GameTicket, nodeId: string): Promise<boolean> {
    const untilMs = performance.now() + REST_MS;
    while (session.delivery.isBusy && performance.now() < untilMs) await delay(POLL_MS);
    if (!session.isOpen || session.room !== undefined) return session.isOpen;
    this.travel.expect(session, ticket, nodeId);
    await this.departures.moveIdle(session, nodeId);
    this.travel.forget(session);
    return session.isOpen;
  }

  private async giveBack(ticketId: string, matchId: number, reason: DissolveReason): Promise<void> {
    const claim = this.take(ticketId, matchId);
    if (claim === undefined) return;
    const { ticket } = claim;
    this.parts.starter.letGo(ticket.sessions);
    await this.parts.results.returnTickets(matchId, { tickets: [ticket], reason });
  }

  private take(ticketId: string, matchId: number): Claim | undefined {
    const claim = this.claims.get(ticketId);
    if (claim?.matchId !== matchId) return undefined;
    this.claims.delete(ticketId);
    claim.cancelTimer();
    return claim;
  }
}
