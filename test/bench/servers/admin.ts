import type { ModuleMetadata } from '@nestjs/common';
import { StorageModule } from '../../../src/core/storage/storage.module.js';
import { AdminModule } from '../../../src/modules/admin/admin.module.js';
import { dataFolder } from '../../../src/testing/data-folder.js';

/** What a server has besides, and the variables that it then needs. */
interface Console {
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly variables: Record<string, string>;
}

/** With BENCH_ADMIN=loaded the console, with BENCH_ADMIN=deleted the database that it would share with other modules; else nothing. */
export async function ownConsole(): Promise<Console> {
  const { BENCH_ADMIN } = process.env;
  if (BENCH_ADMIN === undefined) return { imports: [], variables: {} };
  const variables = { DATA_DIR: await dataFolder(), PUBLIC_URL: 'https://bench.example' };
  if (BENCH_ADMIN === 'deleted') return { imports: [StorageModule], variables };
  const ADMIN_SECRET = Buffer.alloc(32, 'b7Qx').toString('base64');
  return { imports: [AdminModule], variables: { ...variables, ADMIN: 'true', ADMIN_SECRET } };
}
