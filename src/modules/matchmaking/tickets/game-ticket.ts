import type { Session } from '../../../core/sessions/session.js';
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
