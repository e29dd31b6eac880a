/** Rooms in a process of their own, whose players have no sockets: what is measured is the room's part of the work. */
import 'reflect-metadata';
import { setImmediate as turn } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  coreModules,
  GodwitWsAdapter,
  parseConfig,
  PinoLogger,
  Room,
  RoomRegistry,
  RoomType,
  type Session,
} from '../../../src/index.js';
import { answerParent } from '../child-channel.js';
import { Crowd } from '../crowd.js';
import { collect } from './samples.js';

const PLAYERS = 200;

/** The orders that this process takes. */
export interface RoomOrders {
  /** Makes rooms of two, lets both in and out again, for `durationMs`. */
  churn: { order: { durationMs: number }; result: { joins: number; cpuUs: number } };
  /** Makes so many rooms of two and keeps them; what they take in memory beside their players. */
  fill: { order: { rooms: number }; result: { heapBytes: number; residentBytes: number; rooms: number } };
}

@RoomType('pair', { maxPlayers: 2, tickHz: 0 })
class PairRoom extends Room {}

const config = parseConfig({ NODE_ENV: 'production', AUTH_REQUIRED: 'false', LOG_LEVEL: 'warn', PORT: '0' });

@Module({ imports: coreModules(config), providers: [PairRoom] })
class RoomsAppModule {}

const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create(RoomsAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
await app.init();
const rooms = app.get(RoomRegistry);
const crowd = new Crowd(app);

answerParent<RoomOrders>({
  churn: async ({ durationMs }) => {
    const players = Array.from({ length: PLAYERS }, () => crowd.make());
    const before = process.cpuUsage();
    const endMs = performance.now() + durationMs;
    let joins = 0;
    while (performance.now() < endMs) {
      await enterPairs(players);
      for (const player of players) crowd.leave(player);
      joins += players.length;
      if (rooms.size > 0) throw new Error('a room is left behind');
    }
    const { user, system } = process.cpuUsage(before);
    return { joins, cpuUs: user + system };
  },
  fill: async ({ rooms: wanted }) => {
    const players = Array.from({ length: wanted * 2 }, () => crowd.make());
    await collect();
    const before = process.memoryUsage();
    await enterPairs(players);
    await collect();
    const after = process.memoryUsage();
    const result = { heapBytes: after.heapUsed - before.heapUsed, residentBytes: after.rss - before.rss };
    const made = rooms.size;
    for (const player of players) crowd.leave(player);
    return { ...result, rooms: made };
  },
});

/** Two players to each new room, and the turn in which the rooms hear of them. */
async function enterPairs(players: readonly Session[]): Promise<void> {
  for (let index = 0; index < players.length; index += 2) {
    const { id: roomId } = await rooms.create('pair');
    for (const player of players.slice(index, index + 2)) crowd.enter(player, roomId);
  }
  await turn();
}
