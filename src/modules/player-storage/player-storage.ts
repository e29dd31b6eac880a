import { Injectable } from '@nestjs/common';
import { PlayerStorageConfig } from './player-storage.config.js';
import { PlayerRecords } from '../../core/events/player-records.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { GameError } from '../../protocol/game-error.js';
import { checkValue, parseValue, type JsonObject } from './document-value.js';
import { DocumentError } from './player-storage.errors.js';
import { COLLECTION, KEY, MAX_BATCH } from './player-storage.messages.js';
import {
  PlayerStorageRepository,
  type BrowseSelection,
  type CollectionUsage,
  type DocumentId,
  type DocumentRow,
  type DocumentState,
  type ListSelection,
  type NewDocument,
  type PlayerChange,
} from './player-storage.repository.js';

/** One document to be written. */
export interface DocumentDraft {
  readonly collection: string;
  readonly key: string;
  /** An object, or the JSON text of one. At most 65,536 bytes of UTF-8, nested at most 32 deep. */
  readonly value: JsonObject | string;
  /** Undefined: write unconditionally. 0: only if it does not exist. Otherwise: only if this is its current version. */
  readonly ifVersion?: number | undefined;
  /** Whether everyone may read it. Undefined: unchanged; a new one is private. */
  readonly isPublic?: boolean | undefined;
  /** Whether the player is barred from changing it. Undefined: unchanged; a new one is not protected. */
  readonly isProtected?: boolean | undefined;
}

/** Who is writing: the game itself, or a player, who is subject to protection and quotas. */
export type DocumentWriter = 'game' | 'player';

/** A page of a collection. */
export interface DocumentPage {
  readonly documents: readonly DocumentRow[];
  /** The last key; undefined on the last page. */
  readonly cursor: string | undefined;
}

/** Maximum bytes of values per page, so that it fits into a Godot client's 64 KiB receive buffer. */
const MAX_PAGE_BYTES = 32_768;

/** A document's overhead besides its value: its names, its row, its share of indexes and log. */
const ROW_BYTES = 256;

/** A draft whose value has been validated. */
interface CheckedDraft extends DocumentDraft {
  readonly text: string;
  readonly bytes: number;
}

/**
 * The players' documents: JSON objects in collections, with versions. For the game's own code, which may do anything; see
 * {@link PlayerStorageHandlers} for what players can do.
 */
@Injectable()
export class PlayerStorage {
  private readonly pace: KeyedLimit;

  constructor(
    private readonly repository: PlayerStorageRepository,
    private readonly config: PlayerStorageConfig,
    private readonly records: PlayerRecords,
  ) {
    const burst = config.PLAYER_STORAGE_BYTES_PER_MINUTE;
    this.pace = new KeyedLimit({ perSecond: burst / 60, burst });
  }

  /** One document's value and version; undefined when it does not exist. */
  async read(
    playerId: string,
    collection: string,
    key: string,
  ): Promise<{ value: JsonObject; version: number } | undefined> {
    const [row] = await this.repository.find([{ playerId, collection, key }]);
    return row && { value: parseValue(row.value), version: row.version };
  }

  /** Those of the documents that exist, in the order of `ids`. */
  async fetch(ids: readonly DocumentId[]): Promise<DocumentRow[]> {
    if (ids.length === 0) return [];
    const rows = new Map((await this.repository.find(ids)).map((row) => [nameOf(row), row]));
    return ids.flatMap((id) => rows.get(nameOf(id)) ?? []);
  }

  /** A page of a player's collection, sorted by key; `after` is the previous page's cursor, or empty. */
  async list(selection: ListSelection): Promise<DocumentPage> {
    const rows = await this.repository.list({ ...selection, limit: selection.limit + 1 });
    let bytes = 0;
    const fitting = rows.slice(0, selection.limit).findIndex((row, index) => {
      bytes += row.bytes;
      return index > 0 && bytes > MAX_PAGE_BYTES;
    });
    const documents = rows.slice(0, fitting === -1 ? selection.limit : fitting);
    return { documents, cursor: documents.length < rows.length ? documents.at(-1)?.key : undefined };
  }

  /**
   * Writes documents of one player, all of them or none.
   * @param writer a player is refused protected documents, and anything beyond the quotas
   * @returns the new versions, in the order of `drafts`
   * @throws GameError document.invalid, document.too_large, document.too_deep, document.repeated, document.conflict,
   * document.protected, document.quota_exceeded, document.too_fast, player.erased; the details name the draft as
   * `documents.<index>`
   * @throws RangeError for more than 32 drafts, or a collection or key that is not valid in messages
   */
  async write(playerId: string, drafts: readonly DocumentDraft[], writer: DocumentWriter = 'game'): Promise<number[]> {
    if (drafts.length === 0) return [];
    if (drafts.length > MAX_BATCH) throw new RangeError(`A batch has ${drafts.length} documents; ${MAX_BATCH} may be.`);
    refuseRepeated(playerId, drafts);
    const checked = drafts.map(checkDraft);
    if (writer === 'player') this.refuseTooFast(playerId, checked);

    return this.change(playerId, async (change) => {
      const states = new Map((await change.states(drafts)).map((state) => [nameOf({ playerId, ...state }), state]));
      const rows = checked.map((draft, index) => {
        const state = states.get(nameOf({ playerId, ...draft }));
        refuseChange(state, draft.ifVersion, writer, `documents.${index}`);
        return toRow(playerId, draft, state);
      });
      const before = writer === 'player' ? await change.usage() : undefined;
      const versions = await change.put(rows);
      if (before) await this.refuseOverQuota(change, before);
      return versions;
    });
  }

