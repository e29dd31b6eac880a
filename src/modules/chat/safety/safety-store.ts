import type { ChatLineDto } from '../chat.messages.js';

/** A report to be filed. */
export interface NewReport {
  /** Who reports. */
  readonly reporterId: string;
  readonly reason: string;
  /** As it read when it was reported. */
  readonly line: ChatLineDto;
  /** The lines around it, oldest first, without the line itself. */
  readonly context: readonly ChatLineDto[];
}

/** The decision on a report. */
export interface Resolution {
  /** Who decided, in whatever form the game's console names its staff. */
  readonly by: string;
  /** What was decided, e.g. "muted for a day". */
  readonly verdict: string;
  readonly resolvedAtMs: number;
}

/** Who looks at a report, so that nobody else is given it. */
export interface ReportClaim {
  readonly by: string;
  readonly untilMs: number;
}

/** A report in the queue. */
export interface ChatReport extends NewReport {
  readonly id: number;
  readonly reportedAtMs: number;
  /** Undefined while it is open. */
  readonly resolution: Resolution | undefined;
  /** Perhaps over by now; undefined if nobody has looked yet. */
  readonly claim: ReportClaim | undefined;
}

/** Which reports {@link SafetyStore.reports} returns, oldest first. */
export interface ReportSelection {
  readonly isResolved: boolean | 'any';
  /** Only those with a greater id. */
  readonly after: number;
  readonly limit: number;
}

/** Everything that {@link SafetyStore} stores about a player. */
export interface SafetyExport {
  readonly blocked: readonly string[];
  readonly reports: readonly { readonly reason: string; readonly reportedAtMs: number }[];
}

/** Stores blocks and reports. Out of scope: who may block or report, how many, and the consequences. */
export abstract class SafetyStore {
  /** False: it is this process's own, and each node has another. */
  abstract readonly isLasting: boolean;

  /** The players that a player has blocked. */
  abstract blockedBy(playerId: string): Promise<string[]>;

  /** Sets or removes a block. */
  abstract setBlock(playerId: string, blocked: string, isBlocked: boolean): Promise<void>;

  /** Stores a report; only the first for each reporter and line. @returns false when the store is full */
  abstract file(report: NewReport): Promise<boolean>;

  /** A page of the queue. */
  abstract reports(selection: ReportSelection): Promise<ChatReport[]>;

  /** Records a decision. @returns false when there is no such open report */
  abstract resolve(id: number, resolution: Resolution): Promise<boolean>;

  /** One report. */
  abstract report(id: number): Promise<ChatReport | undefined>;

  /**
   * Claims the oldest open report that nobody else has claimed, or the one with this id. Two who ask at once get two.
   * @returns its id; undefined when there is none
   */
  abstract claim(claim: ReportClaim, nowMs: number, id?: number): Promise<number | undefined>;

  /** Takes a decision back: the report is open again, and claimed by whoever had decided. @returns false if there is none */
  abstract reopen(id: number, claim: ReportClaim): Promise<boolean>;

  /** The latest reports of this reporter, or of lines of this author. */
  abstract reportsAbout(
    of: { readonly reporterId: string } | { readonly authorId: string },
    limit: number,
  ): Promise<ChatReport[]>;

  /** Erases a player: their blocks and reports, others' blocks of them, and their lines in any report. */
  abstract erase(playerId: string): Promise<void>;

  /** What is stored about a player. */
  abstract exportOf(playerId: string): Promise<SafetyExport>;
}
