import './machine.js';
import 'reflect-metadata';
import { openSync, writeSync } from 'node:fs';
import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AppModule } from '../../../../src/app.module.js';
import { Cluster } from '../../../../src/core/cluster/cluster.js';
import { Fence } from '../../../../src/core/cluster/fence.js';
import { EventBus } from '../../../../src/core/events/event-bus.js';
import { RoomOpened } from '../../../../src/core/rooms/api/room.events.js';
import { RoomRegistry } from '../../../../src/core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../../src/core/rooms/runtime/room-runtime.js';
import { SessionRegistry } from '../../../../src/core/sessions/session-registry.js';
import { SessionSeats } from '../../../../src/core/sessions/session-seats.js';
import { LeaderboardsModule } from '../../../../src/modules/leaderboards/leaderboards.module.js';
import { PartyDirectory } from '../../../../src/modules/parties/party-directory.js';
import type { Party } from '../../../../src/modules/parties/party.js';
import { type Entry, machineMs, type Unique } from './journal.js';

const SAMPLE_MS = 20;
/** Acts of so many samples are one entry; holdings are written as often. */
const SAMPLES_PER_ENTRY = 12;

interface Acting {
  readonly what: Unique;
  readonly key: string;
  readonly copy: string;
  readonly fromMs: number;
  atMs: number;
}

/** Writes down what this node has, and what of it acts. Loaded into a real server before its main.js. */
@Injectable()
class NodeJournal implements OnApplicationBootstrap {
  private readonly file = openSync(process.env.JOURNAL_FILE ?? '', 'a');
  private readonly serials = new WeakMap<object, number>();
  private readonly ticksAfterEnd = new WeakMap<RoomRuntime, number>();
  private acting = new Map<string, Acting>();
  private serial = 0;
  private samples = 0;

  constructor(private readonly modules: ModuleRef) {}

  onApplicationBootstrap(): void {
    this.get(EventBus).on(RoomOpened, ({ room }) => this.follow(room.id));
    for (const room of this.get(RoomRegistry).all()) this.follow(room.id);
    setInterval(() => this.sample(), SAMPLE_MS);
  }

  private get nodeId(): string {
    return this.get(Cluster).nodeId;
  }

  private get mayAct(): boolean {
    return !this.get(Fence).isClosed;
  }

  private follow(roomId: string): void {
    const room = this.get(RoomRegistry).find(roomId);
    room?.loop.observe({ stepped: () => this.stepped(room) });
  }

  private stepped(room: RoomRuntime): void {
    const nowMs = machineMs();
    // A tick that was under way when the process stood still ends after that.
    const late = this.mayAct ? 0 : (this.ticksAfterEnd.get(room) ?? 0) + 1;
    this.ticksAfterEnd.set(room, late);
    if (late !== 1) this.acts('room', room.id, room, nowMs);
  }

  private sample(): void {
    const nowMs = machineMs();
    if (this.mayAct) this.look(nowMs);
    if (++this.samples % SAMPLES_PER_ENTRY === 0) this.flush(nowMs);
  }

  private look(nowMs: number): void {
    for (const session of this.get(SessionRegistry).all()) {
      if (!session.isOpen || session.isMoving || session.hasMoved) continue;
      this.acts('session', session.id, session, nowMs);
      const room = this.get(RoomRegistry).of(session);
      const member = room?.members.get(session);
      if (room && member && !room.isOver) this.acts('seat', session.id, member, nowMs, ` in ${room.id}`);
    }
    const { byCode } = this.get(PartyDirectory) as unknown as { byCode: ReadonlyMap<string, Party> };
    for (const party of byCode.values()) this.acts('party', party.id, party, nowMs);
  }

  private acts(what: Unique, key: string, thing: object, nowMs: number, where = ''): void {
    const serial = this.serials.get(thing) ?? ++this.serial;
    this.serials.set(thing, serial);
    const copy = `${this.nodeId}${where}#${serial}`;
    const name = `${what} ${key} ${copy}`;
    const acting = this.acting.get(name);
    if (acting) acting.atMs = nowMs;
    else this.acting.set(name, { what, key, copy, fromMs: nowMs, atMs: nowMs });
  }

  private flush(atMs: number): void {
    const rooms = [...this.get(RoomRegistry).all()].filter(({ isOver }) => !isOver).map(({ id }) => id);
    const seats = this.get(SessionSeats);
    // Without a seat it has no record.
    const seated = [...this.get(SessionRegistry).all()].filter((session) => session.isOpen && seats.of(session));
    const sessions = seated.map(({ id }) => id);
    const entries: Entry[] = [...this.acting.values()].map((acting) => ({ type: 'act', ...acting }));
    this.acting = new Map();
    entries.push({ type: 'holding', node: this.nodeId, rooms, sessions, atMs });
    // At once, so that it is there whatever kills this process.
    writeSync(this.file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }

  private get<T>(type: abstract new (...args: never[]) => T): T {
    return this.modules.get<T>(type, { strict: false });
  }
}

@Module({
  imports: [
    LeaderboardsModule.forBoards([{ id: 'faults', order: 'descending', policy: 'best', submitters: 'players' }]),
  ],
  providers: [NodeJournal],
})
class JournalModule {}

const of = AppModule.of.bind(AppModule);
AppModule.of = (config) => {
  const server = of(config);
  return { ...server, imports: [...(server.imports ?? []), JournalModule] };
};
