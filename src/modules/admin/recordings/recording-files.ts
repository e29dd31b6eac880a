import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { boundedCache } from '../../../core/limits/bounded-cache.js';
import { EXTENSION } from '../../../core/recording/recording-format.js';
import { Recording } from '../../../core/recording/recording.plugin.js';
import { readSummary, type RecordingSummary } from '../../../core/recording/recording-summary.js';
import { Recordings, type RecordingOptions, type RecordingProgress } from '../../../core/recording/recordings.js';
import { RoomTypes } from '../../../core/rooms/runtime/room-types.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import { compareValues } from '../sections/room-list.js';
import type { RecordingQueryDto } from './recordings.dto.js';

const MAX_KNOWN = 10_000;
/** Files that are looked into at once. */
const AT_ONCE = 8;
const SHOWN_HASH = 12;

/** A row of the list of recordings. */
export interface RecordingRow {
  readonly [field: string]: unknown;
  /** The name of the file. */
  readonly id: string;
  readonly type: string | null;
  readonly code: string | null;
  /** A time, in milliseconds of the epoch. */
  readonly startedAt: number | null;
  readonly durationMs: number | null;
  readonly players: number | null;
  readonly size: number;
  /** One of `RECORDING_STATES`. */
  readonly state: string;
  /** The code with which the room ended, or why the recording stopped. */
  readonly ended: string | null;
  /** The beginning of the contract's hash. */
  readonly contract: string | null;
  /** Whether it is this server's. */
  readonly isOfThisContract: boolean;
}

/** A file in one of the folders. */
interface FoundFile {
  readonly name: string;
  readonly path: string;
}

/** What is known of a file, as long as it does not change. */
interface Known {
  readonly stamp: string;
  readonly size: number;
  readonly summary: RecordingSummary | undefined;
}

/** The files of recordings on this node. Whoever names one that is not in their folders has named nothing. */
@Injectable()
export class RecordingFiles {
  private readonly known = boundedCache<Known>(MAX_KNOWN);

  constructor(
    private readonly recordings: Recordings,
    private readonly types: RoomTypes,
    private readonly holder: ContractHolder,
  ) {}

  /** Those that a query wants, sorted, from its first row on. */
  async page(query: RecordingQueryDto): Promise<{ rows: RecordingRow[]; total: number }> {
    const { from = 0, limit = 50, sort = 'startedAt', isDescending = true, search, type, state } = query;
    // Their names begin with the time.
    const files = (await this.all()).sort((one, other) => (one.name < other.name ? -1 : 1));
    const isByName = sort === 'startedAt' && search === undefined && type === undefined && state === undefined;
    if (isByName) {
      if (isDescending) files.reverse();
      return { rows: await this.rowsOf(files.slice(from, from + limit)), total: files.length };
    }
    const rows = (await this.rowsOf(files)).filter((row) => isWanted(row, query));
    if (sort !== 'startedAt') rows.sort((one, other) => compareValues(one[sort], other[sort]));
    if (isDescending) rows.reverse();
    return { rows: rows.slice(from, from + limit), total: rows.length };
  }

  /** Where the file of this name is. @throws GameError admin.no_such_target */
  async find(name: string): Promise<string> {
    const file = (await this.all()).find((each) => each.name === name);
    if (file === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return file.path;
  }

  /** One of them, and what its header says. @throws GameError admin.no_such_target */
  async one(name: string): Promise<{ row: RecordingRow; summary: RecordingSummary | undefined }> {
    const file = { name, path: await this.find(name) };
    const known = await this.knownOf(file);
    return { row: this.rowOf(file, known, this.recordings.inProgress), summary: known.summary };
  }

  /** Deletes one. @returns what it was @throws GameError admin.no_such_target; admin.in_use while it is written */
  async remove(name: string): Promise<RecordingRow> {
    const { row } = await this.one(name);
    if (row.state === 'running') throw new GameError(AdminError['admin.in_use']);
    await unlink(await this.find(name));
    return row;
  }

  private async all(): Promise<FoundFile[]> {
    const ofTypes = [...this.types.all()].flatMap(({ options: { plugins = [] } }) =>
      plugins.filter(({ pluginClass }) => pluginClass === Recording).map(({ options }) => options as RecordingOptions),
    );
    const folders = new Set([this.recordings.folder, ...ofTypes.flatMap(({ folder }) => folder ?? [])]);
    const found = await Promise.all([...folders].map(filesIn));
    return found.flat();
  }

  private async rowsOf(files: readonly FoundFile[]): Promise<RecordingRow[]> {
    const running = this.recordings.inProgress;
    const rows: RecordingRow[] = [];
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const some = files.slice(at, at + AT_ONCE);
      const known = await Promise.all(some.map((file) => this.knownOf(file)));
      rows.push(...some.map((file, index) => this.rowOf(file, known[index], running)));
    }
    return rows;
  }

  private async knownOf({ path }: FoundFile): Promise<Known> {
    try {
      const { size, mtimeMs } = await stat(path);
      const stamp = `${size} ${mtimeMs}`;
      const before = this.known.get(path);
      if (before?.stamp === stamp) return before;
      const known = { stamp, size, summary: await readSummary(path) };
      this.known.set(path, known);
      return known;
    } catch {
      return { stamp: '', size: 0, summary: undefined };
    }
  }

  private rowOf(
    { name: id, path }: FoundFile,
    known: Known | undefined,
    running: ReadonlyMap<string, RecordingProgress>,
  ): RecordingRow {
    const { size = 0, summary } = known ?? {};
    const { header, problem, ending, lastTick = 0, players } = summary ?? {};
    const progress = running.get(path);
    const tick = progress?.tick ?? lastTick;
    const { roomType, code, startedAtMs, tickHz = 0, contract } = header ?? {};
    return {
      ...{ id, size, type: roomType ?? null, code: code ?? null, startedAt: startedAtMs ?? null },
      // A room without ticks counts no time.
      durationMs: header === undefined || tickHz <= 0 ? null : Math.round((tick / tickHz) * 1000),
      players: progress?.players ?? players ?? null,
      state: progress === undefined ? (problem ?? stateOf(summary)) : 'running',
      ended: ending?.why ?? null,
      contract: contract?.slice(0, SHOWN_HASH) ?? null,
      isOfThisContract: contract === this.holder.contract.hash,
    };
  }
}

async function filesIn(folder: string): Promise<FoundFile[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // Links may lead anywhere.
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION));
    return files.map(({ name }) => ({ name, path: join(folder, name) }));
  } catch {
    // Nothing was recorded yet.
    return [];
  }
}

function stateOf(summary: RecordingSummary | undefined): string {
  if (summary === undefined) return 'unreadable';
  if (summary.ending === undefined) return 'cut off';
  return summary.ending.op === 'end' ? 'whole' : 'stopped';
}

function isWanted(row: RecordingRow, { search, type, state }: RecordingQueryDto): boolean {
  if (type !== undefined && row.type !== type) return false;
  if (state !== undefined && row.state !== state) return false;
  const text = search?.toLowerCase();
  return text === undefined || `${row.id} ${row.code ?? ''}`.toLowerCase().includes(text);
}
