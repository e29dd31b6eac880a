import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { Database, type SqlClient } from '../../core/storage/database.js';
import { documents } from './schema.js';

/** A document's row in the database. */
export type DocumentRow = typeof documents.$inferSelect;

/** A document to be stored; it gets its version then. */
export type NewDocument = Omit<DocumentRow, 'version' | 'updatedAt'>;

/** Identifies one document. */
export type DocumentId = Pick<DocumentRow, 'playerId' | 'collection' | 'key'>;

/** What a writer needs to know about an existing document. */
export type DocumentState = Pick<DocumentRow, 'collection' | 'key' | 'version' | 'isPublic' | 'isProtected'>;

/** What counts towards a player's quotas. */
export interface StorageUsage {
  readonly documents: number;
  readonly bytes: number;
}

/** Which documents {@link PlayerStorageRepository.list} returns. */
export interface ListSelection {
  readonly playerId: string;
  readonly collection: string;
  /** Only public ones. */
  readonly isPublicOnly: boolean;
  /** Only those with a greater key. */
  readonly after: string;
  readonly limit: number;
}

/** Which documents {@link PlayerStorageRepository.browse} returns. */
export interface BrowseSelection {
  readonly playerId?: string | undefined;
  readonly collection?: string | undefined;
  /** The last document of the previous page. */
  readonly after?: DocumentId | undefined;
  readonly limit: number;
}

/** What one collection of a player holds. */
export interface CollectionUsage extends StorageUsage {
  readonly collection: string;
}

/** The players' documents in the database. */
@Injectable()
export class PlayerStorageRepository {
  constructor(private readonly database: Database) {}

  /** Those of `ids` that exist, in no particular order. */
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

  /** All of a player's documents. */
  all(playerId: string): Promise<DocumentRow[]> {
    const { collection, key } = documents;
    return this.database.run((client) =>
      client.select().from(documents).where(eq(documents.playerId, playerId)).orderBy(collection, key),
    );
  }

  /** Sorted by key. */
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

  /** Documents of all players or of one, in all collections or in one, sorted by collection, player and key. */
  browse({ playerId, collection, after, limit }: BrowseSelection): Promise<DocumentRow[]> {
    const { collection: inCollection, playerId: ofPlayer, key } = documents;
    const isWanted = and(
      playerId === undefined ? undefined : eq(ofPlayer, playerId),
      collection === undefined ? undefined : eq(inCollection, collection),
      after === undefined
        ? undefined
        : sql`(${inCollection}, ${ofPlayer}, ${key}) > (${after.collection}, ${after.playerId}, ${after.key})`,
    );
    return this.database.run((client) =>
      client.select().from(documents).where(isWanted).orderBy(asc(inCollection), asc(ofPlayer), asc(key)).limit(limit),
    );
  }

  /** What a player's collections hold. */
  usageOf(playerId: string): Promise<CollectionUsage[]> {
    const { collection, bytes } = documents;
    return this.database.run((client) =>
      client
        .select({
          collection,
          documents: sql<number>`count(*)`.mapWith(Number),
          bytes: sql<number>`sum(${bytes})`.mapWith(Number),
        })
        .from(documents)
        .where(eq(documents.playerId, playerId))
        .groupBy(collection)
        .orderBy(asc(collection)),
    );
  }

  /** Lets `work` change a player's documents in a transaction that excludes other writers. */
  change<T>(playerId: string, work: (change: PlayerChange) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => {
      await client.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`player-storage:${playerId}`}, 0))`);
      return work(new PlayerChange(client, playerId));
    });
  }
}

/** A change in progress to one player's documents. */
export class PlayerChange {
  constructor(
    private readonly client: SqlClient,
    private readonly playerId: string,
  ) {}

  /** The current state of these documents, in no particular order. */
  states(ids: readonly Pick<DocumentRow, 'collection' | 'key'>[]): Promise<DocumentState[]> {
    const { collection, key, version, isPublic, isProtected } = documents;
    const names = ids.map((id) => and(eq(collection, id.collection), eq(key, id.key)));
    return this.client
      .select({ collection, key, version, isPublic, isProtected })
      .from(documents)
      .where(and(eq(documents.playerId, this.playerId), or(...names)));
  }

  /** Stores documents of the player, replacing existing ones. @returns their versions, in the same order */
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

  /** What the player uses, without protected documents, which belong to the game. */
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

  /** Deletes documents by key in one collection; without keys, all of the player's documents. */
  async remove(collection?: string, keys: readonly string[] = []): Promise<void> {
    const isNamed = and(eq(documents.collection, collection ?? ''), inArray(documents.key, [...keys]));
    await this.client
      .delete(documents)
      .where(and(eq(documents.playerId, this.playerId), collection === undefined ? undefined : isNamed));
  }
}
