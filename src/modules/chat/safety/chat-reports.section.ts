import { performance } from 'node:perf_hooks';
import { Optional } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { Cluster } from '../../../core/cluster/cluster.js';
import type { AdminChange, Administrator, AdminRows } from '../../../core/console/administrator.js';
import {
  AdminAct,
  AdminDetails,
  AdminFeed,
  AdminSection,
  AdminTable,
  type HomedSection,
} from '../../../core/console/console.decorators.js';
import { idAt, nodeOfId, numberOfId } from '../../../core/console/numbered.dto.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatError } from '../chat.errors.js';
import type { ChatLineDto } from '../chat.messages.js';
import { ChatReports } from './chat-reports.js';
import { ChatVerdicts } from './chat-verdicts.js';
import type { ChatReport } from './safety-store.js';

const PAGE = 50;
const HISTORY = 20;
const MAX_COUNTED = 100;
const ID = /^\d{1,9}$/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
/** A verdict is given once. */
const UNDECIDED = { verdict: [null] };
/** How long a verdict can be taken back. */
const UNDO_MS = 10_000;

/** Which reports are listed. */
export class ReportQueryDto {
  /** Those that wait, those that were decided, or all. */
  @IsIn(['waiting', 'decided', 'all'])
  readonly show: 'waiting' | 'decided' | 'all' = 'waiting';

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @Matches(ID)
  readonly after?: string;
}

/** One report. */
export class ReportDto {
  /** Its number. */
  @IsString()
  @Matches(ID)
  readonly id!: string;
}

/** A verdict to be taken back. */
export class ReportUndoDto {
  /** The report's number, and in a cluster the node that has decided: `12@node`. */
  @IsString()
  @Matches(/^\d{1,9}(@.{1,200})?$/)
  readonly id!: string;
}

/** A report as it is listed. */
interface ReportRow {
  readonly [field: string]: unknown;
  readonly id: string;
}

/** A verdict that can still be taken back. */
interface Decided {
  readonly by: string;
  readonly untilMs: number;
  readonly line: ChatLineDto;
  /** The line that was deleted. */
  readonly removed: ChatLineDto | undefined;
  /** Until when the speaker was muted before; undefined when that was not changed. */
  readonly mutedUntilMs: number | undefined;
}

/** What a verdict does. */
interface Sentence {
  readonly verdict: string;
  readonly isRemoved?: boolean;
  readonly muteMs?: number;
}

/** Lines of chat that players have reported: one after the other, each given to one moderator at a time. */
@AdminSection({
  id: 'chat-reports',
  title: 'Reports',
  area: 'moderation',
  right: 'chat.moderate',
  brings: { 'chat.moderate': { text: 'Decide on reported lines of chat', roles: ['moderator', 'operator'] } },
})
export class ChatReportsSection implements HomedSection {
  private readonly decided = new Map<number, Decided>();

