/**
 * Two nodes of the shipped server: this one has the sockets, and the server named by BENCH_HOME, in a process of its own, has their
 * sessions. With BENCH_SAMPLE=home only that one's CPU time is told, else that of both.
 */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Cluster } from '../../../src/core/cluster/cluster.js';
import type { Connection } from '../../../src/core/gateway/connection.js';
import { Entries } from '../../../src/core/gateway/pipes/entries.js';
import { FrontDoor } from '../../../src/core/gateway/pipes/front-door.js';
import { coreModules, GodwitWsAdapter, parseConfig, PinoLogger } from '../../../src/index.js';
import { answerParent } from '../child-channel.js';
import { BenchChild } from '../child-process.js';
import { startRedis } from './redis.js';
import type { ServerOrders } from './samples.js';
import { FLOODED } from './variables.js';

const CORE = 0;
const LONG_MS = 30_000;
const LOOK_MS = 20;

const variables = await startRedis();
const config = parseConfig({ ...FLOODED, ...variables });

@Module({ imports: coreModules(config) })
class EntryAppModule {}

const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create<NestExpressApplication>(EntryAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
await app.listen(config.PORT, config.HOST);
const home = await BenchChild.start<ServerOrders>({
  script: process.env.BENCH_HOME ?? '',
  core: CORE,
  nodeArgs: ['--expose-gc'],
  env: variables,
});
const homeId = await idOfHome(app.get(Cluster));
const entries = app.get(Entries, { strict: false });
const door = app.get(FrontDoor, { strict: false });
door.watch = (connection: Connection) => entries.enter(entries.hold(connection, LONG_MS), connection, homeId);

const address = app.getHttpServer().address();
if (address === null || typeof address === 'string') throw new Error('The entry listens on no port.');
answerParent<ServerOrders>({
  address: () => ({ port: address.port }),
  play: (order) => home.ask('play', order),
  sample: async (order) => {
    const there = await home.ask('sample', order);
    const { user, system } = process.cpuUsage();
    return process.env.BENCH_SAMPLE === 'home' ? there : { ...there, cpuUs: there.cpuUs + user + system };
  },
});

async function idOfHome({ livingNodes, nodeId }: Cluster): Promise<string> {
  for (;;) {
    const other = livingNodes().find((id) => id !== nodeId);
    if (other !== undefined) return other;
    await delay(LOOK_MS);
  }
}
