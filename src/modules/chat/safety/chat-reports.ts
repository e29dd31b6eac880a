import { Injectable } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { GameError } from '../../../protocol/game-error.js';
import type { ChatChannel } from '../channels/chat-channel.js';
import { ChatHistory } from '../lines/chat-history.js';
import { ChatLines } from '../lines/chat-lines.js';
import { ChatError } from '../chat.errors.js';
import type { ChatLineDto } from '../chat.messages.js';
import { SafetyStore, type ChatReport, type ReportSelection } from './safety-store.js';

/** A player has reported a line, see {@link ChatReports}. */
export class ChatLineReported {
  constructor(
    /** The channel's key. */
    readonly channel: string,
    /** The line's number. */
    readonly lineId: number,
    /** Who reported it. */
    readonly reporterId: string,
  ) {}
}

/** How long a moderator may look at a report before somebody else is given it. */
const CLAIM_MS = 120_000;

/** How many lines on either side of a reported one are stored with it. */
const CONTEXT_LINES = 10;

/** Players' reports, for the people who run the game: the queue behind an admin console. */
@Injectable()
export class ChatReports {
  constructor(
    private readonly store: SafetyStore,
    private readonly history: ChatHistory,
    private readonly lines: ChatLines,
    private readonly events: EventBus,
    private readonly records: PlayerRecords,
  ) {}

  /**
   * Files a report with the line as it reads now; a second report of the same line by the same player changes nothing.
   * @throws GameError chat.unknown_line, chat.reports_full
   */
  async file(channel: ChatChannel, lineId: number, reporterId: string, reason: string): Promise<void> {
    const line = await this.lines.require(channel, lineId);
    const context = await this.contextOf(channel, lineId);
    const author = line.from.playerId ?? reporterId;
    const isFiled = await this.records.write(reporterId, () =>
      this.records.write(author, () => this.store.file({ reporterId, reason, line, context })),
    );
    if (!isFiled) throw new GameError(ChatError['chat.reports_full']);
    this.events.emit(new ChatLineReported(channel.key, lineId, reporterId));
  }

  /**
   * A page of the queue, oldest first: open reports, resolved ones, or any.
   * @param options `after` is the last id of the previous page
   */
  list(
    options: { isResolved?: ReportSelection['isResolved']; after?: number; limit?: number } = {},
  ): Promise<ChatReport[]> {
    const { isResolved = false, after = 0, limit = 50 } = options;
    return this.store.reports({ isResolved, after, limit });
  }

  /**
   * Records the decision on a report.
   * @param by who decided
   * @param verdict what was decided, e.g. "muted for a day"
   * @returns false when there is no such open report
   */
  resolve(id: number, by: string, verdict: string): Promise<boolean> {
    return this.store.resolve(id, { by, verdict, resolvedAtMs: Date.now() });
  }

  /** One report. */
  find(id: number): Promise<ChatReport | undefined> {
    return this.store.report(id);
  }

  /** Claims the oldest open report that nobody else looks at. @returns its id; undefined when there is none */
  next(by: string): Promise<number | undefined> {
    const nowMs = Date.now();
    return this.store.claim({ by, untilMs: nowMs + CLAIM_MS }, nowMs);
  }

  /** Claims a report for two minutes. @returns false when somebody else has, or it is not open */
  async claim(id: number, by: string): Promise<boolean> {
    const nowMs = Date.now();
    return (await this.store.claim({ by, untilMs: nowMs + CLAIM_MS }, nowMs, id)) !== undefined;
  }

  /** Takes a decision back. @returns false when there is none */
  reopen(id: number, by: string): Promise<boolean> {
    return this.store.reopen(id, { by, untilMs: Date.now() + CLAIM_MS });
  }

  /** The latest reports by a reporter, or of an author's lines. */
  about(of: { readonly reporterId: string } | { readonly authorId: string }, limit: number): Promise<ChatReport[]> {
    return this.store.reportsAbout(of, limit);
  }

  private async contextOf(channel: ChatChannel, lineId: number): Promise<ChatLineDto[]> {
    if (channel.lines.find(lineId)) return channel.lines.around(lineId, CONTEXT_LINES);
    const page = await this.history.page(channel, lineId + CONTEXT_LINES + 1, 2 * CONTEXT_LINES + 1);
    return page.filter(({ id }) => id !== lineId);
  }
}