  constructor(
    private readonly reports: ChatReports,
    private readonly verdicts: ChatVerdicts,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** What can be taken back is known to the node that has decided. */
  homeOf(query: object): string | undefined {
    if (!(query instanceof ReportUndoDto)) return undefined;
    const node = nodeOfId(query.id);
    if (node === undefined || node === this.cluster?.nodeId) return undefined;
    return this.cluster?.livingNodes().includes(node) === true ? node : undefined;
  }

  /** The queue, the oldest first. */
  @AdminTable({
    everyMs: 5_000,
    empty: 'No report here.',
    columns: [
      { key: 'id', title: 'No.' },
      { key: 'at', title: 'When', kind: 'time' },
      { key: 'text', title: 'Line' },
      { key: 'speaker', title: 'Speaker', leadsTo: 'player' },
      { key: 'reason', title: 'Reason' },
      { key: 'channel', title: 'Channel' },
      { key: 'claimedBy', title: 'With' },
      { key: 'verdict', title: 'Verdict' },
    ],
  })
  async list({ show, after = '0' }: ReportQueryDto): Promise<AdminRows<ReportRow>> {
    const isResolved = show === 'all' ? 'any' : show === 'decided';
    const found = await this.reports.list({ isResolved, after: Number(after), limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    const last = shown.at(-1);
    return { rows: shown.map(rowOf), ...(found.length > PAGE && last && { next: String(last.id) }) };
  }

  /** How many wait, up to what a badge shows. */
  @AdminFeed({ everyMs: 5_000, isBadge: true })
  async waiting(): Promise<number> {
    return (await this.reports.list({ limit: MAX_COUNTED })).length;
  }

  /** Claims the oldest report that nobody looks at, for two minutes. */
  @AdminAct({ label: 'Take the next', key: 'n' })
  async next(_order: object, by: Administrator): Promise<AdminChange> {
    const id = await this.reports.next(by.name);
    if (id === undefined) return { result: { says: 'No report waits for you.' } };
    return { target: String(id), result: { opens: String(id) } };
  }

  /** The line, with what was said around it. */
  @AdminDetails({ title: 'Reported line', on: 'row', isPersonal: true })
  async report({ id }: ReportDto): Promise<object> {
    const report = await this.find(id);
    const { line, context, reason, reporterId, resolution } = report;
    const around = [...context, line].sort((one, other) => one.id - other.id);
    return {
      ...{ line: line.text, speaker: line.from.name, playerId: line.from.playerId ?? null, channel: line.channel },
      ...{ reason, reporterId, with: claimantOf(report), verdict: resolution?.verdict ?? null },
      around: around.map(({ id: number, sentAtMs, from, text, isDeleted }) => ({
        ...{ at: new Date(sentAtMs).toISOString(), name: from.name, text: isDeleted ? '(deleted)' : text },
        reported: number === line.id,
      })),
    };
  }

  /** What else of the speaker was reported. */
  @AdminDetails({ title: 'Reports of this speaker', on: 'row', isPersonal: true })
  async speaker({ id }: ReportDto): Promise<object | undefined> {
    const { line } = await this.find(id);
    return line.from.playerId === undefined ? undefined : this.historyOf({ authorId: line.from.playerId });
  }

  /** What else the reporter has reported. */
  @AdminDetails({ title: 'Reports by this reporter', on: 'row', isPersonal: true })
  async reporter({ id }: ReportDto): Promise<object> {
    const { reporterId } = await this.find(id);
    return this.historyOf({ reporterId });
  }

  /** Keeps a report from others for two minutes. */
  @AdminAct({ label: 'Claim', on: 'row', key: 'c', when: UNDECIDED })
  async claim({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    await this.hold(await this.find(id), by);
    return { after: { with: by.name } };
  }

  /** The line may stay. */
  @AdminAct({ label: 'Nothing wrong', on: 'row', key: '1', when: UNDECIDED })
  dismiss({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    return this.decide(id, by, { verdict: 'nothing wrong' });
  }

  /** The line goes. */
  @AdminAct({ label: 'Delete', on: 'row', key: '2', when: UNDECIDED })
  remove({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    return this.decide(id, by, { verdict: 'deleted', isRemoved: true });
  }

  /** The line goes, and its speaker says nothing in this channel for an hour. */
  @AdminAct({ label: 'Delete, mute 1 hour', on: 'row', key: '3', when: UNDECIDED })
  muteHour({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    return this.decide(id, by, { verdict: 'deleted, muted for an hour', isRemoved: true, muteMs: HOUR_MS });
  }

  /** The line goes, and its speaker says nothing in this channel for a day. */
  @AdminAct({ label: 'Delete, mute 1 day', on: 'row', key: '4', when: UNDECIDED })
  muteDay({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    return this.decide(id, by, { verdict: 'deleted, muted for a day', isRemoved: true, muteMs: DAY_MS });
  }

  /** The line goes, and its speaker says nothing in this channel for 30 days. */
  @AdminAct({ label: 'Delete, mute 30 days', on: 'row', key: '5', when: UNDECIDED })
  muteMonth({ id }: ReportDto, by: Administrator): Promise<AdminChange> {
    return this.decide(id, by, { verdict: 'deleted, muted for 30 days', isRemoved: true, muteMs: MONTH_MS });
  }

  /** Takes one's own verdict back, within ten seconds: the line, the mute and the report are as they were. */
  @AdminAct({ label: 'Undo', on: 'row', isUndo: true })
  async undo({ id }: ReportUndoDto, by: Administrator): Promise<AdminChange> {
    const number = numberOfId(id);
    const last = this.decided.get(number);
    const isDue = last?.by === by.name && last.untilMs >= performance.now();
    if (last === undefined || !isDue || !(await this.reports.reopen(number, by.name)))
      throw new GameError(ChatError['chat.unknown_report']);
    this.decided.delete(number);
    if (last.mutedUntilMs !== undefined) await this.verdicts.mute(last.line, last.mutedUntilMs);
    if (last.removed !== undefined) this.verdicts.restore(last.removed);
    return {
      target: last.line.from.playerId ?? String(number),
      after: { report: number, verdict: null },
      result: { opens: String(number) },
    };
  }

  private async decide(id: string, by: Administrator, { verdict, isRemoved, muteMs }: Sentence): Promise<AdminChange> {
    const report = await this.find(id);
    await this.hold(report, by);
    const { line } = report;
    const untilMs = muteMs === undefined ? undefined : Date.now() + muteMs;
    const mutedUntilMs = untilMs === undefined ? undefined : await this.verdicts.mute(line, untilMs);
    const removed = isRemoved === true ? await this.verdicts.remove(line) : undefined;
    if (!(await this.reports.resolve(report.id, by.name, verdict)))
      throw new GameError(ChatError['chat.unknown_report']);
    this.remember(report.id, { by: by.name, untilMs: performance.now() + UNDO_MS, line, removed, mutedUntilMs });
    const next = await this.reports.next(by.name);
    return {
      target: line.from.playerId ?? id,
      before: { report: report.id, line: line.text, mutedUntil: dateOf(mutedUntilMs) },
      after: { verdict, mutedUntil: dateOf(untilMs) },
      result: {
        opens: next === undefined ? '' : String(next),
        undo: {
          act: 'undo',
          id: idAt(report.id, this.cluster?.nodeId),
          says: `Report ${id}: ${verdict}.`,
          forMs: UNDO_MS,
        },
      },
    };
  }

  private remember(id: number, decided: Decided): void {
    const nowMs = performance.now();
    for (const [old, { untilMs }] of this.decided) if (untilMs < nowMs) this.decided.delete(old);
    this.decided.set(id, decided);
  }

  private async hold({ id, resolution }: ChatReport, by: Administrator): Promise<void> {
    if (resolution !== undefined) throw new GameError(ChatError['chat.unknown_report']);
    if (!(await this.reports.claim(id, by.name))) throw new GameError(ChatError['chat.report_claimed']);
  }

  private async find(id: string): Promise<ChatReport> {
    const report = await this.reports.find(Number(id));
    if (report === undefined) throw new GameError(ChatError['chat.unknown_report']);
    return report;
  }

  private async historyOf(of: { readonly authorId: string } | { readonly reporterId: string }): Promise<object> {
    const found = await this.reports.about(of, HISTORY);
    return {
      reports: found.map(({ id, reportedAtMs, line, reason, resolution }) => ({
        ...{ id, at: new Date(reportedAtMs).toISOString(), line: line.text, reason },
        verdict: resolution?.verdict ?? null,
      })),
    };
  }
}

function rowOf(report: ChatReport): ReportRow {
  const { id, reportedAtMs, line, reason, resolution } = report;
  return {
    ...{ id: String(id), at: reportedAtMs, text: line.text, speaker: line.from.name, player: line.from.playerId },
    ...{ reason, channel: line.channel, claimedBy: claimantOf(report), verdict: resolution?.verdict ?? null },
  };
}

/** Who looks at a report at the moment. */
function claimantOf({ claim, resolution }: ChatReport): string | null {
  if (resolution !== undefined) return resolution.by;
  return claim !== undefined && claim.untilMs > Date.now() ? claim.by : null;
}

function dateOf(atMs: number | undefined): string | null {
  return atMs === undefined || atMs === 0 ? null : new Date(atMs).toISOString();
}
