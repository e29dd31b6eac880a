import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import type { ChatLineDto } from '../chat.messages.js';
import { changedLine, keptText } from '../lines/line-store.js';
import { blocks, reportedLines, reports } from '../schema.js';
import {
  type ChatReport,
  type NewReport,
  type ReportClaim,
  type ReportSelection,
  type Resolution,
  type SafetyExport,
  SafetyStore,
} from './safety-store.js';

/** Blocks and the report queue in the database. */
@Injectable()
export class SafetyRepository extends SafetyStore {
  readonly isLasting = true;

  constructor(private readonly database: Database) {
    super();
  }

  async blockedBy(playerId: string): Promise<string[]> {
    const rows = await this.database.run((client) =>
      client.select().from(blocks).where(eq(blocks.playerId, playerId)).orderBy(asc(blocks.blockedId)),
    );
    return rows.map(({ blockedId }) => blockedId);
  }

  async setBlock(playerId: string, blockedId: string, isBlocked: boolean): Promise<void> {
    await this.database.run((client) =>
      isBlocked
        ? client.insert(blocks).values({ playerId, blockedId }).onConflictDoNothing()
        : client.delete(blocks).where(and(eq(blocks.playerId, playerId), eq(blocks.blockedId, blockedId))),
    );
  }

  async file({ reporterId, reason, line, context }: NewReport): Promise<boolean> {
    const author = line.from.playerId;
    await this.database.transaction(async (client) => {
      const [filed] = await client
        .insert(reports)
        .values({
          ...{ reporterId, reason: keptText(reason), channel: line.channel, lineId: line.id },
          ...(author !== undefined && { authorId: author }),
        })
        .onConflictDoNothing()
        .returning({ id: reports.id });
      if (!filed) return;
      await client.insert(reportedLines).values(
        [line, ...context].map((one) => ({
          ...{ reportId: filed.id, lineId: one.id, line: keptLine(one) },
          ...(one.from.playerId !== undefined && { playerId: one.from.playerId }),
        })),
      );
    });
    return true;
  }

  async reports({ isResolved, after, limit }: ReportSelection): Promise<ChatReport[]> {
    const isDecided = isResolved === true ? isNotNull(reports.resolvedAt) : isNull(reports.resolvedAt);
    return this.read(and(isResolved === 'any' ? undefined : isDecided, gt(reports.id, after)), asc(reports.id), limit);
  }

  async report(id: number): Promise<ChatReport | undefined> {
    const [found] = await this.read(eq(reports.id, id), asc(reports.id), 1);
    return found;
  }

  reportsAbout(
    of: { readonly reporterId: string } | { readonly authorId: string },
    limit: number,
  ): Promise<ChatReport[]> {
    const isWanted = 'reporterId' in of ? eq(reports.reporterId, of.reporterId) : eq(reports.authorId, of.authorId);
    return this.read(isWanted, desc(reports.id), limit);
  }

  claim({ by, untilMs }: ReportClaim, nowMs: number, id?: number): Promise<number | undefined> {
    const isFree = or(
      isNull(reports.claimedUntil),
      lte(reports.claimedUntil, new Date(nowMs)),
      eq(reports.claimedBy, by),
    );
    const isWanted = and(isNull(reports.resolvedAt), isFree, id === undefined ? undefined : eq(reports.id, id));
    return this.database.transaction(async (client) => {
      // Whoever asks at the same moment passes over the row that is being claimed.
      const [found] = await client
        .select({ id: reports.id })
        .from(reports)
        .where(isWanted)
        .orderBy(asc(reports.id))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!found) return undefined;
      await client
        .update(reports)
        .set({ claimedBy: by, claimedUntil: new Date(untilMs) })
        .where(eq(reports.id, found.id));
      return found.id;
    });
  }

  async reopen(id: number, { by, untilMs }: ReportClaim): Promise<boolean> {
    const claim = { claimedBy: by, claimedUntil: new Date(untilMs) };
    const reopened = await this.database.run((client) =>
      client
        .update(reports)
        .set({ ...claim, resolvedAt: null, resolvedBy: null, verdict: null })
        .where(and(eq(reports.id, id), isNotNull(reports.resolvedAt)))
        .returning({ id: reports.id }),
    );
    return reopened.length > 0;
  }

  async resolve(id: number, { by, verdict, resolvedAtMs }: Resolution): Promise<boolean> {
    const resolved = await this.database.run((client) =>
      client
        .update(reports)
        .set({ resolvedAt: new Date(resolvedAtMs), resolvedBy: by, verdict })
        .where(and(eq(reports.id, id), isNull(reports.resolvedAt)))
        .returning({ id: reports.id }),
    );
    return resolved.length > 0;
  }

  erase(playerId: string): Promise<void> {
    return this.database.transaction(async (client) => {
      await client.delete(blocks).where(or(eq(blocks.playerId, playerId), eq(blocks.blockedId, playerId)));
      await client.delete(reports).where(or(eq(reports.reporterId, playerId), eq(reports.authorId, playerId)));
      await client.delete(reportedLines).where(eq(reportedLines.playerId, playerId));
    });
  }

  async exportOf(playerId: string): Promise<SafetyExport> {
    const filed = await this.database.run((client) =>
      client.select().from(reports).where(eq(reports.reporterId, playerId)).orderBy(asc(reports.id)),
    );
    return {
      blocked: await this.blockedBy(playerId),
      reports: filed.map(({ reason, reportedAt }) => ({ reason, reportedAtMs: reportedAt.getTime() })),
    };
  }

  private read(isWanted: SQL | undefined, order: SQL, limit: number): Promise<ChatReport[]> {
    return this.database.run(async (client) =>
      withLines(client, await client.select().from(reports).where(isWanted).orderBy(order).limit(limit)),
    );
  }
}

async function withLines(client: SqlClient, rows: readonly (typeof reports.$inferSelect)[]): Promise<ChatReport[]> {
  if (rows.length === 0) return [];
  const around = await client
    .select()
    .from(reportedLines)
    .where(
      inArray(
        reportedLines.reportId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(reportedLines.lineId));
  return rows.flatMap((row) =>
    toReport(
      row,
      around.filter(({ reportId }) => reportId === row.id),
    ),
  );
}

function keptLine(line: ChatLineDto): ChatLineDto {
  const { id, playerId, name } = line.from;
  const from = { id, name: keptText(name), ...(playerId !== undefined && { playerId }) };
  return changedLine(line, { text: keptText(line.text), from });
}

function toReport(
  row: typeof reports.$inferSelect,
  said: readonly (typeof reportedLines.$inferSelect)[],
): ChatReport[] {
  const all = said.map(({ line }) => line as ChatLineDto);
  const line = all.find(({ id }) => id === row.lineId);
  if (!line) return [];
  const { id, reporterId, reason, reportedAt, resolvedAt, resolvedBy, verdict, claimedBy, claimedUntil } = row;
  const resolution = resolvedAt
    ? { by: resolvedBy ?? '', verdict: verdict ?? '', resolvedAtMs: resolvedAt.getTime() }
    : undefined;
  return [
    {
      id,
      reporterId,
      reason,
      line,
      context: all.filter((one) => one !== line),
      resolution,
      claim: claimedUntil ? { by: claimedBy ?? '', untilMs: claimedUntil.getTime() } : undefined,
      reportedAtMs: reportedAt.getTime(),
    },
  ];
}
