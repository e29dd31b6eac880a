import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { AdminChange, Administrator } from '../../../core/console/administrator.js';
import { GameError } from '../../../protocol/game-error.js';
import type { AuditRow } from '../schema.js';
import { AuditLogRepository } from './audit.repository.js';

/** A value in a row is cut after so many characters. */
const MAX_TEXT_LENGTH = 16_384;

/** What an act has come to. */
export interface Audited {
  readonly id: string;
  /** Completes the row. */
  done(change: AdminChange): Promise<void>;
  /** Completes the row of an act that was refused or has failed. */
  failed(error: unknown): Promise<void>;
}

/** Who did what: each act is a row that is written before it and completed after it, and a line of the log each time. */
@Injectable()
export class AuditLog {
  private readonly logger = new Logger('Audit');

  constructor(private readonly rows: AuditLogRepository) {}

  /** Writes the row of an act that begins. @param order what was asked for; never with secrets in it */
  async begin(by: Administrator, act: string, order: object): Promise<Audited> {
    const row = rowOf(by, act, order, 'started');
    await this.rows.add(row);
    this.tell(row);
    const complete = async (changes: Partial<AuditRow>, result: string): Promise<void> => {
      const { target, before, after } = { ...row, ...changes };
      const completed = { completedAt: new Date(), target, before, after, result };
      this.tell({ ...row, ...completed });
      await this.rows.complete(row.id, completed);
    };
    return {
      id: row.id,
      done: ({ target, before, after }) =>
        complete({ target: target ?? row.target, before: textOf(before), after: textOf(after) }, 'done'),
      failed: (error) => complete({}, error instanceof GameError ? error.code : 'failed'),
    };
  }

  /** Writes the row of something that is over already: a refusal, a sign-in, a look at personal data. */
  async note(by: Administrator, act: string, order: object, result: string): Promise<void> {
    const row = { ...rowOf(by, act, order, result), completedAt: new Date() };
    this.tell(row);
    await this.rows.add(row);
  }

  // A copy of each row leaves the machine with the log.
  private tell({ id, administrator, role, address, act, target, reason, result }: AuditRow): void {
    this.logger.log(
      { auditId: id, administrator, role, address, act, target, reason, result },
      'An administrator acts.',
    );
  }
}

function rowOf(by: Administrator, act: string, order: object, result: string): AuditRow {
  const { id, name, role, address, reason } = by;
  return {
    id: randomUUID(),
    at: new Date(),
    completedAt: null,
    administratorId: id === '' ? null : id,
    administrator: name,
    ...{ role, address, act, reason, result },
    target: targetOf(order),
    order: textOf(order) ?? '{}',
    before: null,
    after: null,
  };
}

/** What an order is about: by convention its field `id`. PostgreSQL takes no U+0000 in texts. */
function targetOf(order: object): string | null {
  return 'id' in order && typeof order.id === 'string' ? order.id.replaceAll('\u0000', '\uFFFD') : null;
}

/** As JSON, which writes U+0000 as an escape. */
function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length <= MAX_TEXT_LENGTH ? text : JSON.stringify({ cut: text.slice(0, MAX_TEXT_LENGTH) });
}
