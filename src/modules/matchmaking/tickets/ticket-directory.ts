import { Injectable } from '@nestjs/common';
import type { SessionStore } from '../../../core/sessions/session-store.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import type { MatchedTicket } from '../search/match-result.js';
import type { TicketStatus } from '../search/matchmaker.js';
import type { TicketRequest } from '../search/ticket.js';

/** A ticket and the sessions on it. */
export class GameTicket {
  /** When its wait started, by the monotonic clock. */
  sinceMs = 0;
  /** When its next report is due; see {@link ProgressReports}. */
  reportDueMs = 0;
  /** On several nodes: what the owner of its queue has last said of it. */
  lastStatus: TicketStatus | undefined = undefined;

  /**
   * @param request as passed to the matchmaker
   * @param sessions the players, leader first
   * @param names their names
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

  /** Whether one of its players is disconnected at the moment. */
  get isAway(): boolean {
    return this.sessions.some(({ isConnected }) => !isConnected);
  }
}

/** A ticket as plain data, and back into its queue. */
export interface TicketLuggage {
  pack(ticket: GameTicket, session: Session): unknown;
  unpack(packed: never, session: Session): undefined;
}

/** Which session is on which ticket. */
@Injectable()
export class TicketDirectory {
  private readonly byId = new Map<string, GameTicket>();
  private readonly bySession: SessionStore<GameTicket>;
  private readonly waiting = new Map<string, number>();
  /** On several nodes: how a ticket goes along with a session that moves. */
  travel: TicketLuggage | undefined = undefined;

  constructor(stores: SessionStores) {
    this.bySession = stores.open<GameTicket>('matchmaking.tickets', {
      pack: (ticket, session) => this.travel?.pack(ticket, session),
      unpack: (packed, session) => this.travel?.unpack(packed as never, session),
    });
  }

  /** Number of waiting sessions. */
  get size(): number {
    return this.bySession.size;
  }

  /** All tickets, in the order they were added or {@link moveToEnd moved}. */
  all(): IterableIterator<GameTicket> {
    return this.byId.values();
  }

  /** Whether a ticket is here. */
  has(ticket: GameTicket): boolean {
    return this.byId.get(ticket.id) === ticket;
  }

  /** The ticket with this id. */
  find(ticketId: string): GameTicket | undefined {
    return this.byId.get(ticketId);
  }

  /** The session's ticket. */
  of(session: Session): GameTicket | undefined {
    return this.bySession.get(session);
  }

  /** Number of sessions waiting in a queue. */
  waitingIn(queue: string): number {
    return this.waiting.get(queue) ?? 0;
  }

  /** The tickets of a match. */
  named(tickets: readonly MatchedTicket[]): GameTicket[] {
    return tickets.flatMap(({ ticketId }) => this.byId.get(ticketId) ?? []);
  }

  /** Adds a ticket. */
  add(ticket: GameTicket): void {
    this.byId.set(ticket.id, ticket);
    for (const session of ticket.sessions) this.bySession.set(session, ticket);
    this.count(ticket, 1);
  }

  /** Moves a ticket behind all others. */
  moveToEnd(ticket: GameTicket): void {
    if (this.byId.delete(ticket.id)) this.byId.set(ticket.id, ticket);
  }

  /** Removes a ticket. */
  remove(ticket: GameTicket): void {
    if (!this.byId.delete(ticket.id)) return;
    for (const session of ticket.sessions) this.bySession.delete(session);
    this.count(ticket, -1);
  }

  private count({ request: { queue }, sessions }: GameTicket, sign: 1 | -1): void {
    this.waiting.set(queue, this.waitingIn(queue) + sign * sessions.length);
  }
}
