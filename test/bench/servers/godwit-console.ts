/** A server whose console is looked at: what its pages take from the game. */
import 'reflect-metadata';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { GodwitModule } from '../../../src/core/godwit.module.js';
import { LogTail } from '../../../src/core/observability/log-tail.js';
import { Room, RoomRegistry, RoomType } from '../../../src/index.js';
import { AdminModule } from '../../../src/modules/admin/admin.module.js';
import { RoomLists } from '../../../src/modules/admin/sections/room-lists.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { AdminClient } from '../../e2e/admin/admin-client.js';
import { answerParent } from '../child-channel.js';
import { Crowd } from '../crowd.js';
import { newRoom, WalkerState } from '../state/walker-room.js';
import { plans, walk } from '../state/walkers.js';
import { median } from '../median.js';

const CONNECTIONS = 1_000;
const AT_ONCE = 50;
const ROOMS = 200;
const LISTED_ROOMS = 10_000;
const MEMBERS = 2;
const TABS = 5;
const TICK_HZ = 20;
const VISIBLE = { limit: 150, sort: 'players', isDescending: true };
const FILTERED = { ...VISIBLE, type: 'listed', search: 'canyon' };
const LINES = 20_000;
const US_PER_MS = 1_000;
const PLAN = { ...plans.shared!, entities: 1_000 };

/** What a page takes while it is open. */
interface Watched {
  /** CPU time of the whole process. */
  readonly cpuUs: number;
  readonly elapsedMs: number;
  /** Between two ticks of a room of 1,000 entities, the 99th percentile. */
  readonly tickP99Ms: number;
}

/** The orders that this process takes. */
export interface ConsoleOrders {
  /** Opens 1,000 connections, and 200 rooms beside the one of 1,000 entities. */
  fill: { order: object; result: object };
  /** Goes on for `durationMs`, while `page` is open in five tabs, or in none. */
  watch: { order: { page: 'overview' | 'state' | 'none'; durationMs: number }; result: Watched };
  /** Opens 10,000 more rooms. */
  list: { order: object; result: object };
  /** The first page of all rooms, filtered and sorted, and the longest that it has kept others waiting; then what is visible, read again, as it is sent to the page. */
  page: { order: { times: number }; result: { firstMs: number; sliceMs: number; againMs: number } };
  /** Where the console is, and the cookie of somebody who is signed in. */
  door: { order: object; result: { url: string; cookie: string } };
  /** A line of the log that nobody reads. */
  log: { order: object; result: { lineUs: number } };
}

const intervalsMs: number[] = [];

/** A room of 1,000 entities, all of which move. */
@RoomType('field', { tickHz: TICK_HZ, emptyTtlMs: Infinity })
class FieldRoom extends Room<WalkerState> {
  private readonly world = newRoom(PLAN, 1);
  private lastMs = 0;
  override state = this.world.state;

  override update(tick: { readonly number: number }): void {
    const nowMs = performance.now();
    if (this.lastMs > 0) intervalsMs.push(nowMs - this.lastMs);
    this.lastMs = nowMs;
    walk(this.world.walkers, PLAN, tick.number, this.world.random);
  }
}

@RoomType('hall', { tickHz: 0, emptyTtlMs: Infinity })
class HallRoom extends Room {}

@RoomType('listed', { tickHz: 0, emptyTtlMs: Infinity, maxPlayers: MEMBERS })
class ListedRoom extends Room {}

const server = await TestApp.start({
  imports: [AdminModule, GodwitModule.forFeature({ states: [WalkerState] })],
  providers: [FieldRoom, HallRoom, ListedRoom],
  env: { ADMIN: 'true', LOG_LEVEL: 'warn', MAX_CONNECTIONS_PER_ADDRESS: '100000' },
});
const rooms = server.app.get(RoomRegistry);
const owner = new AdminClient(server);
await owner.join('the-owner', 'owner');
let field = '';

