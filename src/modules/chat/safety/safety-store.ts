import type { ChatLineDto } from '../chat.messages.js';

/** A report as it is filed. */
export interface NewReport {
  /** Who reports. */
  readonly reporterId: string;
  readonly reason: string;
  /** As it read when it was reported. */
  readonly line: ChatLineDto;
  /** What was said around it, oldest first, without the line itself. */
  readonly context: readonly ChatLineDto[];
}

/** What became of a report. */
export interface Resolution {
  /** Who decided: whatever the game's console calls its people. */
  readonly by: string;
  /** What was decided, e.g. "muted for a day". */
  readonly verdict: string;
  readonly resolvedAtMs: number;
}

/** A report in the queue. */
export interface ChatReport extends NewReport {
  readonly id: number;
  readonly reportedAtMs: number;
  /** Undefined while it waits for a decision. */
  readonly resolution: Resolution | undefined;
}

/** Which reports {@link SafetyStore.reports} gives: the oldest first. */
export interface ReportSelection {
  readonly isResolved: boolean;
  /** Only those with a greater id. */
  readonly after: number;
  readonly limit: number;
}

/** All about a player that {@link SafetyStore} keeps. */
export interface SafetyExport {
  readonly blocked: readonly string[];
  readonly reports: readonly { readonly reason: string; readonly reportedAtMs: number }[];
}

/** Keeps who has blocked whom, and reports. Out of its scope: who may, how many, and what follows. */
export abstract class SafetyStore {
  /** Whom a player has blocked. */
  abstract blockedBy(playerId: string): Promise<string[]>;

  /** Keeps or ends a block. */
  abstract setBlock(playerId: string, blocked: string, isBlocked: boolean): Promise<void>;

  /** Keeps a report; of one reporter and line only the first. @returns false when there is no room for more */
  abstract file(report: NewReport): Promise<boolean>;

  /** Some of the queue. */
  abstract reports(selection: ReportSelection): Promise<ChatReport[]>;

  /** Notes a decision. @returns false when there is no such report that waits for one */
  abstract resolve(id: number, resolution: Resolution): Promise<boolean>;

  /** Forgets a player: what he blocked and reported, who blocked him, and what he said wherever it was reported. */
  abstract erase(playerId: string): Promise<void>;

  /** What is kept about a player. */
  abstract exportOf(playerId: string): Promise<SafetyExport>;
}
