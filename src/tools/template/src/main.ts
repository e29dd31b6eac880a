import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  type GameConfig,
  GodwitWsAdapter,
  listen,
  loadConfig,
  PinoLogger,
  ProcessGuard,
  superviseWorkers,
} from 'godwit';
import { AppModule } from './app.module.js';

try {
  const config = loadConfig();
  const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: process.stdout.isTTY });
  // With WORKERS, this process only supervises those that serve.
  if (!superviseWorkers(config, logger)) await start(config, logger);
} catch (error) {
  process.stderr.write(`The server cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(config: GameConfig, logger: PinoLogger): Promise<void> {
  const options = { logger, abortOnError: false, forceCloseConnections: true };
  const app = await NestFactory.create<NestExpressApplication>(AppModule, options);
  app.disable('x-powered-by');
  app.useWebSocketAdapter(new GodwitWsAdapter(app));
  // Notifies players before stopping, and saves their rooms for the next start.
  new ProcessGuard(app, logger, config.stopTimeoutMs).watch();

  logger.log(`Godwit listens on ${await listen(app, config)}`, 'Godwit');
}
