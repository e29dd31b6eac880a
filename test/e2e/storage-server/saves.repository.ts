import { Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../../../src/core/storage/database.js';
import { saves } from './schema.js';

/** Numbers in the database. */
@Injectable()
export class SavesRepository {
  constructor(private readonly database: Database) {}

  /** Stores one, in a transaction that takes `delayMs`. */
  save(number: number, delayMs: number): Promise<void> {
    return this.database.transaction(async (client) => {
      await client.insert(saves).values({ number });
      if (delayMs > 0) await client.execute(sql`SELECT pg_sleep(${delayMs / 1000})`);
    });
  }

  /** All of them, in order. */
  async list(): Promise<number[]> {
    const rows = await this.database.run((client) => client.select().from(saves).orderBy(saves.number));
    return rows.map(({ number }) => number);
  }
}
