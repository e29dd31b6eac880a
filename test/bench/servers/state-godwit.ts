/** The shipped server with rooms of walkers, whose state goes to everyone who connects. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { StateSync } from '../../../src/core/sync/state-sync.js';
import { syncCounts } from '../../../src/core/sync/sync-metrics.js';
import { coreModules, EventBus, GodwitWsAdapter, parseConfig, PinoLogger, SessionOpened } from '../../../src/index.js';
import { newRoom } from '../state/walker-room.js';
import { planOfProcess, playTicks, walk } from '../state/walkers.js';
import { ownConsole } from './admin.js';
import { ownCluster } from './redis.js';
import { answerWithSamples } from './samples.js';
import { VARIABLES } from './variables.js';

const { imports, variables } = await ownConsole();
const config = parseConfig({ ...VARIABLES, ...(await ownCluster()), ...variables });

@Module({ imports: [...coreModules(config), ...imports] })
class BenchAppModule {}

const plan = planOfProcess();
const rooms = Array.from({ length: plan.rooms }, (_, seed) => {
  const room = newRoom(plan, seed);
  return { ...room, sync: new StateSync(room.state, { hashEveryMs: Infinity }) };
});
const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create<NestExpressApplication>(BenchAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
let tick = 0;
let players = 0;

app.get(EventBus).on(SessionOpened, ({ session }) => {
  const room = rooms[Math.floor(players / plan.players)];
  const walker = room?.walkers[players % plan.players];
  players++;
  // The load does not say Hello.
  session.delivery.isAdmitted = true;
  if (room === undefined || walker === undefined) return;
  const interest = { walkers: { around: () => walker, nearest: plan.nearest } };
  room.sync.attach(session, plan.nearest === 0 ? {} : { interest });
});

function step(index: number): void {
  const room = rooms[index];
  if (room === undefined) return;
  if (index === 0) tick++;
  walk(room.walkers, plan, tick, room.random);
  room.sync.patch({ number: tick }, Date.now());
}

await app.listen(config.PORT, config.HOST);
answerWithSamples(
  app.getHttpServer().address(),
  () => 0,
  async (ticks) => {
    const { bytes } = syncCounts;
    await playTicks(plan.rooms, ticks, step);
    return { sent: players * ticks, bytes: syncCounts.bytes - bytes };
  },
);
