import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { StorageMetrics } from '../observability/storage-metrics.js';
import { Database } from './database.js';
import { migrateFeature, type FeatureMigrations } from './migrations.js';
import { openStorage, type OpenStorage } from './open-storage.js';
import { PooledDatabase, type CallObserver } from './pooled-database.js';
import { StorageMonitor } from './storage-monitor.js';

/** The open database behind {@link Database}; inside of storage only. */
@Injectable()
export class StorageHandle {
  /** What queries go through. */
  readonly database: PooledDatabase;

  constructor(
    private readonly storage: OpenStorage,
    timeoutMs: number,
    observer: CallObserver,
  ) {
    this.database = new PooledDatabase(storage.pool, timeoutMs, observer);
  }

  /** See {@link migrateFeature}. */
  migrate(feature: FeatureMigrations): Promise<void> {
    return migrateFeature(this.storage.pool, feature);
  }

  /** Lets calls that are under way come to their end, which their deadline brings at the latest; then lets the database go. */
  async close(): Promise<void> {
    await this.database.drain();
    await this.storage.close();
  }
}

/** Opened by the first feature that asks for it: a server without such a feature has no database at all. */
@Module({
  providers: [
    StorageMetrics,
    StorageMonitor,
    {
      provide: StorageHandle,
      inject: [GameConfig, StorageMonitor],
      useFactory: async (config: GameConfig, monitor: StorageMonitor) =>
        new StorageHandle(await openStorage(config), config.STORAGE_TIMEOUT_MS, monitor),
    },
    { provide: Database, inject: [StorageHandle], useFactory: ({ database }: StorageHandle) => database },
  ],
  exports: [Database, StorageHandle],
})
export class StorageModule implements OnApplicationShutdown {
  constructor(@Inject(StorageHandle) private readonly handle: StorageHandle) {}

  /**
   * Gives a feature the {@link Database}, with its own tables up to date before any `onModuleInit`.
   * @param name the feature's folder name, such as `player-storage`
   * @param folder its migrations: `new URL('./migrations/', import.meta.url)`
   */
  static forFeature(name: string, folder: URL): DynamicModule {
    const migrated = {
      provide: `storage.migrated.${name}`,
      inject: [StorageHandle],
      useFactory: (handle: StorageHandle) => handle.migrate({ name, folder }),
    };
    return { module: StorageFeature, imports: [StorageModule], providers: [migrated], exports: [StorageModule] };
  }

  /** Nest's hook, the last of the stop: features write what they must in an earlier one. */
  onApplicationShutdown(): Promise<void> {
    return this.handle.close();
  }
}

/** One feature's use of the database. */
@Module({})
class StorageFeature {}
