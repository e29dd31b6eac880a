import { Injectable } from '@nestjs/common';
import {
  SafetyStore,
  type ChatReport,
  type ReportClaim,
  type NewReport,
  type ReportSelection,
  type Resolution,
  type SafetyExport,
} from './safety-store.js';

/** Maximum reports kept; resolved ones make way for new ones. */
const MAX_REPORTS = 1_000;
/** Maximum players whose blocks are kept; beyond that, the least recently changed are dropped. */
const MAX_PLAYERS = 10_000;

/** The default: everything lasts as long as the process. */
@Injectable()
export class MemorySafetyStore extends SafetyStore {
  readonly isLasting = false;
  private readonly blocks = new Map<string, Set<string>>();
  private queue: ChatReport[] = [];
  private lastReportId = 0;

  blockedBy(playerId: string): Promise<string[]> {
    return Promise.resolve([...(this.blocks.get(playerId) ?? [])]);
  }

  setBlock(playerId: string, blocked: string, isBlocked: boolean): Promise<void> {
    const mine = this.blocks.get(playerId) ?? new Set();
    if (isBlocked) mine.add(blocked);
    else mine.delete(blocked);
    this.blocks.delete(playerId);
    if (mine.size > 0) this.blocks.set(playerId, mine);
    for (const oldest of this.blocks.keys()) if (this.blocks.size > MAX_PLAYERS) this.blocks.delete(oldest);
    return Promise.resolve();
  }

  file(report: NewReport): Promise<boolean> {
    const { reporterId, line } = report;
    const isKnown = this.queue.some(
      (old) => old.reporterId === reporterId && old.line.channel === line.channel && old.line.id === line.id,
    );
    if (isKnown) return Promise.resolve(true);
    if (this.queue.length >= MAX_REPORTS) {
      const done = this.queue.findIndex(({ resolution }) => resolution !== undefined);
      if (done < 0) return Promise.resolve(false);
      this.queue.splice(done, 1);
    }
    this.queue.push({
      ...report,
      id: ++this.lastReportId,
      reportedAtMs: Date.now(),
      resolution: undefined,
      claim: undefined,
    });
    return Promise.resolve(true);
  }

  reports({ isResolved, after, limit }: ReportSelection): Promise<ChatReport[]> {
    const isWanted = (isDecided: boolean): boolean => isResolved === 'any' || isDecided === isResolved;
    const wanted = this.queue.filter(({ id, resolution }) => id > after && isWanted(resolution !== undefined));
    return Promise.resolve(wanted.slice(0, limit));
  }

  resolve(id: number, resolution: Resolution): Promise<boolean> {
    const at = this.queue.findIndex((report) => report.id === id && report.resolution === undefined);
    const report = this.queue[at];
    if (!report) return Promise.resolve(false);
    this.queue[at] = { ...report, resolution };
    return Promise.resolve(true);
  }

  report(id: number): Promise<ChatReport | undefined> {
    return Promise.resolve(this.queue.find((report) => report.id === id));
  }

  claim(claim: ReportClaim, nowMs: number, id?: number): Promise<number | undefined> {
    const at = this.queue.findIndex(
      (report) =>
        (id === undefined || report.id === id) &&
        report.resolution === undefined &&
        (report.claim === undefined || report.claim.untilMs <= nowMs || report.claim.by === claim.by),
    );
    const report = this.queue[at];
    if (report) this.queue[at] = { ...report, claim };
    return Promise.resolve(report?.id);
  }

  reopen(id: number, claim: ReportClaim): Promise<boolean> {
    const at = this.queue.findIndex((report) => report.id === id && report.resolution !== undefined);
    const report = this.queue[at];
    if (report) this.queue[at] = { ...report, claim, resolution: undefined };
    return Promise.resolve(report !== undefined);
  }

  reportsAbout(
    of: { readonly reporterId: string } | { readonly authorId: string },
    limit: number,
  ): Promise<ChatReport[]> {
    const isWanted = ({ reporterId, line }: ChatReport): boolean =>
      'reporterId' in of ? reporterId === of.reporterId : line.from.playerId === of.authorId;
    return Promise.resolve(this.queue.filter(isWanted).toReversed().slice(0, limit));
  }

  erase(playerId: string): Promise<void> {
    this.blocks.delete(playerId);
    for (const blocked of this.blocks.values()) blocked.delete(playerId);
    this.queue = this.queue
      .filter(({ reporterId, line }) => reporterId !== playerId && line.from.playerId !== playerId)
      .map((report) => ({ ...report, context: report.context.filter(({ from }) => from.playerId !== playerId) }));
    return Promise.resolve();
  }

  exportOf(playerId: string): Promise<SafetyExport> {
    const reports = this.queue.filter(({ reporterId }) => reporterId === playerId);
    return Promise.resolve({
      blocked: [...(this.blocks.get(playerId) ?? [])],
      reports: reports.map(({ reason, reportedAtMs }) => ({ reason, reportedAtMs })),
    });
  }
}
