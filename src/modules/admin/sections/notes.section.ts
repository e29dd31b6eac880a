import { IsString, Length } from 'class-validator';
import type { AdminChange } from '../../../core/console/administrator.js';
import { AdminAct, AdminDetails, AdminSection } from '../../../core/console/console.decorators.js';
import { AuditLogRepository } from '../audit/audit.repository.js';

const SHOWN = 50;

/** The player whose notes are read. */
export class NotesOfDto {
  /** The player's id. */
  @IsString()
  @Length(1, 100)
  readonly id!: string;
}

/** A note on a player. */
export class NoteDto extends NotesOfDto {
  /** What the next administrator should know. */
  @IsString()
  @Length(1, 2_000)
  readonly text!: string;
}

/**
 * Notes on players. A note is its row of the audit log, and nothing besides: whose it is is known, nobody can change or remove
 * it, and it is kept for as long.
 */
@AdminSection({ id: 'notes', title: 'Notes', area: 'players', right: 'players.edit' })
export class NotesSection {
  constructor(private readonly log: AuditLogRepository) {}

  /** The notes on a player, the latest first. */
  @AdminDetails({ title: 'Notes', on: 'player' })
  async ofPlayer({ id }: NotesOfDto): Promise<object | undefined> {
    const rows = await this.log.list({ act: 'notes.add', target: id, limit: SHOWN });
    const notes = rows.flatMap(({ at, administrator, after }) =>
      after === null ? [] : [{ at, administrator, note: JSON.parse(after) as unknown }],
    );
    return notes.length === 0 ? undefined : { notes };
  }

  /** Adds one. */
  @AdminAct({ label: 'Note', on: 'player' })
  add({ id, text }: NoteDto): AdminChange {
    return { target: id, after: text };
  }
}
