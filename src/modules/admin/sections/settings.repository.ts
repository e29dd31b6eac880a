import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Database } from '../../../core/storage/database.js';
import { adminSettings } from '../schema.js';

/** What administrators have set for all nodes, in the database. */
@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  /** What was set under a name; undefined when nothing is. */
  async read<T>(name: string): Promise<T | undefined> {
    const rows = await this.database.run((sql) => sql.select().from(adminSettings).where(eq(adminSettings.name, name)));
    return rows[0] === undefined ? undefined : (JSON.parse(rows[0].value) as T);
  }

  /** Sets it, or with undefined removes it. */
  async write(name: string, content: unknown): Promise<void> {
    const value = JSON.stringify(content) as string | undefined;
    await this.database.run(async (sql) => {
      if (value === undefined) await sql.delete(adminSettings).where(eq(adminSettings.name, name));
      else
        await sql
          .insert(adminSettings)
          .values({ name, value })
          .onConflictDoUpdate({ target: adminSettings.name, set: { value } });
    });
  }
}
