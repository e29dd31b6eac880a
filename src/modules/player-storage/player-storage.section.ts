import { IsBoolean, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { AdminChange, Administrator, AdminRows } from '../../core/console/administrator.js';
import { AdminAct, AdminDetails, AdminSection, AdminTable } from '../../core/console/console.decorators.js';
import { PlayerIdDto } from '../../core/console/player-id.dto.js';
import { GameError } from '../../protocol/game-error.js';
import { MAX_VALUE_BYTES } from './document-value.js';
import { importDocuments, lineOf } from './document-lines.js';
import { COLLECTION, KEY } from './player-storage.messages.js';
import type { DocumentId, DocumentRow } from './player-storage.repository.js';
import { PlayerStorage } from './player-storage.js';

const PAGE = 50;
/** Of an export: how many characters of values one file holds, and how many documents are read at once. */
const EXPORT_LENGTH = 2_000_000;
const EXPORT_PAGE = 32;
/** Of an import, within what a request may have. */
const IMPORT_LENGTH = 900_000;
const MAX_ID = 400;

/** Which documents are listed. */
export class DocumentQueryDto {
  /** Only those of this player, by id. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  readonly player?: string;

  /** Only those in this collection. */
  @IsOptional()
  @IsString()
  @Matches(COLLECTION)
  readonly collection?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, MAX_ID)
  readonly after?: string;
}

/** One document. */
export class DocumentDto {
  /** Collection, key and player: `saves/slot1/<player id>`. */
  @IsString()
  @Length(1, MAX_ID)
  readonly id!: string;
}

/** A document as it shall be. */
export class DocumentEditDto extends DocumentDto {
  /** The JSON text of one object. */
  @IsString()
  @Length(2, MAX_VALUE_BYTES)
  readonly value!: string;

  /** The version that this replaces. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly version!: number;

  /** Whether everyone may read it. */
  @IsBoolean()
  readonly isPublic!: boolean;

  /** Whether the player is barred from changing it. */
  @IsBoolean()
  readonly isProtected!: boolean;
}

/** A new document. */
export class NewDocumentDto {
  /** The player's id. */
  @IsString()
  @Length(1, 128)
  readonly player!: string;

  /** Where it lies. */
  @IsString()
  @Matches(COLLECTION)
  readonly collection!: string;

  /** Its name there. */
  @IsString()
  @Matches(KEY)
  readonly key!: string;

  /** The JSON text of one object. */
  @IsString()
  @Length(2, MAX_VALUE_BYTES)
  readonly value!: string;
}

/** Documents as lines of JSON. */
export class DocumentLinesDto {
  /** One document per line, as an export has them. */
  @IsString()
  @Length(2, IMPORT_LENGTH)
  readonly lines!: string;
}

/** A document as it is listed. */
interface DocumentLine {
  readonly [field: string]: unknown;
  readonly id: string;
}

/** The documents of players: found, read, changed, and taken in and out as lines of JSON. */
@AdminSection({
  id: 'storage',
  title: 'Storage',
  area: 'data',
  right: 'storage.read',
  brings: {
    'storage.read': { text: "Read players' documents", roles: ['support', 'operator'] },
    'storage.write': { text: "Change players' documents", roles: ['operator'] },
  },
})
export class PlayerStorageSection {
  constructor(private readonly storage: PlayerStorage) {}

