import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { asc, desc, gte, lt } from 'drizzle-orm';
import type { StartView } from '../../../core/console/console-views.js';
import { GameConfig } from '../../../core/config/game-config.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { serverTimeMs } from '../../../core/observability/server-time.js';
import { Database } from '../../../core/storage/database.js';
import { AdminConfig, isServed } from '../admin.config.js';
import { NodeCalls } from '../frame/node-calls.js';
import { serverStarts, type ServerStartRow } from '../schema.js';

const HOUR_MS = 3_600_000;
/** The start before is needed to tell a deploy from a restart. */
const KEPT_MS = 30 * 24 * HOUR_MS;

/** When the nodes of the server have started, and whether with another program: what charts mark. */
@Injectable()
export class ServerStartsRepository implements OnApplicationBootstrap {
  constructor(
    private readonly config: GameConfig,
    private readonly own: AdminConfig,
    private readonly database: Database,
    private readonly holder: ContractHolder,
    private readonly nodes: NodeCalls,
  ) {}

  /** Nest's hook: notes this start, and forgets old ones. */
  async onApplicationBootstrap(): Promise<void> {
    if (!isServed(this.own, this.config)) return;
    const at = new Date(performance.timeOrigin);
    const node = this.nodes.here ?? null;
    const row = { id: randomUUID(), at, node, version: programVersion(), contract: this.holder.contract.hash };
    await this.database.run(async (sql) => {
      await sql.delete(serverStarts).where(lt(serverStarts.at, new Date(at.getTime() - KEPT_MS)));
      await sql.insert(serverStarts).values(row);
    });
  }

  /** The starts of the last hour, the oldest first. */
  async lastHour(): Promise<readonly StartView[]> {
    const since = new Date(serverTimeMs() - HOUR_MS);
    const { at } = serverStarts;
    return this.database.run(async (sql) => {
      const rows = await sql.select().from(serverStarts).where(gte(at, since)).orderBy(asc(at));
      const [before] = await sql.select().from(serverStarts).where(lt(at, since)).orderBy(desc(at)).limit(1);
      return rows.map((row, index) => startView(row, rows[index - 1] ?? before));
    });
  }
}

function startView({ at, node, version, contract }: ServerStartRow, before: ServerStartRow | undefined): StartView {
  const isOther = before !== undefined && (before.version !== version || before.contract !== contract);
  return { at: at.getTime(), kind: isOther ? 'deploy' : 'restart', ...(node !== null && { node }) };
}

/** When the program's main file was written: a build of its own has another time. */
function programVersion(): string {
  const stats = statSync(process.argv[1] ?? '', { throwIfNoEntry: false });
  return stats?.mtime.toISOString() ?? '';
}
