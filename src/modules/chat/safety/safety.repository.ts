import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { Database } from '../../../core/storage/database.js';
import type { ChatLineDto } from '../chat.messages.js';
import { changedLine, keptText } from '../lines/line-store.js';
import { blocks, reportedLines, reports } from '../schema.js';
import {
  type ChatReport,
  type NewReport,
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
    return this.database.run(async (client) => {
      const isWanted = isResolved ? isNotNull(reports.resolvedAt) : isNull(reports.resolvedAt);
      const rows = await client
        .select()
        .from(reports)
        .where(and(isWanted, gt(reports.id, after)))
        .orderBy(asc(reports.id))
        .limit(limit);
      if (rows.length === 0) return [];
      const ids = rows.map(({ id }) => id);
      const around = await client
        .select()
        .from(reportedLines)
        .where(inArray(reportedLines.reportId, ids))
        .orderBy(asc(reportedLines.lineId));
      return rows.flatMap((row) => {
        const said = around.filter(({ reportId }) => reportId === row.id);
        return toReport(row, said);
      });
    });
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
  const { id, reporterId, reason, reportedAt, resolvedAt, resolvedBy, verdict } = row;
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
      reportedAtMs: reportedAt.getTime(),
    },
  ];
}
