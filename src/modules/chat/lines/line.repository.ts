import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gt, lt, lte, ne, or, sql } from 'drizzle-orm';
import { Database, type SqlClient } from '../../../core/storage/database.js';
import type { ChatLineDto } from '../chat.messages.js';
import { conversations, lines, mutes } from '../schema.js';
import {
  type ConversationPage,
  type KeptChannel,
  type KeptLine,
  type KeptMute,
  keptText,
  LineStore,
  LineTakenError,
  type Outdated,
} from './line-store.js';

type LineRow = typeof lines.$inferSelect;

/** Maximum mutes read per channel; see MAX_MUTES in chat-channel.ts. */
const MAX_MUTES = 1_000;

/** Chat lines in the database. */
@Injectable()
export class LineRepository extends LineStore {
  readonly isLasting = true;

  constructor(private readonly database: Database) {
    super();
  }

  open(channel: string, limit: number): Promise<KeptChannel> {
    return this.database.run(async (client) => {
      const muted = await client
        .select()
        .from(mutes)
        .where(and(eq(mutes.channel, channel), gt(mutes.until, new Date())))
        .orderBy(desc(mutes.until))
        .limit(MAX_MUTES);
      return {
        lines: await latest(client, channel, Number.MAX_SAFE_INTEGER, limit),
        mutes: muted.map(({ playerId, until }) => ({ playerId, untilMs: until.getTime() })),
      };
    });
  }

  page(channel: string, before: number, limit: number): Promise<ChatLineDto[]> {
    return this.database.run((client) => latest(client, channel, before, limit));
  }

  async find(channel: string, id: number): Promise<ChatLineDto | undefined> {
    const [row] = await this.database.run((client) =>
      client
        .select()
        .from(lines)
        .where(and(eq(lines.channel, channel), eq(lines.id, id))),
    );
    return row && toLine(row);
  }

  async write(kept: readonly KeptLine[]): Promise<void> {
    if (kept.length === 0) return;
    const talks = conversationRows(kept);
    await this.database.transaction(async (client) => {
      const written = await client
        .insert(lines)
        .values(kept.map(toRow))
        .onConflictDoUpdate({
          target: [lines.channel, lines.id],
          set: {
            text: sql`excluded.text`,
            editedAt: sql`excluded.edited_at`,
            isDeleted: sql`excluded.is_deleted`,
          },
          // A line may change, but never take the place of another.
          setWhere: sql`${lines.memberId} = excluded.member_id and ${lines.sentAt} = excluded.sent_at`,
        })
        .returning({ id: lines.id });
      if (written.length < kept.length) throw new LineTakenError(kept[0]?.line.channel ?? '');
      if (talks.length === 0) return;
      await client
        .insert(conversations)
        .values(talks)
        .onConflictDoUpdate({
          target: [conversations.playerId, conversations.otherId],
          set: { lastId: sql`excluded.last_id`, lastAt: sql`excluded.last_at` },
          // Editing an old line does not move its conversation up.
          setWhere: lt(conversations.lastId, sql`excluded.last_id`),
        });
    });
  }

  async mute(channel: string, { playerId, untilMs }: KeptMute): Promise<void> {
    const until = new Date(untilMs);
    await this.database.run((client) =>
      untilMs <= Date.now()
        ? client.delete(mutes).where(and(eq(mutes.channel, channel), eq(mutes.playerId, playerId)))
        : client
            .insert(mutes)
            .values({ channel, playerId, until })
            .onConflictDoUpdate({ target: [mutes.channel, mutes.playerId], set: { until } }),
    );
  }

  async conversations(playerId: string, cursor: string | undefined, limit: number): Promise<ConversationPage> {
    const after = cursor === undefined ? undefined : parseCursor(cursor);
    const { lastAt, otherId } = conversations;
    const isOlder = after && or(lt(lastAt, after.lastAt), and(eq(lastAt, after.lastAt), lt(otherId, after.otherId)));
    const rows = await this.database.run((client) =>
      client
        .select()
        .from(conversations)
        .leftJoin(lines, and(eq(lines.channel, conversations.channel), eq(lines.id, conversations.lastId)))
        .where(and(eq(conversations.playerId, playerId), isOlder))
        .orderBy(desc(lastAt), desc(otherId))
        .limit(limit + 1),
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1)?.chat_conversations : undefined;
    return {
      conversations: page.map(({ chat_conversations: { otherId: other }, chat_lines: row }) => ({
        playerId: other,
        lastLine: row === null ? undefined : toLine(row),
      })),
      cursor: last && `${last.lastAt.getTime()}.${last.otherId}`,
    };
  }

