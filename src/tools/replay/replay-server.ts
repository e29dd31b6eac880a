import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { GameConfig } from '../../core/config/game-config.js';
import { listen } from '../../core/config/listen.js';
import { parseConfig, variableNames } from '../../core/config/load-config.js';
import { GodwitWsAdapter } from '../../core/gateway/godwit-ws.adapter.js';
import { PinoLogger } from '../../core/observability/pino-logger.service.js';
import type { Recording } from '../../core/recording/read-recording.js';
import { ReplayModule } from '../../core/recording/replay.module.js';
import { loadAppModule } from '../project/load-app.js';
import type { Project } from '../project/project.js';

/** A server with the game's modules and one recording. Its data is in a temporary folder of its own. */
export class ReplayServer {
  private constructor(
    readonly app: NestExpressApplication,
    private readonly config: GameConfig,
    private readonly folder: string,
  ) {}

  /** Creates one that is ready, but only listens after {@link listen}. @param port 0 lets the system choose */
  static async start(project: Project, recording: Recording, port: number): Promise<ReplayServer> {
    const folder = mkdtempSync(join(tmpdir(), 'godwit-replay-'));
    const level = process.env.LOG_LEVEL ?? 'warn';
    // Not from the environment or .env: a replay must not touch the real server's data.
    const variables = { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: level, HOST: process.env.HOST };
    const config = parseConfig(variables);
    // A project's own root module reads the environment when it is loaded. An empty value counts as unset.
    for (const name of variableNames())
      process.env[name] = (variables as Record<string, string | undefined>)[name] ?? '';
    const module = {
      module: class ReplayApp {},
      imports: [await loadAppModule(project, config), ReplayModule.of(recording)],
    };
    const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: process.stdout.isTTY });
    const options = { logger, abortOnError: false, forceCloseConnections: true };
    const app = await NestFactory.create<NestExpressApplication>(module, options);
    app.useWebSocketAdapter(new GodwitWsAdapter(app));
    await app.init();
    return new ReplayServer(app, config, folder);
  }

  /** Opens the port. Returns the address for games. */
  listen(): Promise<string> {
    const { PORT, HOST } = this.config;
    return listen(this.app, { PORT, HOST, WS_PATH: '' }, '--port');
  }

  /** Stops it and removes its folder. */
  async stop(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
