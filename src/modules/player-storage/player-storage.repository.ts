import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { Database, type SqlClient } from '../../core/storage/database.js';
import { documents } from './schema.js';

/** A document as the database has it. */
export type DocumentRow = typeof documents.$inferSelect;

/** A document as it is to be; its version is given when it is stored. */
export type NewDocument = Omit<DocumentRow, 'version' | 'updatedAt'>;

/** Names one document. */
export type DocumentId = Pick<DocumentRow, 'playerId' | 'collection' | 'key'>;

/** What a writer needs to know of a document that is there. */
export type DocumentState = Pick<DocumentRow, 'collection' | 'key' | 'version' | 'isPublic' | 'isProtected'>;

/** What a player has that counts. */
export interface StorageUsage {
  readonly documents: number;
  readonly bytes: number;
}

/** Which documents {@link PlayerStorageRepository.list} gives. */
export interface ListSelection {
  readonly playerId: string;
  readonly collection: string;
  /** Only those that everyone may read. */
  readonly isPublicOnly: boolean;
  /** Only those with a greater key. */
  readonly after: string;
  readonly limit: number;
}

/** The players' documents in the database. */
@Injectable()
export class PlayerStorageRepository {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that exist, in any order. */
  find(ids: readonly DocumentId[]): Promise<DocumentRow[]> {
    const conditions = ids.map(({ playerId, collection, key }) =>
      and(eq(documents.playerId, playerId), eq(documents.collection, collection), eq(documents.key, key)),
    );
    return this.database.run((client) =>
      client
        .select()
        .from(documents)
        .where(or(...conditions)),
    );
  }

  /** Everything that a player has. */
  all(playerId: string): Promise<DocumentRow[]> {
    const { collection, key } = documents;
    return this.database.run((client) =>
      client.select().from(documents).where(eq(documents.playerId, playerId)).orderBy(collection, key),
    );
  }

  /** By key. */
  list({ playerId, collection, isPublicOnly, after, limit }: ListSelection): Promise<DocumentRow[]> {
    const isWanted = and(
      eq(documents.playerId, playerId),
      eq(documents.collection, collection),
      gt(documents.key, after),
      isPublicOnly ? eq(documents.isPublic, true) : undefined,
    );
    return this.database.run((client) =>
      client.select().from(documents).where(isWanted).orderBy(asc(documents.key)).limit(limit),
    );
  }

  /** Lets `work` change the documents of a player, all or nothing, while nobody else changes them. */
  change<T>(playerId: string, work: (change: PlayerChange) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      await client.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`player-storage:${playerId}`}, 0))`);
      return work(new PlayerChange(client, playerId));
    });
  }
}

/** A change of one player's documents, which is under way. */
export class PlayerChange {
  constructor(
    private readonly client: SqlClient,
    private readonly playerId: string,
  ) {}

  /** What is there now of the named documents, in any order. */
  states(ids: readonly Pick<DocumentRow, 'collection' | 'key'>[]): Promise<DocumentState[]> {
    const { collection, key, version, isPublic, isProtected } = documents;
    const names = ids.map((id) => and(eq(collection, id.collection), eq(key, id.key)));
    return this.client
      .select({ collection, key, version, isPublic, isProtected })
      .from(documents)
      .where(and(eq(documents.playerId, this.playerId), or(...names)));
  }

  /** Stores documents of the player, over what is there. @returns their versions, in the same order */
  async put(rows: readonly NewDocument[]): Promise<number[]> {
    const version = sql`nextval('player_storage_versions')`;
    const stored = await this.client
      .insert(documents)
      .values(rows.map((row) => ({ ...row, version, playerId: this.playerId })))
      .onConflictDoUpdate({
        target: [documents.playerId, documents.collection, documents.key],
        set: {
          value: sql`excluded.value`,
          bytes: sql`excluded.bytes`,
          version: sql`excluded.version`,
          isPublic: sql`excluded.is_public`,
          isProtected: sql`excluded.is_protected`,
          updatedAt: sql`now()`,
        },
      })
      .returning({ version: documents.version });
    return stored.map((row) => row.version);
  }

  /** What the player has, without the protected documents, which are the game's own. */
  async usage(): Promise<StorageUsage> {
    const [row] = await this.client
      .select({
        documents: sql<number>`count(*)`.mapWith(Number),
        bytes: sql<number>`coalesce(sum(${documents.bytes}), 0)`.mapWith(Number),
      })
      .from(documents)
      .where(and(eq(documents.playerId, this.playerId), eq(documents.isProtected, false)));
    return row ?? { documents: 0, bytes: 0 };
  }

  /** Deletes documents by their keys in one collection; without keys, everything that the player has. */
  async remove(collection?: string, keys: readonly string[] = []): Promise<void> {
    const isNamed = and(eq(documents.collection, collection ?? ''), inArray(documents.key, [...keys]));
    await this.client
      .delete(documents)
      .where(and(eq(documents.playerId, this.playerId), collection === undefined ? undefined : isNamed));
  }
}
