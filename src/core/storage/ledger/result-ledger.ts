import {
  Injectable,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { lt } from 'drizzle-orm';
import { Database } from '../database.js';
import { Housekeeping } from '../housekeeping.js';
import { StorageModule } from '../storage.module.js';
import { roomResults } from './schema.js';

const DAY_MS = 86_400_000;
/** How long it is remembered what was paid: far longer than any room that is restored was away. */
const KEPT_MS = 30 * DAY_MS;

/**
 * Pays each result of a room once. A room that comes back from a checkpoint, after a crash, lives its last seconds again, and would
 * pay again what it has paid in them:
 *
 * ```ts
 * this.whenDone(() => this.ledger.once(this.id, `round ${round}`, () => this.boards.submit('weekly', playerId, score)), ...);
 * ```
 */
@Injectable()
export class ResultLedger implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Storage');
  private readonly housekeeping = new Housekeeping(
    () => this.prune(new Date(Date.now() - KEPT_MS)),
    (error) => this.logger.warn({ err: error }, 'Old results could not be forgotten.'),
  );

  constructor(private readonly database: Database) {}

  /**
   * Runs `work` unless it was done for this room and key already, in the same transaction that notes it: see
   * {@link Database.together} for what `work` may do. Of two calls at once the second waits, and does nothing if the first succeeds.
   * @param key the room's own name for the result, such as "round 3 of player 17"; the same each time the room gets there
   * @returns what `work` returned; undefined when it was done before
   * @throws GameError storage.unavailable or storage.timeout, and whatever `work` throws: nothing is noted then
   */
  once<T>(roomId: string, key: string, work: () => Promise<T>): Promise<T | undefined> {
    return this.database.together(async (sql) => {
      const noted = await sql
        .insert(roomResults)
        .values({ roomId, key, at: new Date() })
        .onConflictDoNothing()
        .returning({ key: roomResults.key });
      return noted.length === 0 ? undefined : work();
    });
  }

  /** Forgets what was paid before a time. */
  async prune(before: Date): Promise<void> {
    await this.database.run((sql) => sql.delete(roomResults).where(lt(roomResults.at, before)));
  }

  /** Nest's hook. */
  onApplicationBootstrap(): void {
    this.housekeeping.start();
  }

  /** Nest's hook, before the database closes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.housekeeping.stop();
  }
}

/** For games that pay results: provides the {@link ResultLedger}. */
@Module({
  imports: [StorageModule.forFeature('ledger', new URL('./migrations/', import.meta.url))],
  providers: [ResultLedger],
  exports: [ResultLedger],
})
export class ResultLedgerModule {}
