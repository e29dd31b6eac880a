/** 20,000 listed rooms, at one node and at two: what it takes to look through them all, while nobody can ask the store of the two. */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { Room, RoomRegistry, RoomType, type Session } from '../../../src/index.js';
import { LobbyRooms } from '../../../src/modules/lobby/lobby-rooms.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { LobbyService } from '../../../src/modules/lobby/lobby.service.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { TestCluster } from '../../support/test-cluster.js';
import { answerParent } from '../child-channel.js';

const ROOMS = 20_000;
const LOOK_MS = 50;

/** The orders that this process takes. */
export interface SearchOrders {
  /** Looks through all rooms for `durationMs`, at one node and at one of two. */
  search: { order: { durationMs: number }; result: { aloneUs: number; sharedUs: number } };
}

@RoomType('field', { tickHz: 0, emptyTtlMs: Infinity })
class FieldRoom extends Room {}

const options = { imports: [LobbyModule], providers: [FieldRoom], env: { LOG_LEVEL: 'warn' } };
const alone = await TestApp.start(options);
const cluster = await TestCluster.start(2, options);
const [here, there] = cluster.nodes;
if (here === undefined || there === undefined) throw new Error('There are no two nodes.');
await fill(alone, ROOMS);
await fill(here, ROOMS / 2);
await fill(there, ROOMS / 2);
while ([...here.app.get(LobbyRooms).all()].length < ROOMS) await delay(LOOK_MS);
cluster.isStoreAway = true;

let searches = 0;

async function fill({ app }: TestApp, count: number): Promise<void> {
  const rooms = app.get(RoomRegistry);
  for (let index = 0; index < count; index++)
    await rooms.create('field', undefined, {
      metadata: { name: `Field ${index}`, map: index % 2 ? 'canyon' : 'river' },
    });
}

/** The CPU time of a search that finds nothing. */
function search({ app }: TestApp, durationMs: number): number {
  const lobby = app.get(LobbyService);
  const before = process.cpuUsage();
  const endMs = performance.now() + durationMs;
  let done = 0;
  for (; performance.now() < endMs; done++) {
    // Each player may look only so often.
    const session = { id: `s${++searches}` } as Session;
    const { rooms } = lobby.list(session, { roomTypes: ['field'], metadata: { map: 'swamp' } });
    if (rooms.length > 0) throw new Error('There is no such room.');
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / done;
}

answerParent<SearchOrders>({
  search: ({ durationMs }) => ({ aloneUs: search(alone, durationMs), sharedUs: search(here, durationMs) }),
});
