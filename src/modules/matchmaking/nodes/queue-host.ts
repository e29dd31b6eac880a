import { Injectable, Logger } from '@nestjs/common';
import { Placement } from '../../../core/cluster/placement.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { GameError } from '../../../protocol/game-error.js';
import { ResultSink } from '../queue-desk.js';
import { DissolveReason } from '../match-events.messages.js';
import { MatchMetrics } from '../match-metrics.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import type {
  MatchDissolved,
  MatchedTicket,
  MatchProposed,
  MatchResult,
  MatchStarted,
} from '../search/match-result.js';
import { Matchmaker, type TicketStatus } from '../search/matchmaker.js';
import type { TicketRequest } from '../search/ticket.js';
import {
  type MatchNews,
  QueueCalls,
  type QueueComparison,
  type QueueHoldings,
  type QueueQuestions,
} from './queue-calls.js';
import { QueueOwners } from './queue-owners.js';

/** A match that begins is known for so long: by then its tickets are given away, or wait again. */
const BEGINNING_MS = 15_000;

/** What a {@link QueueHost} works with. */
@Injectable()
export class HostParts {
  constructor(
    readonly owners: QueueOwners,
    readonly calls: QueueCalls,
    readonly matchmaker: Matchmaker,
    readonly metrics: MatchMetrics,
    readonly placement: Placement,
    readonly clock: MonotonicClock,
  ) {}
}

/**
 * The queues that this node owns: answers the nodes of the tickets, and tells them what the matchmaker finds. It never touches a
 * session, and nothing depends on its memory: a ticket belongs to its node, which gives it to one match only.
 */
export class QueueHost extends ResultSink {
  private readonly logger = new Logger('Matchmaking');
  /** The nodes of the tickets, by ticket id. */
  private readonly homes = new Map<string, string>();
  /** The queues of the tickets. */
  private readonly queueOf = new Map<string, string>();
  /** The nodes of rooms that offer seats. */
  private readonly rooms = new Map<string, { readonly nodeId: string; readonly queue: string }>();
  /** Tickets, and rooms, of matches that are beginning, and until when. */
  private readonly beginning = new Map<string, number>();
  /** Who has accepted which proposal. */
  private readonly rounds = new Map<number, { readonly match: MatchProposed; readonly accepted: Set<string> }>();

  constructor(private readonly parts: HostParts) {
    super();
    const { owners, calls } = parts;
    owners.isPaused = (queue) => parts.matchmaker.isQueuePaused(queue);
    owners.onTaken = (queue, isPaused) => parts.matchmaker.pauseQueue(queue, isPaused);
    owners.onLost = (queue) => this.dropQueue(queue);
    calls.answer('enqueue', (question, nodeId) => this.enqueue(question, nodeId));
    calls.answer('cancel', ({ ticketId, because }, nodeId) => {
      if (this.homes.get(ticketId) === nodeId) this.drop(ticketId, because);
    });
    calls.answer('pause', ({ ticketId, isPaused }) => parts.matchmaker.setPaused(ticketId, isPaused));
    calls.answer('accept', (question) => this.accept(question));
    calls.answer('decline', ({ ticketId, playerId }) => {
      this.tellDissolved(parts.matchmaker.decline(ticketId, playerId), DissolveReason.Declined, playerId);
    });
    calls.answer('compare', (holdings, nodeId) => this.compare(holdings, nodeId));
    calls.answer('waiting', ({ queue }) => parts.matchmaker.playersIn(queue));
    calls.answer('pauseQueue', async ({ queue, isPaused }) => {
      this.requireOwn(queue);
      await owners.pause(queue, isPaused);
      parts.matchmaker.pauseQueue(queue, isPaused);
      this.onWork();
    });
    calls.answer('isPaused', ({ queue }) => {
      this.requireOwn(queue);
      return parts.matchmaker.isQueuePaused(queue);
    });
    calls.answer('offer', ({ request }, nodeId) => {
      this.requireOwn(request.queue);
      parts.matchmaker.withdrawBackfill(request.id).forEach((each) => this.tellDissolved(each));
      parts.matchmaker.offerBackfill(request, parts.clock.nowMs());
      this.rooms.set(request.roomId, { nodeId, queue: request.queue });
    });
    calls.answer('grow', ({ roomId, seats }) => parts.matchmaker.growBackfill(roomId, seats));
    calls.answer('withdraw', ({ roomId }) => this.withdraw(roomId));
  }