  async purge(outdated: Outdated): Promise<void> {
    for (const [kind, before] of Object.entries(outdated)) {
      await this.database.run((client) =>
        client.delete(lines).where(and(eq(lines.kind, kind), lt(lines.sentAt, before))),
      );
    }
    await this.database.run(async (client) => {
      await client.delete(mutes).where(lte(mutes.until, new Date()));
      if (outdated.direct) await client.delete(conversations).where(lt(conversations.lastAt, outdated.direct));
    });
  }

  erase(playerId: string): Promise<void> {
    const isHis = or(eq(conversations.playerId, playerId), eq(conversations.otherId, playerId));
    return this.database.transaction(async (client) => {
      await client.delete(lines).where(eq(lines.playerId, playerId));
      await client.delete(conversations).where(isHis);
      await client.delete(mutes).where(eq(mutes.playerId, playerId));
    });
  }

  async linesOf(playerId: string): Promise<ChatLineDto[]> {
    const rows = await this.database.run((client) =>
      client.select().from(lines).where(eq(lines.playerId, playerId)).orderBy(asc(lines.channel), asc(lines.id)),
    );
    return rows.map(toLine);
  }

  async lastLinesOf(playerId: string, limit: number): Promise<ChatLineDto[]> {
    const rows = await this.database.run((client) =>
      client
        .select()
        .from(lines)
        .where(and(eq(lines.playerId, playerId), ne(lines.kind, 'direct')))
        .orderBy(desc(lines.sentAt), asc(lines.channel), desc(lines.id))
        .limit(limit),
    );
    return rows.map(toLine);
  }
}

/** The latest lines before `before`, oldest first. */
async function latest(client: SqlClient, channel: string, before: number, limit: number): Promise<ChatLineDto[]> {
  const rows = await client
    .select()
    .from(lines)
    .where(and(eq(lines.channel, channel), lt(lines.id, before)))
    .orderBy(desc(lines.id))
    .limit(limit);
  return rows.reverse().map(toLine);
}

function toRow({ kind, line }: KeptLine): LineRow {
  const { channel, id, from, text, sentAtMs, editedAtMs, isDeleted } = line;
  return {
    ...{ channel, id, kind, memberId: from.id, memberName: keptText(from.name), playerId: from.playerId ?? null },
    text: keptText(text),
    sentAt: new Date(sentAtMs),
    editedAt: editedAtMs === undefined ? null : new Date(editedAtMs),
    isDeleted: isDeleted ?? false,
  };
}

function toLine({
  channel,
  id,
  memberId,
  memberName,
  playerId,
  text,
  sentAt,
  editedAt,
  isDeleted,
}: LineRow): ChatLineDto {
  return {
    ...{ channel, id, text, sentAtMs: sentAt.getTime() },
    from: { id: memberId, name: memberName, ...(playerId !== null && { playerId }) },
    ...(editedAt && { editedAtMs: editedAt.getTime() }),
    ...(isDeleted && { isDeleted }),
  };
}

/** Two rows for each conversation that has one of these lines, which are sorted by number. */
function conversationRows(kept: readonly KeptLine[]): (typeof conversations.$inferInsert)[] {
  const rows = new Map<string, typeof conversations.$inferInsert>();
  for (const { line, players } of kept) {
    if (!players) continue;
    const known = rows.get(`0${line.channel}`);
    if (known && known.lastId > line.id) continue;
    const row = { channel: line.channel, lastId: line.id, lastAt: new Date(line.sentAtMs) };
    const [one, other] = players;
    rows.set(`0${line.channel}`, { ...row, playerId: one, otherId: other });
    rows.set(`1${line.channel}`, { ...row, playerId: other, otherId: one });
  }
  return [...rows.values()];
}

function parseCursor(cursor: string): { lastAt: Date; otherId: string } {
  const [, ms = '0', otherId = ''] = /^(\d{1,13})\.(.*)$/s.exec(cursor) ?? [];
  return { lastAt: new Date(Number(ms)), otherId: keptText(otherId) };
}
