/**
 * The shipped server, without the features that keep a database, and with one more module.
 */
import 'reflect-metadata';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { RelayModule } from '../../../src/modules/relay/relay.module.js';
import { coreModules, GodwitWsAdapter, parseConfig, PinoLogger } from '../../../src/index.js';
import { FURTHER_TYPES, FURTHER_TYPES_FIRST, SECOND_MODULE_FIRST } from '../wire.js';
import { ownConsole } from './admin.js';
import { furtherModule } from './further-types.js';
import { BenchService, HandledCounter, MovingGuard } from './godwit-handlers.js';
import { BenchRelayRoom, BenchRelayService } from './godwit-relay-room.js';
import { ownCluster } from './redis.js';
import { answerWithSamples } from './samples.js';
import { FLOODED } from './variables.js';

const { imports, variables } = await ownConsole();
const config = parseConfig({ ...FLOODED, ...(await ownCluster()), ...variables });

@Global()
@Module({
  providers: [BenchService, HandledCounter, MovingGuard, BenchRelayRoom, BenchRelayService],
  exports: [HandledCounter],
})
class BenchModule {}

@Module({
  imports: [
    ...coreModules(config),
    ...imports,
    ChatModule,
    RelayModule,
    BenchModule,
    furtherModule(FURTHER_TYPES_FIRST, Number(process.env.BENCH_FURTHER_TYPES ?? FURTHER_TYPES)),
    furtherModule(SECOND_MODULE_FIRST, Number(process.env.BENCH_SECOND_MODULE_TYPES ?? 0)),
  ],
})
class BenchAppModule {}

const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create<NestExpressApplication>(BenchAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
await app.listen(config.PORT, config.HOST);
const handled = app.get(HandledCounter);
answerWithSamples(app.getHttpServer().address(), () => handled.count);
