import { Injectable } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import type { MatchedTicket } from '../search/match-result.js';
import type { TicketRequest } from '../search/ticket.js';

/** A ticket and the sessions that wait by it. */
export class GameTicket {
  /** Since when it waits, by the monotonic clock. */
  sinceMs = 0;
  /** When its next report is due; see {@link ProgressReports}. */
  reportDueMs = 0;

  /**
   * @param request what the matchmaker was asked
   * @param sessions who waits, the leader first
   * @param names how they are called
   */
  constructor(
    readonly request: TicketRequest,
    readonly sessions: readonly Session[],
    readonly names: ReadonlyMap<Session, string>,
  ) {}

  /** The matchmaker's id for it. */
  get id(): string {
    return this.request.id;
  }

  /** Whether the connection of one of them is lost for the moment. */
  get isAway(): boolean {
    return this.sessions.some(({ isConnected }) => !isConnected);
  }
}

/** Who waits by which ticket. */
@Injectable()
export class TicketDirectory {
  private readonly byId = new Map<string, GameTicket>();
  private readonly bySession = new Map<Session, GameTicket>();
  private readonly waiting = new Map<string, number>();

  /** How many sessions wait. */
  get size(): number {
    return this.bySession.size;
  }

  /** All tickets, those first that were added or {@link moveToEnd moved} first. */
  all(): IterableIterator<GameTicket> {
    return this.byId.values();
  }

  /** The ticket by which a session waits. */
  of(session: Session): GameTicket | undefined {
    return this.bySession.get(session);
  }

  /** How many sessions wait in a queue. */
  waitingIn(queue: string): number {
    return this.waiting.get(queue) ?? 0;
  }

  /** The tickets of a match. */
  named(tickets: readonly MatchedTicket[]): GameTicket[] {
    return tickets.flatMap(({ ticketId }) => this.byId.get(ticketId) ?? []);
  }

  /** Adds one. */
  add(ticket: GameTicket): void {
    this.byId.set(ticket.id, ticket);
    for (const session of ticket.sessions) this.bySession.set(session, ticket);
    this.count(ticket, 1);
  }

  /** Puts one behind all others. */
  moveToEnd(ticket: GameTicket): void {
    if (this.byId.delete(ticket.id)) this.byId.set(ticket.id, ticket);
  }

  /** Forgets one. */
  remove(ticket: GameTicket): void {
    if (!this.byId.delete(ticket.id)) return;
    for (const session of ticket.sessions) this.bySession.delete(session);
    this.count(ticket, -1);
  }

  private count({ request: { queue }, sessions }: GameTicket, sign: 1 | -1): void {
    this.waiting.set(queue, this.waitingIn(queue) + sign * sessions.length);
  }
}