async function fill(): Promise<void> {
  for (let index = 0; index < ROOMS; index++) await rooms.create('hall');
  field = (await rooms.create('field')).id;
  for (let index = 0; index < CONNECTIONS; index += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => once(new WebSocket(server.url), 'open')));
}

/** A tab that shows this, until it is closed. */
async function openTab(feed: string, query: object): Promise<WebSocket> {
  const headers = { Cookie: owner.cookie, Origin: owner.origin };
  const socket = new WebSocket(`${server.url}/admin/live`, { headers });
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, feed, query }));
  await once(socket, 'message');
  return socket;
}

async function watch(page: ConsoleOrders['watch']['order']['page'], durationMs: number): Promise<Watched> {
  const [feed, query] = page === 'state' ? ['rooms.state', { id: field }] : ['overview.now', {}];
  const count = page === 'none' ? 0 : page === 'state' ? 1 : TABS;
  const tabs = await Promise.all(Array.from({ length: count }, () => openTab(feed, query as object)));
  intervalsMs.length = 0;
  const before = process.cpuUsage();
  const begunMs = performance.now();
  await delay(durationMs);
  const { user, system } = process.cpuUsage(before);
  const elapsedMs = performance.now() - begunMs;
  const sorted = intervalsMs.toSorted((one, other) => one - other);
  for (const tab of tabs) tab.terminate();
  return { cpuUs: user + system, elapsedMs, tickP99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0 };
}

async function list(): Promise<void> {
  const crowd = new Crowd(server.app);
  for (let index = 0; index < LISTED_ROOMS; index++) {
    const map = index % 2 === 0 ? 'canyon' : 'river';
    const room = await rooms.create('listed', undefined, { metadata: { name: `Room ${index}`, map } });
    for (let member = 0; member < MEMBERS; member++) crowd.enter(crowd.make(), room.id);
  }
}

/** CPU time of a piece of work in milliseconds: the median of so many times. */
async function cpuMs(times: number, work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / US_PER_MS);
  }
  return median(taken);
}

/** The most CPU time between two turns of the event loop during a piece of work: the median of so many times. */
async function longestSliceMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const longest: number[] = [];
  for (let i = 0; i < times; i++) {
    let [isDone, sliceMs, last] = [false, 0, process.cpuUsage()];
    const turns = async (): Promise<void> => {
      while (!isDone) {
        await turn();
        const { user, system } = process.cpuUsage(last);
        sliceMs = Math.max(sliceMs, (user + system) / US_PER_MS);
        last = process.cpuUsage();
      }
    };
    const measured = turns();
    await work();
    isDone = true;
    await measured;
    longest.push(sliceMs);
  }
  return median(longest);
}

async function page(times: number): Promise<{ firstMs: number; sliceMs: number; againMs: number }> {
  const lists = server.app.get(RoomLists);
  const first = async (): Promise<string> => JSON.stringify(await lists.page(FILTERED));
  const firstMs = await cpuMs(times, first);
  const sliceMs = await longestSliceMs(times, first);
  const visible = lists.live(VISIBLE);
  await visible.read();
  // Traffic is known from the second reading on.
  await delay(600);
  const againMs = await cpuMs(times, async () => {
    for (let i = 0; i < 10; i++) JSON.stringify(await visible.read());
  });
  visible.close();
  return { firstMs, sliceMs, againMs: againMs / 10 };
}

function log(): { lineUs: number } {
  const tail = new LogTail();
  const line = JSON.stringify({ level: 30, time: new Date().toISOString(), msg: 'Something of the usual length.' });
  const before = process.cpuUsage();
  for (let i = 0; i < LINES; i++) tail.add(line);
  const { user, system } = process.cpuUsage(before);
  return { lineUs: (user + system) / LINES };
}

answerParent<ConsoleOrders>({
  fill: async () => {
    await fill();
    return {};
  },
  watch: ({ page: shown, durationMs }) => watch(shown, durationMs),
  list: async () => {
    await list();
    return {};
  },
  page: ({ times }) => page(times),
  door: () => ({ url: server.httpUrl, cookie: owner.cookie }),
  log: () => log(),
});
