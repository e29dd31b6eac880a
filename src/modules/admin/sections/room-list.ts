import { performance } from 'node:perf_hooks';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { Pace } from './pace.js';
import type { RoomTraffic } from './room-traffic.js';
import type { RoomQueryDto } from './rooms.dto.js';

/** A row of the list of rooms. */
export interface RoomRow {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly players: number;
  readonly maxPlayers: number;
  readonly isLocked: boolean;
  readonly isPrivate: boolean;
  /** A time, in milliseconds of the epoch. */
  readonly openedAt: number;
  readonly tick: number;
  readonly tickHz: number;
  /** What a tick takes, in milliseconds. */
  readonly tickMs: number;
  /** Bytes per second that its members send; absent until they were counted twice. */
  readonly bytesIn?: number | undefined;
  /** Bytes per second that they are sent. */
  readonly bytesOut?: number | undefined;
  readonly metadata: string;
}

/** A page of the list. */
export interface RoomRows {
  readonly rows: readonly RoomRow[];
  readonly total: number;
}

type Key = (room: RoomRuntime, traffic: RoomTraffic) => number | string;

/** What the list is sorted by. */
const KEYS: Readonly<Record<string, Key>> = {
  type: ({ typeName }) => typeName,
  code: ({ code }) => code,
  players: ({ members }) => members.size,
  openedAt: ({ openedAtMs }) => openedAtMs,
  tickMs: ({ loop }) => loop.tickMs,
  bytesIn: (room, traffic) => traffic.ofRoom(room).bytesIn ?? -1,
  bytesOut: (room, traffic) => traffic.ofRoom(room).bytesOut ?? -1,
};

const LIMIT = 50;
const MINUTE_MS = 60_000;
/** So many rooms are looked at, or sorted, between two looks at the clock. */
const CHUNK = 128;
/** A list that takes long to sort is sorted less often: what it has taken, times this. */
const REST_FACTOR = 1_000;

/** Where rooms are found, and what they cost. */
export interface RoomSource {
  /** In the order of their age. */
  readonly all: () => Iterable<RoomRuntime>;
  readonly traffic: RoomTraffic;
}

/** Those rooms that a query wants, sorted, from its first row on. */
export async function roomPage(source: RoomSource, query: RoomQueryDto): Promise<RoomRows> {
  return pageOf(await ordered(source, query, new Pace()), source.traffic, query);
}

/** A page of the list that somebody looks at: its rows are of this moment; which they are may be of a moment ago, where there are many. */
export class LiveRoomPage implements FeedSource {
  private order: readonly RoomRuntime[] = [];
  private dueMs = 0;

  constructor(
    private readonly source: RoomSource,
    private readonly query: RoomQueryDto,
  ) {}

  async read(): Promise<RoomRows> {
    if (performance.now() >= this.dueMs) {
      const pace = new Pace();
      this.order = await ordered(this.source, this.query, pace);
      this.dueMs = performance.now() + pace.spentMs * REST_FACTOR;
    } else if (shownOf(this.order, this.query).some(({ isOver }) => isOver))
      this.order = this.order.filter(({ isOver }) => !isOver);
    return pageOf(this.order, this.source.traffic, this.query);
  }

  close(): void {
    this.order = [];
  }
}

/** One of them as a row. */
export function rowOf(room: RoomRuntime, traffic: RoomTraffic): RoomRow {
  const { bytesIn, bytesOut } = traffic.ofRoom(room);
  // Many are made while somebody looks, and one literal is made much faster than several that are put together.
  return {
    id: room.id,
    code: room.code,
    type: room.typeName,
    players: room.members.size,
    maxPlayers: room.maxPlayers,
    isLocked: room.isLocked,
    isPrivate: room.settings.isPrivate === true,
    openedAt: room.openedAtMs,
    tick: room.tickNumber,
    tickHz: room.tickHz,
    tickMs: room.loop.tickMs,
    bytesIn,
    bytesOut,
    metadata: textOf(room.metadata),
  };
}

/** A room with other metadata has another object of it. */
const metadataTexts = new WeakMap<object, string>();

