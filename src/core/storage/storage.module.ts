import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Fence } from '../cluster/fence.js';
import { GameConfig } from '../config/game-config.js';
import { ConfigError } from '../config/load-config.js';
import { Database } from './database.js';
import { EmbeddedHousekeeping } from './embedded-housekeeping.js';
import { type FeatureMigrations, migrateFeature } from './migrations.js';
import { openStorage, type OpenStorage } from './open-storage.js';
import { PooledDatabase } from './pooled-database.js';
import { StorageMetrics } from './storage-metrics.js';
import { StorageMonitor, StorageProbe } from './storage-monitor.js';

/** The open database behind {@link Database}; internal to storage. */
@Injectable()
export class StorageHandle {
  /** Executes the queries. */
  readonly database: PooledDatabase;
  private readonly probe: StorageProbe;
  private readonly housekeeping: EmbeddedHousekeeping | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly storage: OpenStorage,
    timeoutMs: number,
    monitor: StorageMonitor,
    fence?: Fence,
  ) {
    this.database = new PooledDatabase(storage.pool, timeoutMs, monitor, fence);
    this.probe = new StorageProbe(this.database, monitor, !storage.isEmbedded);
    this.probe.start();
    this.housekeeping = storage.isEmbedded ? new EmbeddedHousekeeping(storage.pool, monitor) : undefined;
    this.housekeeping?.start();
  }

  /** See {@link migrateFeature}. What it throws refuses the start, so that the database is closed again. */
  async migrate(feature: FeatureMigrations): Promise<void> {
    try {
      await migrateFeature(this.storage.pool, feature);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Waits for calls in progress, at most until their deadline; then closes the database. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.probe.stop();
    await this.housekeeping?.stop();
    await this.database.drain();
    await this.storage.close();
  }
}

/** The names of the features that use the database. */
const featuresWithTables = new Set<string>();

/** Opened by the first feature that needs it: a server without such a feature has no database at all. */
@Module({
  providers: [
    StorageMetrics,
    StorageMonitor,
    {
      provide: StorageHandle,
      inject: [GameConfig, StorageMonitor, { token: Fence, optional: true }],
      useFactory: async (config: GameConfig, monitor: StorageMonitor, fence?: Fence) => {
        if (config.workerCount > 1 && config.DATABASE_URL === undefined) throw sharedDatabaseNeeded(config);
        return new StorageHandle(await openStorage(config), config.STORAGE_TIMEOUT_MS, monitor, fence);
      },
    },
    { provide: Database, inject: [StorageHandle], useFactory: ({ database }: StorageHandle) => database },
  ],
  exports: [Database, StorageHandle],
})
export class StorageModule implements OnApplicationShutdown {
  constructor(@Inject(StorageHandle) private readonly handle: StorageHandle) {}

  /**
   * Provides the {@link Database} to a feature, with the feature's own tables up to date before any `onModuleInit`.
   * @param name the feature's folder name, such as `player-storage`
   * @param folder its migrations: `new URL('./migrations/', import.meta.url)`
   */
  static forFeature(name: string, folder: URL): DynamicModule {
    featuresWithTables.add(name);
    const migrated = {
      provide: `storage.migrated.${name}`,
      inject: [StorageHandle],
      useFactory: (handle: StorageHandle) => handle.migrate({ name, folder }),
    };
    return { module: StorageFeature, imports: [StorageModule], providers: [migrated], exports: [StorageModule] };
  }

  /** Nest's hook, the last one at shutdown: features do their final writes in earlier ones. */
  onApplicationShutdown(): Promise<void> {
    return this.handle.close();
  }
}

/** One feature's use of the database. */
@Module({})
class StorageFeature {}

function sharedDatabaseNeeded({ WORKERS }: GameConfig): ConfigError {
  const names = [...featuresWithTables].join(', ');
  return new ConfigError(
    `WORKERS is ${WORKERS}, which needs DATABASE_URL, since these features have tables: ${names}.`,
  );
}
