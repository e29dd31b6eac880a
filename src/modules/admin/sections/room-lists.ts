import { performance } from 'node:perf_hooks';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import { boundedCache } from '../../../core/limits/bounded-cache.js';
import { RoomDirectory } from '../../../core/rooms/room-directory.js';
import { Recordings } from '../../../core/recording/recordings.js';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { RoomTypes } from '../../../core/rooms/runtime/room-types.js';
import { NodeCalls } from '../frame/node-calls.js';
import { compareValues, LiveRoomPage, roomPage, type RoomRow, type RoomRows, type RoomSource } from './room-list.js';
import { RoomTraffic } from './room-traffic.js';
import { RoomQueryDto } from './rooms.dto.js';

const CALL = 'admin.rooms';
/** So many rows of each node are put together; further down in a longer list there is nothing to see. */
const MAX_ROWS = 2_000;
/** Rooms seldom move. */
const HOME_MS = 3_000;
const MAX_HOMES = 1_000;

/** The rooms of all nodes as a list, and where each is at home. */
@Injectable()
export class RoomLists implements OnModuleInit {
  /** What the rooms of this node send and receive. */
  readonly traffic = new RoomTraffic();
  private readonly source: RoomSource;
  /** Rooms at other nodes. */
  private readonly homes = boundedCache<{ readonly node: string; readonly untilMs: number }>(MAX_HOMES);

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly types: RoomTypes,
    private readonly directory: RoomDirectory,
    private readonly nodes: NodeCalls,
    private readonly recordings: Recordings,
  ) {
    this.source = { all: () => this.rooms.all(), traffic: this.traffic };
  }

  /** Nest's hook: lists for other nodes. */
  onModuleInit(): void {
    this.nodes.answer(CALL, (query: RoomQueryDto) => roomPage(this.source, query));
  }

  /** Whether a room of this node is being recorded. */
  isRecorded(room: RoomRuntime): boolean {
    return this.recordings.isRecorded(room);
  }

  /** A page of the list, with the nodes that have not answered. */
  async page(query: RoomQueryDto): Promise<RoomRows & { readonly silent?: readonly string[] }> {
    if (this.nodes.here === undefined) return roomPage(this.source, query);
    const { from = 0, limit = 50, sort = 'openedAt', isDescending = true } = query;
    const whole = Object.assign(new RoomQueryDto(), query, { from: 0, limit: Math.min(from + limit, MAX_ROWS) });
    const answers = await this.nodes.everywhere<RoomRows>(CALL, whole);
    const rows = answers.flatMap(({ node, value }) => value?.rows.map((row): RoomRow => ({ ...row, node })) ?? []);
    rows.sort((one, other) => compareValues(one[sort], other[sort]) * (isDescending ? -1 : 1));
    const silent = answers.filter(({ value }) => value === undefined).map(({ node }) => node);
    return {
      rows: rows.slice(from, from + limit),
      total: answers.reduce((sum, { value }) => sum + (value?.total ?? 0), 0),
      ...(silent.length > 0 && { silent }),
    };
  }

  /** The page that somebody looks at, with the names of all types. */
  live(query: RoomQueryDto): FeedSource {
    const types = [...this.types.all()].map(({ name }) => name);
    const isAlone = this.nodes.here === undefined;
    const page = isAlone ? new LiveRoomPage(this.source, query) : undefined;
    return {
      read: async () => ({ ...(await (page?.read() ?? this.page(query))), types }),
      close: () => page?.close(),
    };
  }

  /** The other node where this room is; undefined when it is here, or nowhere. @throws GameError cluster.recovering, cluster.unavailable */
  async homeOf(id: string): Promise<string | undefined> {
    if (this.nodes.here === undefined || this.rooms.find(id) !== undefined) return undefined;
    const nowMs = performance.now();
    const known = this.homes.get(id);
    if (known !== undefined && known.untilMs > nowMs) return known.node;
    const node = (await this.directory.find(id, undefined))?.nodeId;
    if (node !== undefined) this.homes.set(id, { node, untilMs: nowMs + HOME_MS });
    return node;
  }
}
