import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplication, LoggerService, ModuleMetadata } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { parseConfig } from '../../src/core/config/load-config.js';
import { coreModules } from '../../src/core/core.modules.js';
import { GodwitWsAdapter } from '../../src/core/gateway/godwit-ws.adapter.js';
import { SessionRegistry } from '../../src/core/sessions/session-registry.js';
import { temporaryFolder } from './temporary-folder.js';
import { TestClient, type TestClientOptions } from './test-client.js';

/** What a test's server is made of, besides the core. */
export interface TestAppOptions extends Pick<ModuleMetadata, 'imports' | 'providers' | 'controllers'> {
  /** Variables that differ from the defaults. */
  readonly env?: Record<string, string>;
  /** Does to the application what a team's own main.ts would, before it listens. */
  readonly configure?: (app: INestApplication) => void;
  /** Hears what the server logs; by default nobody does. */
  readonly logger?: LoggerService;
}

const running = new Set<TestApp>();

// A server whose test failed before its end must not keep the spec file from ending.
if ('afterAll' in globalThis) afterAll(stopAll);

/** A real server in this process, on a free port of the loopback interface. */
export class TestApp {
  private readonly clients: TestClient[] = [];

  private constructor(
    readonly app: INestApplication,
    readonly port: number,
  ) {}

  /** Boots it. @throws what stops the boot */
  static async start({ env = {}, configure, logger, ...metadata }: TestAppOptions = {}): Promise<TestApp> {
    // Rooms that one test leaves behind must not come back in another.
    const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: temporaryFolder('data'), ...env });
    const testing = await Test.createTestingModule({
      ...metadata,
      imports: [...coreModules(config), ...(metadata.imports ?? [])],
    }).compile();
    const app = testing.createNestApplication<NestExpressApplication>({
      logger: logger ?? false,
      forceCloseConnections: true,
    });
    app.disable('x-powered-by');
    app.useWebSocketAdapter(new GodwitWsAdapter(app));
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

  /** The address of health, metrics and pages. */
  get httpUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A connected client, which {@link stop} closes. Without options it speaks as the SDK does, and gets no greeting. */
  async connect(options: TestClientOptions = {}): Promise<TestClient> {
    const client = await TestClient.connect(this.url, options);
    this.clients.push(client);
    return client;
  }

  /** Cuts its clients and waits until the server has noticed. */
  async disconnectAll(): Promise<void> {
    for (const client of this.clients.splice(0)) client.terminate();
    const registry = this.app.get(SessionRegistry);
    while (registry.size > 0) await delay(1);
  }

  /** Cuts its clients and stops it in the orderly way. */
  async stop(): Promise<void> {
    if (!running.delete(this)) return;
    for (const client of this.clients) client.terminate();
    await this.app.close();
  }
}

async function stopAll(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()));
}
