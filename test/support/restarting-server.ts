import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleMetadata } from '@nestjs/common';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { SessionStores } from '../../src/core/sessions/session-stores.js';
import type { Session } from '../../src/core/sessions/session.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestApp } from '../../src/testing/test-app.js';
import { Tally, TentRoom, VaultDoor, VaultRoom, VaultType } from '../e2e/vault-server/vault.js';
import { ResumingClient } from './resuming-client.js';

const PATIENCE_MS = 30_000;

/** A server whose rooms and sessions survive its restarts, and clients that come back by themselves. */
export class RestartingServer {
  readonly clients: ResumingClient[] = [];
  private restarts = 0;
  private roomId: unknown;

  private constructor(
    private current: TestApp,
    private readonly env: Record<string, string>,
  ) {}

  /** Starts one with these features. */
  static async start(imports: ModuleMetadata['imports'], env: Record<string, string> = {}): Promise<RestartingServer> {
    const all = { DATA_DIR: temporaryFolder('data'), SEAT_HOLD_MS: '5000', RATE_LIMIT_BURST: '10000', ...env };
    return new RestartingServer(await RestartingServer.boot(imports, all), all);
  }

  private static boot(imports: ModuleMetadata['imports'] = [], env: Record<string, string>): Promise<TestApp> {
    return TestApp.start({ imports, providers: [Tally, VaultRoom, TentRoom, VaultDoor], env });
  }

  /** The running server. */
  get app(): TestApp['app'] {
    return this.current.app;
  }

  /** A client in the room that all of them share, so that its session survives a restart. */
  async connect(): Promise<ResumingClient> {
    const client = await ResumingClient.connect(() => this.current.url);
    this.clients.push(client);
    if (this.roomId === undefined) this.roomId = (await client.request(VaultType.Open)).message?.roomId;
    else await client.request(RoomMessageType.Join, { roomId: this.roomId });
    return client;
  }

  /** The session of a client, as the running server has it. */
  sessionOf({ sessionId }: ResumingClient): Session {
    const session = this.app.get(SessionRegistry).find(sessionId);
    if (session === undefined) throw new Error(`There is no session ${sessionId}.`);
    return session;
  }

  /** Stops the server in the orderly way, starts one with these features on the same data, and waits for the clients that are still there. */
  async restart(imports: ModuleMetadata['imports'], whileStopped = (): void => undefined): Promise<void> {
    await this.current.app.close();
    whileStopped();
    this.current = await RestartingServer.boot(imports, this.env);
    this.restarts += 1;
    await Promise.all(this.clients.map((client) => client.returned(this.restarts, PATIENCE_MS)));
  }

  /** For {@link restart}: makes it look like a crash right after a checkpoint, so that clients begin anew. */
  breakSeal(): void {
    rmSync(join(this.env.DATA_DIR ?? '', 'rooms', 'seal'));
  }

  /** Stops a client for good. */
  leave(client: ResumingClient): void {
    client.stop();
    this.clients.splice(this.clients.indexOf(client), 1);
  }

  /** How many sessions have a value in the stores of a feature. */
  kept(feature: string): number {
    const sizes = Object.entries(this.app.get(SessionStores).sizes());
    return sizes.reduce((sum, [name, size]) => sum + (name.startsWith(`${feature}.`) ? size : 0), 0);
  }

  /** Stops clients and server. */
  async stop(): Promise<void> {
    for (const client of this.clients.splice(0)) client.stop();
    await this.current.stop();
  }
}