  override async carryOut(result: MatchResult): Promise<void> {
    if (result.kind === 'proposed') this.propose(result);
    else if (result.kind === 'dissolved') this.tellDissolved(result);
    else await this.begin(result);
  }

  private enqueue({ request, isPaused }: QueueQuestions['enqueue'], nodeId: string): TicketStatus {
    const { matchmaker, clock } = this.parts;
    this.requireOwn(request.queue);
    this.dropFormer(request);
    if (matchmaker.status(request.id, clock.nowMs()) === undefined) matchmaker.enqueue(request, clock.nowMs());
    matchmaker.setPaused(request.id, isPaused);
    this.homes.set(request.id, nodeId);
    this.queueOf.set(request.id, request.queue);
    this.onWork();
    const status = matchmaker.status(request.id, clock.nowMs());
    if (status === undefined) throw new GameError('cluster.try_again');
    return status;
  }

  /** Its node knows what a player waits for: that another ticket was withdrawn got lost. */
  private dropFormer({ id, players }: TicketRequest): void {
    for (const player of players) {
      const former = this.parts.matchmaker.ticketIdOf(player);
      if (former !== undefined && former !== id) this.drop(former, DissolveReason.Cancelled);
    }
  }

  private accept({ ticketId, playerId, matchId }: QueueQuestions['accept']): void {
    const round = this.rounds.get(matchId);
    if (round === undefined) throw new GameError(MatchmakingError['matchmaking.no_proposal']);
    const started = this.parts.matchmaker.accept(ticketId, playerId, this.parts.clock.nowMs());
    if (!round.accepted.has(playerId)) {
      round.accepted.add(playerId);
      this.tell(ticketsOf(round.match), { kind: 'accepted', matchId, accepted: round.accepted.size });
    }
    if (started !== undefined) void this.carryOut(started);
  }

  private compare({ queue, ticketIds, pausedIds, roomIds }: QueueHoldings, nodeId: string): QueueComparison {
    this.requireOwn(queue);
    this.forgetBegun();
    this.dropDead();
    const { matchmaker, clock } = this.parts;
    const nowMs = clock.nowMs();
    const statuses: Record<string, TicketStatus> = {};
    const [said, paused] = [new Set(ticketIds), new Set(pausedIds)];
    for (const id of ticketIds) {
      matchmaker.setPaused(id, paused.has(id));
      const status = matchmaker.status(id, nowMs) ?? this.beginningStatus(id, queue);
      if (status !== undefined) statuses[id] = status;
    }
    for (const [id, home] of this.homes) {
      if (home === nodeId && this.queueOf.get(id) === queue && !said.has(id)) this.drop(id, DissolveReason.Cancelled);
    }
    const isLost = (id: string): boolean => !matchmaker.hasOffer(id) && !this.beginning.has(id);
    return { statuses, lostRoomIds: roomIds.filter(isLost) };
  }

  private beginningStatus(ticketId: string, queue: string): TicketStatus | undefined {
    if (!this.beginning.has(ticketId)) return undefined;
    const unknown = { expectedMs: undefined, skillWindow: undefined };
    return { ticketId, queue, state: 'waiting', waitedMs: 0, position: 1, ...unknown };
  }

  private propose(match: MatchProposed): void {
    this.rounds.set(match.matchId, { match, accepted: new Set() });
    const answerWithinMs = match.deadlineMs - this.parts.clock.nowMs();
    this.tell(ticketsOf(match), { kind: 'proposed', match, answerWithinMs });
  }

