import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { MatchmakingProgressedDto } from '../match-events.messages.js';
import { QueueDesk } from '../queue-desk.js';
import type { TicketStatus } from '../search/matchmaker.js';
import { type GameTicket, TicketDirectory } from './ticket-directory.js';

/** Minimum interval between two progress reports for a ticket. */
const REPORT_EVERY_MS = 2_000;
/** How often due reports are sent, and how many at once; with very many tickets, the interval grows. */
const SEND_EVERY_MS = 100;
const REPORTS_AT_ONCE = 200;

/** The fields shared by reports and tickets. */
type Progress = Readonly<Pick<MatchmakingProgressedDto, 'waitedMs' | 'expectedMs' | 'position' | 'skillWindow'>>;

/** Sends players progress reports while their tickets wait. Disconnected players are skipped. */
@Injectable()
export class ProgressReports implements OnApplicationShutdown {
  private cancelTimer: (() => void) | undefined;
  private isOver = false;

  constructor(
    private readonly desk: QueueDesk,
    private readonly tickets: TicketDirectory,
    private readonly clock: MonotonicClock,
  ) {}

  /** Reports on a ticket until it leaves. */
  follow(ticket: GameTicket): void {
    ticket.reportDueMs = this.clock.nowMs() + REPORT_EVERY_MS;
    if (this.cancelTimer === undefined) this.schedule();
  }

  /** Nest's hook. */
  onApplicationShutdown(): void {
    this.isOver = true;
    this.cancelTimer?.();
  }

  private schedule(): void {
    if (this.isOver) return;
    this.cancelTimer = this.clock.setTimer(() => {
      this.cancelTimer = undefined;
      this.send();
      if (this.tickets.size > 0) this.schedule();
    }, SEND_EVERY_MS);
  }

  private send(): void {
    const nowMs = this.clock.nowMs();
    let left = REPORTS_AT_ONCE;
    for (const ticket of this.tickets.all()) {
      if (ticket.reportDueMs > nowMs || left-- === 0) return;
      const status = this.desk.status(ticket);
      if (status?.state === 'waiting') this.report(ticket, status);
      ticket.reportDueMs = nowMs + REPORT_EVERY_MS;
      this.tickets.moveToEnd(ticket);
    }
  }

  private report({ sessions }: GameTicket, status: TicketStatus): void {
    const progress = new MatchmakingProgressedDto(progressOf(status));
    for (const session of sessions) if (session.isConnected) session.send(progress);
  }
}

/** A ticket's status in message form. */
export function progressOf({ waitedMs, expectedMs, position, skillWindow }: TicketStatus): Progress {
  return {
    waitedMs: Math.round(waitedMs),
    position,
    ...(expectedMs !== undefined && { expectedMs: Math.round(expectedMs) }),
    ...(skillWindow !== undefined && { skillWindow }),
  };
}

/** Passes tickets to the matchmaker, and reports their status. */
@Injectable()
export class TicketIntake {
  constructor(
    private readonly desk: QueueDesk,
    private readonly tickets: TicketDirectory,
    private readonly progress: ProgressReports,
    private readonly clock: MonotonicClock,
  ) {}

  /**
   * Queues a ticket. A promise only on several nodes; until it is kept the ticket counts as waiting.
   * @throws GameError what {@link QueueDesk.enqueue} refuses
   */
  add(ticket: GameTicket): Promise<void> | undefined {
    const queued = this.desk.enqueue(ticket);
    ticket.sinceMs = this.clock.nowMs() - (ticket.request.waitedMs ?? 0);
    this.tickets.add(ticket);
    this.progress.follow(ticket);
    if (queued !== undefined) return this.confirm(ticket, queued);
    this.noteConnection(ticket);
    return undefined;
  }

  /** Pauses a ticket while one of its players is disconnected: it keeps its place but is not matched. */
  noteConnection(ticket: GameTicket): void {
    this.desk.setPaused(ticket, ticket.isAway);
  }

  /** A ticket's status; undefined once it has left. */
  status(ticket: GameTicket): TicketStatus | undefined {
    return this.desk.status(ticket);
  }

  private async confirm(ticket: GameTicket, queued: Promise<void>): Promise<void> {
    try {
      await queued;
    } catch (error) {
      this.tickets.remove(ticket);
      throw error;
    }
  }
}
