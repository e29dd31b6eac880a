import type { Session } from '../../core/sessions/session.js';
import type { MonotonicClock } from '../../core/time/monotonic-clock.js';
import type { DissolveReason } from './match-events.messages.js';
import type { BackfillRequest } from './search/backfill-offer.js';
import type { MatchDissolved, MatchResult } from './search/match-result.js';
import type { Matchmaker, TicketStatus } from './search/matchmaker.js';
import type { GameTicket, TicketDirectory } from './tickets/ticket-directory.js';

/**
 * Where the tickets of this node's sessions, and the free seats of its rooms, wait: in the matchmaker of this process, or in those of
 * the nodes that own the queues. What a promise stands for is told to all players by the owner.
 */
export abstract class QueueDesk {
  /** Whether queues may be other nodes'. */
  abstract readonly isShared: boolean;
  /** Called when a room's offer has got lost on the way: its seats are no longer on offer. */
  onOfferLost: (roomId: string) => void = () => undefined;

  /** Queues a ticket. @throws GameError what {@link Matchmaker.enqueue} refuses; cluster.unavailable, cluster.try_again */
  abstract enqueue(ticket: GameTicket): Promise<void> | undefined;

  /** Withdraws a ticket. @returns the proposal that this calls off, if it has to be told here */
  abstract cancel(ticket: GameTicket, because: DissolveReason): MatchDissolved | undefined;

  /** A paused ticket keeps its place but is not matched. */
  abstract setPaused(ticket: GameTicket, isPaused: boolean): void;

  /** A player accepts. @returns the match, if it starts here now. @throws GameError as {@link Matchmaker.accept} */
  abstract accept(ticket: GameTicket, session: Session, matchId: number): MatchResult | Promise<void> | undefined;

  /** A player declines. @returns what has to be told here. @throws GameError as {@link Matchmaker.decline} */
  abstract decline(ticket: GameTicket, session: Session): MatchDissolved | Promise<void>;

  /** A ticket's status, as far as it is known. */
  abstract status(ticket: GameTicket): TicketStatus | undefined;

  /** How many players wait in a queue. */
  abstract waitingIn(queue: string): number | Promise<number>;

  /** Lets a queue make no matches, or make them again. @throws GameError cluster.unavailable, cluster.try_again */
  abstract pauseQueue(queue: string, isPaused: boolean): Promise<void> | undefined;

  /** Whether a queue makes no matches for now. @throws GameError as {@link pauseQueue} */
  abstract isQueuePaused(queue: string): boolean | Promise<boolean>;

  /** Offers free seats of a room. @throws GameError as {@link Matchmaker.offerBackfill} */
  abstract offer(request: BackfillRequest): void;

  /** Offers more seats of a room, by team. */
  abstract grow(queue: string, roomId: string, seats: readonly number[]): void;

  /** Withdraws an offer. @returns the proposals that this calls off, if they have to be told here */
  abstract withdraw(queue: string, roomId: string): MatchDissolved[];
}

/** The matchmaker of this process: one node. */
export class LocalDesk extends QueueDesk {
  override readonly isShared = false;

  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly tickets: TicketDirectory,
    private readonly clock: MonotonicClock,
  ) {
    super();
  }

  override enqueue(ticket: GameTicket): undefined {
    this.matchmaker.enqueue(ticket.request, this.clock.nowMs());
    return undefined;
  }

  override cancel(ticket: GameTicket): MatchDissolved | undefined {
    return this.matchmaker.cancel(ticket.id);
  }

  override setPaused(ticket: GameTicket, isPaused: boolean): void {
    this.matchmaker.setPaused(ticket.id, isPaused);
  }

  override accept(ticket: GameTicket, session: Session): MatchResult | undefined {
    return this.matchmaker.accept(ticket.id, session.id, this.clock.nowMs());
  }

  override decline(ticket: GameTicket, session: Session): MatchDissolved {
    return this.matchmaker.decline(ticket.id, session.id);
  }

  override status(ticket: GameTicket): TicketStatus | undefined {
    return this.matchmaker.status(ticket.id, this.clock.nowMs());
  }

  override waitingIn(queue: string): number {
    return this.tickets.waitingIn(queue);
  }

  override pauseQueue(queue: string, isPaused: boolean): undefined {
    this.matchmaker.pauseQueue(queue, isPaused);
    return undefined;
  }

  override isQueuePaused(queue: string): boolean {
    return this.matchmaker.isQueuePaused(queue);
  }

  override offer(request: BackfillRequest): void {
    this.matchmaker.offerBackfill(request, this.clock.nowMs());
  }

  override grow(_queue: string, roomId: string, seats: readonly number[]): void {
    this.matchmaker.growBackfill(roomId, seats);
  }

  override withdraw(_queue: string, roomId: string): MatchDissolved[] {
    return this.matchmaker.withdrawBackfill(roomId);
  }
}

/** Carries the matchmaker's results out. */
export abstract class ResultSink {
  /** Called when a ticket has come from elsewhere. */
  onWork: () => void = () => undefined;

  /** Carries out one result; resolves once all is done that is done here. Never fails. */
  abstract carryOut(result: MatchResult): Promise<void>;
}
