/** Rooms in a process of their own, whose players have no sockets: what is measured is the room's part of the work. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CodecRegistry } from '../../../src/core/gateway/codec-registry.js';
import { MessageRouter } from '../../../src/core/gateway/message-router.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { SessionLink } from '../../../src/core/sessions/session-link.js';
import {
  coreModules,
  GodwitWsAdapter,
  parseConfig,
  PinoLogger,
  Room,
  RoomRegistry,
  RoomType,
  Session,
} from '../../../src/index.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { answerParent } from '../child-channel.js';
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

/** A socket that takes everything. */
class NoSocket extends SessionLink {
  readonly isOpen = true;
  readonly isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '127.0.0.1';

  send(): void {
    // Nobody listens.
  }

  sendFrame(): void {
    // Nobody listens.
  }

  close(): void {
    // Nobody listens.
  }
}

const config = parseConfig({ NODE_ENV: 'production', AUTH_REQUIRED: 'false', LOG_LEVEL: 'warn', PORT: '0' });

@Module({ imports: coreModules(config), providers: [PairRoom] })
class RoomsAppModule {}

const logger = new PinoLogger({ level: config.LOG_LEVEL, isPretty: false });
const app = await NestFactory.create(RoomsAppModule, { logger, abortOnError: false });
app.useWebSocketAdapter(new GodwitWsAdapter(app));
await app.init();
const rooms = app.get(RoomRegistry);
const router = app.get(MessageRouter, { strict: false });
const codec = app.get(CodecRegistry, { strict: false }).seed;
const catalogue = app.get(MessageCatalogue, { strict: false });
const newPlayer = (): Session => new Session(randomUUID(), codec, new NoSocket(), catalogue);

answerParent<RoomOrders>({
  churn: async ({ durationMs }) => {
    const players = Array.from({ length: PLAYERS }, newPlayer);
    const before = process.cpuUsage();
    const endMs = performance.now() + durationMs;
    let joins = 0;
    while (performance.now() < endMs) {
      await enterPairs(players);
      for (const player of players) void router.dispatch(player, RoomMessageType.Leave, 1, {});
      joins += players.length;
      if (rooms.size > 0) throw new Error('a room is left behind');
    }
    const { user, system } = process.cpuUsage(before);
    return { joins, cpuUs: user + system };
  },
  fill: async ({ rooms: wanted }) => {
    const players = Array.from({ length: wanted * 2 }, newPlayer);
    await collect();
    const before = process.memoryUsage();
    await enterPairs(players);
    await collect();
    const after = process.memoryUsage();
    const result = { heapBytes: after.heapUsed - before.heapUsed, residentBytes: after.rss - before.rss };
    const made = rooms.size;
    for (const player of players) void router.dispatch(player, RoomMessageType.Leave, 1, {});
    return { ...result, rooms: made };
  },
});

/** Two players to each new room, and the turn in which the rooms hear of them. */
async function enterPairs(players: readonly Session[]): Promise<void> {
  for (let index = 0; index < players.length; index += 2) {
    const { id: roomId } = await rooms.create('pair');
    for (const player of players.slice(index, index + 2)) {
      void router.dispatch(player, RoomMessageType.Join, 1, { roomId, name: 'Somebody' });
      if (player.room === undefined) throw new Error('a player was not let in');
    }
  }
  await turn();
}
