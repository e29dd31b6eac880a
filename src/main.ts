import 'reflect-metadata';
import module from 'node:module';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { checkFeatureConfigs } from './core/config/config.module.js';
import type { GameConfig } from './core/config/game-config.js';
import { listen } from './core/config/listen.js';
import { loadConfig } from './core/config/load-config.js';
import { GodwitWsAdapter } from './core/gateway/godwit-ws.adapter.js';
import { PinoLogger } from './core/observability/pino-logger.service.js';
import { ProcessGuard } from './core/observability/process-guard.js';
import { superviseWorkers } from './core/observability/worker-supervisor.js';
import { openEarly } from './core/storage/open-storage.js';

// Where Node supports it (22.8 and later): compiled code is cached across runs.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

try {
  const config = loadConfig();
  const logger = loggerFor(config);
  if (!superviseWorkers(config, logger)) {
    // The database's own thread starts while the rest of the code is still being loaded.
    openEarly(config);
    await start(config, logger);
  }
} catch (error) {
  // Whatever stops the boot is told in one sentence; the stack is for those who ask for it.
  const isDebug = process.env.LOG_LEVEL === 'debug' && error instanceof Error;
  process.stderr.write(`Godwit cannot start: ${isDebug ? String(error.stack) : messageOf(error)}\n`);
  process.exit(1);
}

async function start(config: GameConfig, logger: PinoLogger): Promise<void> {
  // Whoever has not gone when the port closes is cut; a silent connection would hold up the stop for a minute.
  const options = { logger, abortOnError: false, forceCloseConnections: true };
  const { AppModule } = await import('./app.module.js');
  const server = AppModule.of(config);
  // Before anything is written; what openEarly has opened ends with the process.
  checkFeatureConfigs(server, config);
  const app = await NestFactory.create<NestExpressApplication>(server, options);
  app.disable('x-powered-by');
  app.useWebSocketAdapter(new GodwitWsAdapter(app));
  new ProcessGuard(app, logger, config.stopTimeoutMs).watch();

  logger.log(`Godwit listens on ${await listen(app, config)}`, 'Godwit');
  if (!config.AUTH_REQUIRED) logger.log('Anyone may play without signing in (AUTH_REQUIRED is false).', 'Godwit');
}

function loggerFor(config: GameConfig): PinoLogger {
  const isPretty = config.NODE_ENV !== 'production' && process.stdout.isTTY;
  return new PinoLogger({ level: config.LOG_LEVEL, isPretty });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
