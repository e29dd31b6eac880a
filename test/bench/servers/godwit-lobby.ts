/** A server with many rooms, a hundred of which change each second. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  coreModules,
  GodwitWsAdapter,
  parseConfig,
  PinoLogger,
  Room,
  RoomRegistry,
  RoomType,
} from '../../../src/index.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { answerWithSamples } from './samples.js';
import { VARIABLES } from './variables.js';

const ROOMS = 5_000;
const CHANGE_EVERY_MS = 10;
const MAPS = ['canyon', 'river', 'swamp', 'harbour'];

@RoomType('arena', { tickHz: 0, emptyTtlMs: Infinity })
class ArenaRoom extends Room {}

const config = parseConfig(VARIABLES);

@Module({ imports: [...coreModules(config), LobbyModule], providers: [ArenaRoom] })
class LobbyAppModule {}

const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create<NestExpressApplication>(LobbyAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
await app.listen(config.PORT, config.HOST);

const rooms = app.get(RoomRegistry);
for (let index = 0; index < ROOMS; index++) {
  await rooms.create('arena', undefined, { metadata: { name: `Room ${index}`, map: MAPS[index % MAPS.length] ?? '' } });
}
const all = [...rooms.all()];
let changes = 0;
const startedMs = performance.now();
// A timer that comes late makes up for it.
setInterval(() => {
  for (const due = (performance.now() - startedMs) / CHANGE_EVERY_MS; changes < due; changes++) {
    const room = all[(changes * 7) % all.length];
    if (changes % 2 === 0) room?.setLocked(!room.isLocked);
    else room?.setMetadata({ map: MAPS[(changes >> 1) % MAPS.length] ?? '' });
  }
}, CHANGE_EVERY_MS);

answerWithSamples(app.getHttpServer().address(), () => changes);