  /**
   * Deletes one document; does nothing when it does not exist.
   * @throws GameError document.conflict, document.protected, player.erased
   */
  async delete(
    { playerId, collection, key }: DocumentId,
    ifVersion?: number,
    writer: DocumentWriter = 'game',
  ): Promise<void> {
    await this.change(playerId, async (change) => {
      const [state] = await change.states([{ collection, key }]);
      refuseChange(state, ifVersion, writer);
      if (state) await change.remove(collection, [key]);
    });
  }

  /** Documents of all players, for those who run the game. */
  browse(selection: BrowseSelection): Promise<DocumentRow[]> {
    return this.repository.browse(selection);
  }

  /** What each collection of a player holds. */
  usageOf(playerId: string): Promise<CollectionUsage[]> {
    return this.repository.usageOf(playerId);
  }

  /** All of a player's documents. */
  all(playerId: string): Promise<DocumentRow[]> {
    return this.repository.all(playerId);
  }

  /** Deletes all of a player's documents. */
  async erase(playerId: string): Promise<void> {
    await this.repository.change(playerId, (change) => change.remove());
  }

  private refuseTooFast(playerId: string, drafts: readonly CheckedDraft[]): void {
    const bytes = drafts.reduce((sum, draft) => sum + draft.bytes + ROW_BYTES, 0);
    if (!this.pace.admitsMany(playerId, bytes)) throw new GameError(DocumentError['document.too_fast']);
  }

  private change<T>(playerId: string, work: (change: PlayerChange) => Promise<T>): Promise<T> {
    return this.records.write(playerId, () => this.repository.change(playerId, work));
  }

  /** A player over quota, because it was lowered or the game filled it, may still make writes that do not make it worse. */
  private async refuseOverQuota(change: PlayerChange, before: { documents: number; bytes: number }): Promise<void> {
    const { documents, bytes } = await change.usage();
    const isOver =
      documents > Math.max(before.documents, this.config.PLAYER_STORAGE_MAX_DOCUMENTS) ||
      bytes > Math.max(before.bytes, this.config.PLAYER_STORAGE_MAX_BYTES);
    if (isOver) throw new GameError(DocumentError['document.quota_exceeded']);
  }
}

function nameOf({ playerId, collection, key }: DocumentId): string {
  return JSON.stringify([playerId, collection, key]);
}

function refuseRepeated(playerId: string, drafts: readonly DocumentDraft[]): void {
  const names = new Set(drafts.map((draft) => nameOf({ playerId, ...draft })));
  if (names.size < drafts.length) throw new GameError(DocumentError['document.repeated']);
}

function checkDraft(draft: DocumentDraft, index: number): CheckedDraft {
  const { collection, key } = draft;
  if (!COLLECTION.test(collection) || !KEY.test(key))
    throw new RangeError('A document has a name that is not allowed.');
  const text = typeof draft.value === 'string' ? draft.value : JSON.stringify(draft.value);
  try {
    return { ...draft, text, bytes: checkValue(text) };
  } catch (error) {
    if (!(error instanceof GameError)) throw error;
    throw refusal(error.code, `documents.${index}.value`);
  }
}

function refuseChange(
  state: DocumentState | undefined,
  ifVersion: number | undefined,
  writer: DocumentWriter,
  field?: string,
): void {
  if (writer === 'player' && state?.isProtected) throw refusal(DocumentError['document.protected'], field);
  if (ifVersion === undefined || ifVersion === (state?.version ?? 0)) return;
  throw refusal(DocumentError['document.conflict'], field && `${field}.ifVersion`);
}

function refusal(code: string, field: string | undefined): GameError {
  const error = new GameError(code);
  return field === undefined ? error : new GameError(code, { details: [{ field, rule: code, text: error.message }] });
}

function toRow(playerId: string, draft: CheckedDraft, state: DocumentState | undefined): NewDocument {
  const { collection, key, text: value, bytes } = draft;
  const isPublic = draft.isPublic ?? state?.isPublic ?? false;
  const isProtected = draft.isProtected ?? state?.isProtected ?? false;
  return { playerId, collection, key, value, bytes, isPublic, isProtected };
}