function textOf(metadata: object): string {
  let text = metadataTexts.get(metadata);
  if (text === undefined) {
    text = Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata);
    metadataTexts.set(metadata, text);
  }
  return text;
}

function pageOf(order: readonly RoomRuntime[], traffic: RoomTraffic, query: RoomQueryDto): RoomRows {
  return { rows: shownOf(order, query).map((room) => rowOf(room, traffic)), total: order.length };
}

function shownOf(order: readonly RoomRuntime[], { from = 0, limit = LIMIT }: RoomQueryDto): readonly RoomRuntime[] {
  return order.slice(from, from + limit);
}

async function ordered({ all, traffic }: RoomSource, query: RoomQueryDto, pace: Pace): Promise<RoomRuntime[]> {
  const { sort = 'openedAt', isDescending = true } = query;
  const found: RoomRuntime[] = [];
  let seen = 0;
  for (const room of [...all()]) {
    if (++seen % CHUNK === 0) await pace.rest();
    if (!room.isOver && isWanted(room, query)) found.push(room);
  }
  const key = KEYS[sort];
  // Rooms are there in the order of their age already.
  const sorted = key === undefined || sort === 'openedAt' ? found : await sortedBy(found, key, traffic, pace);
  return isDescending ? sorted.reverse() : sorted;
}

function isWanted(room: RoomRuntime, { type, search, player, isLocked, minutesOpen }: RoomQueryDto): boolean {
  if (type !== undefined && room.typeName !== type) return false;
  if (isLocked !== undefined && room.isLocked !== isLocked) return false;
  if (minutesOpen !== undefined && Date.now() - room.openedAtMs < minutesOpen * MINUTE_MS) return false;
  if (player !== undefined && !hasPlayer(room, player)) return false;
  return search === undefined || isFound(room, search.toLowerCase());
}

function isFound({ id, code, typeName, metadata }: RoomRuntime, text: string): boolean {
  if (id.toLowerCase() === text || code.toLowerCase() === text || typeName.includes(text)) return true;
  return Object.values(metadata).some((value) => String(value).toLowerCase().includes(text));
}

function hasPlayer({ members }: RoomRuntime, player: string): boolean {
  for (const [session, { name }] of members)
    if (session.playerId === player || session.id === player || name.toLowerCase() === player.toLowerCase())
      return true;
  return false;
}

/** The order of two values of a column; what is not known comes first. */
export function compareValues(one: unknown, other: unknown): number {
  const [a, b] = [one ?? -1, other ?? -1] as [number, number];
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Keyed {
  readonly room: RoomRuntime;
  readonly at: number | string;
}

/** Merge sort, bottom up, which can rest anywhere. */
async function sortedBy(
  rooms: readonly RoomRuntime[],
  key: Key,
  traffic: RoomTraffic,
  pace: Pace,
): Promise<RoomRuntime[]> {
  let runs: Keyed[][] = [];
  for (let from = 0; from < rooms.length; from += CHUNK) {
    const run = rooms.slice(from, from + CHUNK).map((room) => ({ room, at: key(room, traffic) }));
    runs.push(run.sort((one, other) => compareValues(one.at, other.at)));
    await pace.rest();
  }
  while (runs.length > 1) {
    const merged: Keyed[][] = [];
    for (let i = 0; i < runs.length; i += 2) merged.push(await mergedOf(runs[i] ?? [], runs[i + 1] ?? [], pace));
    runs = merged;
  }
  return (runs[0] ?? []).map(({ room }) => room);
}

async function mergedOf(one: readonly Keyed[], other: readonly Keyed[], pace: Pace): Promise<Keyed[]> {
  const merged: Keyed[] = [];
  let [a, b] = [0, 0];
  for (;;) {
    const [left, right] = [one[a], other[b]];
    const next = right === undefined || (left !== undefined && left.at <= right.at) ? left : right;
    if (next === undefined) return merged;
    if (next === left) a += 1;
    else b += 1;
    merged.push(next);
    if (merged.length % CHUNK === 0) await pace.rest();
  }
}
