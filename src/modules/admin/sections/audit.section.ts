import { IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { AdminRows } from '../../../core/console/administrator.js';
import { AdminDetails, AdminSection, AdminTable } from '../../../core/console/console.decorators.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import { AuditLogRepository } from '../audit/audit.repository.js';
import type { AuditRow } from '../schema.js';

const PAGE = 50;
const ROWS_OF_PLAYER = 20;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Which rows of the audit log are listed. */
export class AuditQueryDto {
  /** Only what this administrator did. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly administrator?: string;

  /** Only this act, `rooms.kick`, or all acts of a section, `rooms`. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly act?: string;

  /** Only what was done to this: a player's id, a room's id. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly target?: string;

  /** From when on. */
  @IsOptional()
  @IsISO8601()
  readonly from?: string;

  /** Until when. */
  @IsOptional()
  @IsISO8601()
  readonly until?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @Length(36, 36)
  readonly after?: string;

  /** How many to list. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}

/** A player, by id. */
export class AuditOfDto {
  /** The player's id. */
  @IsString()
  @Length(1, 100)
  readonly id!: string;
}

/** What administrators did. It can be read, and nothing else. */
@AdminSection({ id: 'audit', title: 'Audit log', area: 'server', right: 'audit.read', page: 'audit' })
export class AuditSection {
  constructor(private readonly log: AuditLogRepository) {}

  /** The rows, the latest first. */
  @AdminTable({
    columns: [
      { key: 'at', title: 'When', kind: 'time' },
      { key: 'administrator', title: 'Who' },
      { key: 'act', title: 'What' },
      { key: 'target', title: 'On whom' },
      { key: 'reason', title: 'Why' },
      { key: 'result', title: 'Result' },
    ],
  })
  async list({ after, from, until, limit = PAGE, ...rest }: AuditQueryDto): Promise<AdminRows<AuditRow>> {
    const rows = await this.log.list({
      ...rest,
      from: from === undefined ? undefined : new Date(from),
      until: until === undefined ? undefined : new Date(until),
      after: after === undefined ? undefined : await this.require(after),
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { rows: shown, ...(rows.length > limit && last && { next: last.id }) };
  }

  /** What was done to a player. */
  @AdminDetails({ title: 'What administrators did', on: 'player' })
  async ofPlayer({ id }: AuditOfDto): Promise<object | undefined> {
    const rows = await this.log.list({ target: id, limit: ROWS_OF_PLAYER });
    if (rows.length === 0) return undefined;
    return {
      acts: rows.map(({ at, administrator, act, reason, result }) => ({ at, administrator, act, reason, result })),
    };
  }

  private async require(id: string): Promise<AuditRow> {
    const row = UUID.test(id) ? await this.log.find(id) : undefined;
    if (row === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return row;
  }
}
