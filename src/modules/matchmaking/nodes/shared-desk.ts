import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { GameError } from '../../../protocol/game-error.js';
import { QueueDesk } from '../queue-desk.js';
import { DissolveReason } from '../match-events.messages.js';
import { ProposalBoard } from '../matches/proposal-board.js';
import { QueueRegistry } from '../queue-registry.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import type { BackfillRequest } from '../search/backfill-offer.js';
import type { TicketStatus } from '../search/matchmaker.js';
import { type GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';
import { type MatchNews, type QueueAnswer, QueueCalls, type QueueQuestions } from './queue-calls.js';
import { QueueOwners } from './queue-owners.js';

const COMPARE_MS = 1_000;

/** What a {@link SharedDesk} works with. */
@Injectable()
export class DeskParts {
  constructor(
    readonly owners: QueueOwners,
    readonly calls: QueueCalls,
    readonly tickets: TicketDirectory,
    readonly proposals: ProposalBoard,
    readonly queues: QueueRegistry,
    readonly clock: MonotonicClock,
  ) {}
}

/**
 * Queues that are owned by one of several nodes each. What waits is what this node's tickets say: the owner has copies, which are
 * compared every second, so that a new owner, or one that has missed something, has them as they are, their waiting time included.
 */
export class SharedDesk extends QueueDesk implements OnApplicationShutdown {
  override readonly isShared = true;
  private readonly logger = new Logger('Matchmaking');
  /** The queues of rooms with seats on offer. */
  private readonly offers = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private isComparing = false;

  constructor(private readonly parts: DeskParts) {
    super();
    parts.calls.answer('tell', (news) => this.hear(news));
    this.timer = setInterval(() => void this.compare(), COMPARE_MS).unref();
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  override enqueue(ticket: GameTicket): Promise<void> {
    const { tickets, queues } = this.parts;
    if (queues.find(ticket.request.queue) === undefined) {
      throw new GameError(MatchmakingError['matchmaking.unknown_queue']);
    }
    if (ticket.sessions.some((session) => tickets.of(session) !== undefined)) {
      throw new GameError(MatchmakingError['matchmaking.already_waiting']);
    }
    return this.say(ticket, ticket.request.waitedMs ?? 0);
  }

  override cancel(ticket: GameTicket, because: DissolveReason): undefined {
    this.tell(ticket.request.queue, 'cancel', { ticketId: ticket.id, because });
    return undefined;
  }

  override setPaused(ticket: GameTicket, isPaused: boolean): void {
    this.tell(ticket.request.queue, 'pause', { ticketId: ticket.id, isPaused });
  }

  override async accept(ticket: GameTicket, session: Session, matchId: number): Promise<void> {
    await this.ask(ticket.request.queue, 'accept', { ticketId: ticket.id, playerId: session.id, matchId });
  }

  override async decline(ticket: GameTicket, session: Session): Promise<void> {
    await this.ask(ticket.request.queue, 'decline', { ticketId: ticket.id, playerId: session.id });
  }

  override status(ticket: GameTicket): TicketStatus | undefined {
    const { proposals, clock } = this.parts;
    const { lastStatus } = ticket;
    if (lastStatus === undefined || !this.isWaiting(ticket)) return undefined;
    const state = proposals.has(ticket) ? 'proposed' : 'waiting';
    return { ...lastStatus, state, waitedMs: clock.nowMs() - ticket.sinceMs };
  }

  override async waitingIn(queue: string): Promise<number> {
    try {
      return await this.ask(queue, 'waiting', { queue });
    } catch {
      return this.parts.tickets.waitingIn(queue);
    }
  }

  override async pauseQueue(queue: string, isPaused: boolean): Promise<void> {
    await this.ask(queue, 'pauseQueue', { queue, isPaused });
  }

  override isQueuePaused(queue: string): Promise<boolean> {
    return this.ask(queue, 'isPaused', { queue });
  }

  override offer(request: BackfillRequest): void {
    this.offers.set(request.roomId, request.queue);
    this.tell(request.queue, 'offer', { request });
  }

  override grow(queue: string, roomId: string, seats: readonly number[]): void {
    this.tell(queue, 'grow', { roomId, seats });
  }

  override withdraw(queue: string, roomId: string): [] {
    this.offers.delete(roomId);
    this.tell(queue, 'withdraw', { roomId });
    return [];
  }

  /** Says a ticket to the owner of its queue, who may have it already. */
  private async say(ticket: GameTicket, waitedMs: number): Promise<void> {
    const { request } = ticket;
    const { queue } = request;
    await this.parts.owners.of(queue);
    // Its players may be gone, or have withdrawn it; what they have told the owner came before this.
    if (!this.isWaiting(ticket)) return;
    const asked = { request: { ...request, waitedMs }, isPaused: ticket.isAway };
    const status = await this.ask(queue, 'enqueue', asked);
    ticket.lastStatus = status;
    if (ticket.isAway !== asked.isPaused) this.setPaused(ticket, ticket.isAway);
    if (!this.isWaiting(ticket)) this.cancel(ticket, DissolveReason.Cancelled);
  }

  private hear(news: MatchNews): void {
    const { proposals, tickets, clock } = this.parts;
    if (news.kind === 'proposed') {
      proposals.propose({ ...news.match, deadlineMs: clock.nowMs() + news.answerWithinMs });
    } else if (news.kind === 'accepted') proposals.tellAccepted(news.matchId, news.accepted);
    else {
      const leaving = tickets.named(news.dissolved.left).flatMap(({ sessions }) => sessions);
      const except = leaving.find(({ id }) => id === news.exceptId);
      proposals.callOff(news.dissolved, news.because, except);
    }
  }

  /** Asks the owner of a queue; once more if it is another's by now. */
  private async ask<N extends keyof QueueQuestions>(
    queue: string,
    name: N,
    question: QueueQuestions[N],
  ): Promise<QueueAnswer<N>> {
    const { owners, calls } = this.parts;
    try {
      return await calls.ask(await owners.of(queue), name, question);
    } catch (error) {
      if (!(error instanceof GameError) || error.code !== 'cluster.try_again') throw error;
      owners.forget(queue);
      return calls.ask(await owners.of(queue), name, question);
    }
  }

  /** Tells the owner of a queue; what gets lost is found when both compare. */
  private tell<N extends keyof QueueQuestions>(queue: string, name: N, question: QueueQuestions[N]): void {
    const { owners, calls } = this.parts;
    const owner = owners.knownOf(queue);
    if (owner === undefined) return;
    calls.ask(owner, name, question).catch((error: unknown) => {
      this.logger.debug({ err: error, queue, question: name }, 'The owner of a queue could not be told.');
    });
  }

  /** Compares what waits here with what the owners of the queues have. */
  private async compare(): Promise<void> {
    if (this.isComparing) return;
    this.isComparing = true;
    try {
      const queues = new Map<string, GameTicket[]>();
      for (const queue of this.offers.values()) queues.set(queue, []);
      for (const ticket of this.parts.tickets.all()) {
        const same = queues.get(ticket.request.queue) ?? [];
        same.push(ticket);
        queues.set(ticket.request.queue, same);
      }
      await Promise.all([...queues].map(([queue, tickets]) => this.compareQueue(queue, tickets)));
    } finally {
      this.isComparing = false;
    }
  }

  private async compareQueue(queue: string, tickets: readonly GameTicket[]): Promise<void> {
    const roomIds = [...this.offers].flatMap(([roomId, each]) => (each === queue ? [roomId] : []));
    try {
      const ticketIds = tickets.map(({ id }) => id);
      const pausedIds = tickets.filter(({ isAway }) => isAway).map(({ id }) => id);
      const { statuses, lostRoomIds } = await this.ask(queue, 'compare', { queue, ticketIds, pausedIds, roomIds });
      for (const roomId of lostRoomIds) if (this.offers.delete(roomId)) this.onOfferLost(roomId);
      const lost = tickets.filter((ticket) => {
        const status = statuses[ticket.id];
        ticket.lastStatus = status ?? ticket.lastStatus;
        return status === undefined;
      });
      // The oldest first: that is their order in the queue.
      lost.sort((one, other) => one.sinceMs - other.sinceMs);
      await Promise.all(lost.map((ticket) => this.sayAgain(ticket)));
    } catch (error) {
      this.parts.owners.forget(queue);
      this.logger.debug({ err: error, queue }, 'The owner of a queue does not answer.');
    }
  }

  private async sayAgain(ticket: GameTicket): Promise<void> {
    if (!this.isWaiting(ticket)) return;
    this.parts.proposals.abandon(ticket);
    await this.say(ticket, this.parts.clock.nowMs() - ticket.sinceMs);
  }

  private isWaiting(ticket: GameTicket): boolean {
    return this.parts.tickets.has(ticket);
  }
}