  private tellDissolved(dissolved: MatchDissolved, because?: DissolveReason, exceptId?: string): void {
    const { matchId, queue, left, returned } = dissolved;
    this.rounds.delete(matchId);
    this.parts.metrics.countMatch(queue, 'dissolved');
    this.tell([...left, ...returned], { kind: 'dissolved', dissolved, because, exceptId });
    for (const { ticketId } of left) this.forget(ticketId);
  }

  /** A match starts: at the node of its room, or at the least busy one. If nobody takes it, its tickets say themselves again. */
  private async begin(started: MatchStarted): Promise<void> {
    const { owners, calls, placement, clock } = this.parts;
    this.rounds.delete(started.matchId);
    const ids = ticketsOf(started).map(({ ticketId }) => ticketId);
    const homes = Object.fromEntries(ids.map((id) => [id, this.homes.get(id) ?? '']));
    const beginning = started.room === undefined ? ids : [...ids, started.room.roomId];
    for (const id of beginning) this.beginning.set(id, clock.nowMs() + BEGINNING_MS);
    for (const id of ids) this.forget(id);
    const at =
      started.room === undefined
        ? (placement.elsewhere() ?? owners.nodeId)
        : this.rooms.get(started.room.roomId)?.nodeId;
    try {
      if (at === undefined) throw new GameError('cluster.try_again');
      await calls.ask(at, 'begin', { started, homes });
    } catch (error) {
      this.logger.warn({ err: error, matchId: started.matchId, nodeId: at }, 'A match could not begin.');
      for (const id of beginning) this.beginning.delete(id);
    }
  }

  /** Tells the nodes of some tickets. */
  private tell(tickets: readonly MatchedTicket[], news: MatchNews): void {
    const nodeIds = new Set(tickets.map(({ ticketId }) => this.homes.get(ticketId)));
    for (const nodeId of nodeIds) {
      if (nodeId === undefined) continue;
      this.parts.calls.ask(nodeId, 'tell', news).catch((error: unknown) => {
        this.logger.debug({ err: error, nodeId, kind: news.kind }, 'A node could not be told of a match.');
      });
    }
  }

  private withdraw(roomId: string): void {
    this.rooms.delete(roomId);
    for (const dissolved of this.parts.matchmaker.withdrawBackfill(roomId)) this.tellDissolved(dissolved);
  }

  private drop(ticketId: string, because: DissolveReason): void {
    const dissolved = this.parts.matchmaker.cancel(ticketId);
    if (dissolved !== undefined) this.tellDissolved(dissolved, because);
    this.forget(ticketId);
  }

  private forget(ticketId: string): void {
    this.homes.delete(ticketId);
    this.queueOf.delete(ticketId);
  }

  /** The queue is another's: its tickets say themselves there. */
  private dropQueue(queue: string): void {
    this.parts.matchmaker.pauseQueue(queue, false);
    for (const [id, each] of this.queueOf) {
      if (each !== queue) continue;
      this.parts.matchmaker.cancel(id);
      this.forget(id);
    }
    for (const [id, room] of this.rooms) {
      if (room.queue !== queue) continue;
      this.parts.matchmaker.withdrawBackfill(id);
      this.rooms.delete(id);
    }
  }

  /** Drops tickets, and rooms, of nodes that are gone. */
  private dropDead(): void {
    const { owners } = this.parts;
    for (const [id, nodeId] of this.homes) if (!owners.isAlive(nodeId)) this.drop(id, DissolveReason.PlayerLost);
    for (const [id, { nodeId }] of this.rooms) if (!owners.isAlive(nodeId)) this.withdraw(id);
  }

  private forgetBegun(): void {
    const nowMs = this.parts.clock.nowMs();
    for (const [id, untilMs] of this.beginning) {
      if (untilMs > nowMs) return;
      this.beginning.delete(id);
    }
  }

  private requireOwn(queue: string): void {
    if (!this.parts.owners.owns(queue)) throw new GameError('cluster.try_again');
  }
}

function ticketsOf({ teams }: MatchProposed | MatchStarted): MatchedTicket[] {
  return teams.flatMap(({ tickets }) => tickets);
}
