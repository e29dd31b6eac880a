import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplication, LoggerService, ModuleMetadata } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { parseConfig } from '../core/config/load-config.js';
import { ContractHolder } from '../core/contract/contract-holder.js';
import { coreModules } from '../core/core.modules.js';
import { GodwitWsAdapter } from '../core/gateway/godwit-ws.adapter.js';
import { SessionRegistry } from '../core/sessions/session-registry.js';
import { MonotonicClock } from '../core/time/monotonic-clock.js';
import { StorageModule } from '../core/storage/storage.module.js';
import { MessageCatalogue } from '../protocol/message-catalogue.js';
import { atEnd } from './at-end.js';
import { dataFolder } from './data-folder.js';
import { temporaryFolder } from './temporary-folder.js';
import { TestClient, type TestClientOptions } from './test-client.js';
import { TestPlayer, type TestPlayerOptions } from './test-player.js';
import type { Wire } from './wire-classes.js';

/** What a test server consists of, besides the core. */
export interface TestAppOptions extends Pick<ModuleMetadata, 'imports' | 'providers' | 'controllers'> {
  /** Environment variables that differ from the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** The rooms' clock, such as a `ManualClock`; by default the system's. */
  readonly clock?: MonotonicClock;
  /** Replaces providers: `(builder) => builder.overrideProvider(Payments).useValue(fakePayments)`. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Configures the application like your own main.ts, before it listens. */
  readonly configure?: (app: INestApplication) => void;
  /** Receives the server's log; by default it is discarded. */
  readonly logger?: LoggerService;
}

const running = new Set<TestApp>();

// A server that a failed test left running must not keep the test file from ending.
atEnd(async () => {
  await Promise.all([...running].map((server) => server.stop()));
});

/**
 * A real server in this process, on a free port of the loopback interface. It has a data folder of its own, with an empty
 * ready-made database if a module needs one.
 */
export class TestApp {
  private readonly clients: TestClient[] = [];

  private constructor(
    readonly app: INestApplication,
    readonly port: number,
  ) {}

  /** Boots it. @throws the error that stops the boot */
  static async start({ env = {}, configure, logger, ...parts }: TestAppOptions = {}): Promise<TestApp> {
    const app = await createTestApplication({ env, ...parts }, logger);
    configure?.(app);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const server = new TestApp(app, port);
    running.add(server);
    return server;
  }

  /** The game's WebSocket address. */
  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** The base URL of health, metrics and pages. */
  get httpUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The message classes and the contract, for clients. */
  get wire(): Wire {
    return wireOf(this.app);
  }

  /** A connected client, closed by {@link stop}. It has sent nothing yet, and without options it gets no greeting. */
  async connect(options: TestClientOptions = {}): Promise<TestClient> {
    const client = await TestClient.connect(this.url, { wire: this.wire, ...options });
    this.clients.push(client);
    return client;
  }

  /** A player, disconnected by {@link stop}: welcomed, signed in if it has a token, and mirroring its room's state. */
  async player(options: TestPlayerOptions = {}): Promise<TestPlayer> {
    const player = await TestPlayer.enter(this.url, { wire: this.wire, ...options });
    this.clients.push(player);
    return player;
  }

  /** Disconnects its clients and waits until the server has noticed. */
  async disconnectAll(): Promise<void> {
    for (const client of this.clients.splice(0)) client.terminate();
    const registry = this.app.get(SessionRegistry);
    while (registry.size > 0) await delay(1);
  }

  /** Disconnects its clients and stops cleanly. */
  async stop(): Promise<void> {
    if (!running.delete(this)) return;
    for (const client of this.clients) client.terminate();
    await this.app.close();
  }
}

/** The application of a {@link TestApp}, not listening yet. */
export async function createTestApplication(
  { env = {}, clock, override, ...metadata }: Omit<TestAppOptions, 'configure' | 'logger'>,
  logger: LoggerService | false = false,
): Promise<NestExpressApplication> {
  const usesStorage =
    env.DATABASE_URL === undefined && env.DATA_DIR === undefined && isAmong(StorageModule, metadata.imports);
  // Rooms left behind by one test must not be restored in another.
  const folder = env.DATA_DIR ?? (usesStorage ? await dataFolder() : temporaryFolder('data'));
  const config = parseConfig({ NODE_ENV: 'test', ...env, DATA_DIR: folder });
  let builder = Test.createTestingModule({
    ...metadata,
    imports: [...coreModules(config), ...(metadata.imports ?? [])],
  });
  if (clock) builder = builder.overrideProvider(MonotonicClock).useValue(clock);
  const testing = await (override?.(builder) ?? builder).compile();
  const app = testing.createNestApplication<NestExpressApplication>({ logger, forceCloseConnections: true });
  app.disable('x-powered-by');
  app.useWebSocketAdapter(new GodwitWsAdapter(app));
  return app;
}

/** What clients need to speak to an application. */
export function wireOf(app: INestApplication): Wire {
  return { catalogue: app.get(MessageCatalogue), contract: app.get(ContractHolder).contract };
}

/** Whether a module is among these imports, directly or nested. */
function isAmong(sought: unknown, imports: unknown, seen = new Set<unknown>()): boolean {
  if (!Array.isArray(imports)) return false;
  return imports.some((part: unknown) => {
    if (part === sought) return true;
    if (typeof part !== 'function' && (typeof part !== 'object' || part === null)) return false;
    if (seen.has(part)) return false;
    seen.add(part);
    const { module = part, imports: own } = part as { module?: object; imports?: unknown };
    const declared: unknown = typeof module === 'function' ? Reflect.getMetadata('imports', module) : undefined;
    return isAmong(sought, own, seen) || isAmong(sought, declared, seen);
  });
}
