import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { parseConfig, variableNames } from '../../core/config/load-config.js';
import { GodwitWsAdapter } from '../../core/gateway/godwit-ws.adapter.js';
import { PinoLogger } from '../../core/observability/pino-logger.service.js';
import type { Recording } from '../../core/recording/read-recording.js';
import { ReplayModule } from '../../core/recording/replay.module.js';
import { loadAppModule } from '../project/load-app.js';
import type { Project } from '../project/project.js';

/** A server with the game's modules and one recording. What it keeps is in a folder of its own, which goes with it. */
export class ReplayServer {
  private constructor(
    readonly app: NestExpressApplication,
    readonly port: number,
    private readonly folder: string,
  ) {}

  /** Makes one that is ready, and listens only after {@link listen}. @param port 0 lets the system choose */
  static async start(project: Project, recording: Recording, port: number): Promise<ReplayServer> {
    const folder = mkdtempSync(join(tmpdir(), 'godwit-replay-'));
    const level = process.env.LOG_LEVEL ?? 'warn';
    // Neither the environment nor .env: a replay must not touch what the server plays with.
    const variables = { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: level, HOST: process.env.HOST };
    const config = parseConfig(variables);
    // A root module of a project's own reads the environment when it is loaded. Empty is as good as unset.
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
    return new ReplayServer(app, config.PORT, folder);
  }

  /** Opens the port. Returns the address for games. */
  async listen(): Promise<string> {
    const host = process.env.HOST ?? '';
    await (host === '' ? this.app.listen(this.port) : this.app.listen(this.port, host));
    return (await this.app.getUrl()).replace(/^http/, 'ws').replace('[::1]', 'localhost');
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