  /** Documents by collection, player and key. */
  @AdminTable({
    columns: [
      { key: 'collection', title: 'Collection' },
      { key: 'key', title: 'Key' },
      { key: 'player', title: 'Player', leadsTo: 'player' },
      { key: 'bytes', title: 'Size', kind: 'bytes' },
      { key: 'version', title: 'Version', kind: 'number' },
      { key: 'updatedAt', title: 'Changed', kind: 'time' },
      { key: 'isPublic', title: 'Public', kind: 'flag' },
      { key: 'isProtected', title: 'Protected', kind: 'flag' },
    ],
  })
  async list({ player, collection, after }: DocumentQueryDto): Promise<AdminRows<DocumentLine>> {
    const found = await this.storage.browse({
      ...{ playerId: player, collection, limit: PAGE + 1 },
      after: after === undefined ? undefined : documentIdOf(after),
    });
    const shown = found.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      rows: shown.map(({ playerId, value: _, ...row }) => ({
        ...row,
        player: playerId,
        id: idOf({ playerId, ...row }),
      })),
      ...(found.length > PAGE && last && { next: idOf(last) }),
    };
  }

  /** One document, as it was written. */
  @AdminDetails({ title: 'Document', on: 'row', isPersonal: true })
  async document({ id }: DocumentDto): Promise<object | undefined> {
    const row = await this.find(id);
    if (row === undefined) return undefined;
    const { playerId, value, ...rest } = row;
    return { player: playerId, ...rest, value };
  }

  /** What a player's collections hold. */
  @AdminDetails({ title: 'Storage', on: 'player' })
  async ofPlayer({ id }: PlayerIdDto): Promise<object | undefined> {
    const collections = await this.storage.usageOf(id);
    return collections.length === 0 ? undefined : { collections };
  }

  /** Replaces a document, if it still is the one that was read. */
  @AdminAct({ label: 'Edit', on: 'row', right: 'storage.write', needs: 'reason', begins: 'document' })
  async edit({ id, value, version, isPublic, isProtected }: DocumentEditDto): Promise<AdminChange> {
    const before = await this.find(id);
    const { playerId, collection, key } = documentIdOf(id);
    const draft = { collection, key, value, ifVersion: version, isPublic, isProtected };
    const [written] = await this.storage.write(playerId, [draft]);
    return {
      target: playerId,
      before: before && { id, value: before.value, version: before.version },
      after: { id, value, version: written, isPublic, isProtected },
    };
  }

  /** Adds a document, where there is none of that name. */
  @AdminAct({ label: 'New document', right: 'storage.write', needs: 'reason' })
  async create({ player, collection, key, value }: NewDocumentDto): Promise<AdminChange> {
    const [version] = await this.storage.write(player, [{ collection, key, value, ifVersion: 0 }]);
    const id = idOf({ playerId: player, collection, key });
    return { target: player, before: null, after: { id, value, version }, result: { opens: id } };
  }

  /** Deletes a document. */
  @AdminAct({ label: 'Delete', on: 'row', right: 'storage.write', needs: 'reason', isFinal: true })
  async remove({ id }: DocumentDto): Promise<AdminChange> {
    const before = await this.find(id);
    const named = documentIdOf(id);
    await this.storage.delete(named, before?.version ?? 0);
    return {
      target: named.playerId,
      before: before && { id, value: before.value, version: before.version },
      after: null,
      result: { opens: '' },
    };
  }

  /** Documents as a file of JSON lines. A large collection takes several: the next begins after the last line's document. */
  @AdminAct({ label: 'Export' })
  async export({ player, collection, after }: DocumentQueryDto): Promise<AdminChange> {
    const lines: string[] = [];
    let length = 0;
    let last = after === undefined ? undefined : documentIdOf(after);
    let isMore = true;
    while (isMore && length < EXPORT_LENGTH) {
      const selection = { playerId: player, collection, after: last, limit: EXPORT_PAGE };
      const page = await this.storage.browse(selection);
      for (const row of page) {
        const line = lineOf(row);
        lines.push(line);
        length += line.length;
      }
      last = page.at(-1) ?? last;
      isMore = page.length === EXPORT_PAGE;
    }
    const more = isMore && last !== undefined ? ` There are more: export again, after ${idOf(last)}.` : '';
    return {
      ...(player !== undefined && { target: player }),
      after: { documents: lines.length },
      result: { download: 'documents.jsonl', text: lines.join('\n'), says: `${lines.length} documents.${more}` },
    };
  }

  /** Writes documents from lines of JSON: each player's all or none, and nothing before all lines were checked. */
  @AdminAct({ label: 'Import', right: 'storage.write', needs: 'reason' })
  async import({ lines }: DocumentLinesDto, by: Administrator): Promise<AdminChange> {
    const { documents, players } = await importDocuments(this.storage, lines);
    const says = `${documents} documents of ${players} players were written.`;
    return { after: { documents, players, by: by.name }, result: { says } };
  }

  private async find(id: string): Promise<DocumentRow | undefined> {
    const [row] = await this.storage.fetch([documentIdOf(id)]);
    return row;
  }
}

function idOf({ playerId, collection, key }: DocumentId): string {
  return `${collection}/${key}/${playerId}`;
}

/** Collections and keys have no slash; ids of players may. */
function documentIdOf(id: string): DocumentId {
  const [collection = '', key = '', ...rest] = id.split('/');
  if (COLLECTION.test(collection) && KEY.test(key) && rest.length > 0)
    return { collection, key, playerId: rest.join('/') };
  const text = 'must be collection/key/player';
  throw new GameError('message.invalid', { details: [{ field: 'id', rule: 'document', text }] });
}
