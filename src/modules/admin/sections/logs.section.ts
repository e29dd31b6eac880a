import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { AdminRows } from '../../../core/console/administrator.js';
import { AdminDetails, AdminSection, AdminTable, type HomedSection } from '../../../core/console/console.decorators.js';
import { idAt, numberOfId, NumberedDto } from '../../../core/console/numbered.dto.js';
import { withoutTokens } from '../../../core/console/console-links.js';
import { LogTail } from '../../../core/observability/log-tail.js';
import { NodeCalls } from '../frame/node-calls.js';
import { nodeOf, NodeQueryDto } from './node-query.dto.js';

const PAGE = 100;
const LEVELS: Readonly<Record<string, number>> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };
const NAMES = new Map(Object.entries(LEVELS).map(([name, level]) => [level, name]));
const SHOWN = ['level', 'time', 'context', 'msg'];

/** Which lines of the log are listed. */
export class LogQueryDto extends NodeQueryDto {
  /** Only lines of this level and above. */
  @IsOptional()
  @IsIn(Object.keys(LEVELS))
  readonly level?: string;

  /** Only lines of this context, such as Gateway. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly context?: string;

  /** Only lines about this session, by id. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly session?: string;

  /** Only lines about this room, by id. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly room?: string;

  /** Only lines about this player, by id. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly player?: string;

  /** Only lines with this text anywhere. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly text?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, 220)
  readonly after?: string;

  /** How many to list. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit?: number;
}

/** A line as it is listed. */
interface LogRow {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly time: string;
  readonly level: string;
  readonly context: string;
  readonly text: string;
  readonly session: string | undefined;
  readonly room: string | undefined;
  readonly player: string | undefined;
}

/** What the server writes about itself: the last lines of a node's log, as they come. */
@AdminSection({ id: 'logs', title: 'Logs', area: 'server', right: 'logs.read' })
export class LogsSection implements HomedSection {
  constructor(
    private readonly tail: LogTail,
    private readonly nodes: NodeCalls,
  ) {}

  /** Each node has its own log. */
  homeOf(query: LogQueryDto | NumberedDto): string | undefined {
    return this.nodes.otherThan(nodeOf(query));
  }

  /** The lines, the latest first. */
  @AdminTable({
    everyMs: 1_000,
    empty: 'No line is like that.',
    columns: [
      { key: 'time', title: 'When', kind: 'time' },
      { key: 'level', title: 'Level', kind: 'level' },
      { key: 'context', title: 'Context' },
      { key: 'text', title: 'Line' },
      { key: 'session', title: 'Session', leadsTo: 'session' },
      { key: 'room', title: 'Room', leadsTo: 'room' },
      { key: 'player', title: 'Player', leadsTo: 'player' },
    ],
  })
  list({ after, limit = PAGE, node: _node, ...query }: LogQueryDto): AdminRows<LogRow> {
    const rows: LogRow[] = [];
    for (const { number, text: line } of this.tail.latest(after === undefined ? undefined : numberOfId(after))) {
      const text = withoutTokens(line);
      if (!mayMatch(text, query)) continue;
      const row = rowOf(idAt(number, this.nodes.here), text);
      if (!matches(row, text, query)) continue;
      if (rows.length === limit) return { rows, next: rows.at(-1)?.id ?? '' };
      rows.push(row);
    }
    return { rows };
  }

  /** One line with everything that stands in it. */
  @AdminDetails({ title: 'Line', on: 'row' })
  line({ id }: NumberedDto): object | undefined {
    const number = numberOfId(id);
    const [line] = this.tail.latest(number + 1);
    return line?.number === number ? fieldsOf(withoutTokens(line.text)) : undefined;
  }
}

/** Without reading the line: it begins with its level, and whatever it says of its session stands in it as a text. */
function mayMatch(text: string, { level, session, room, player, context }: LogQueryDto): boolean {
  if (level !== undefined && Number(text.slice(9, 11)) < (LEVELS[level] ?? 0)) return false;
  for (const wanted of [session, room, player, context])
    if (wanted !== undefined && !text.includes(JSON.stringify(wanted).slice(1, -1))) return false;
  return true;
}

function matches(row: LogRow, line: string, { context, session, room, player, text }: LogQueryDto): boolean {
  if (context !== undefined && row.context !== context) return false;
  if (session !== undefined && row.session !== session) return false;
  if (room !== undefined && row.room !== room) return false;
  if (player !== undefined && row.player !== player) return false;
  return text === undefined || line.toLowerCase().includes(text.toLowerCase());
}

function rowOf(id: string, line: string): LogRow {
  const fields = fieldsOf(line);
  const { time, level, context, msg, message, err, sessionId, roomId, playerId } = fields;
  const failure = typeof err === 'object' && err !== null && 'message' in err ? err.message : undefined;
  return {
    ...{ id, time: textOf(time), level: textOf(level), context: textOf(context) },
    text: [msg, failure, message].filter((part, at, all) => part !== undefined && all.indexOf(part) === at).join(' · '),
    ...{ session: idOf(sessionId), room: idOf(roomId), player: idOf(playerId) },
  };
}

/** What stands in a line; one that was cut is no JSON any more. */
function fieldsOf(line: string): Record<string, unknown> {
  try {
    const fields = JSON.parse(line) as Record<string, unknown>;
    const { level, ...rest } = fields;
    const ordered = Object.fromEntries(SHOWN.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])));
    return { ...ordered, ...rest, level: NAMES.get(Number(level)) ?? textOf(level) };
  } catch {
    const [, level = '', time = ''] = /^\{"level":(\d+),"time":"([^"]*)"/.exec(line) ?? [];
    return { level: NAMES.get(Number(level)) ?? '', time, msg: `${line}…` };
  }
}

function idOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
