import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { parseConfig } from '../../src/core/config/load-config.js';
import { coreModules } from '../../src/core/core.modules.js';
import { GodwitWsAdapter } from '../../src/core/gateway/godwit-ws.adapter.js';
import { Recordings } from '../../src/core/recording/recordings.js';
import { Resimulations } from '../../src/core/recording/resimulations.js';
import { SilentSession } from '../../src/core/recording/silent-session.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import type { RoomRuntime } from '../../src/core/rooms/runtime/room-runtime.js';
import { ManualClock, MonotonicClock } from '../../src/core/time/monotonic-clock.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

/** Of a room of 20 ticks a second. */
export const TICK_MS = 50;

/** Rooms without sockets, under a clock that stands still. */
export class RecordedRooms {
  readonly clock = new ManualClock();
  private sessions = 0;

  private constructor(
    private readonly app: INestApplication,
    clock: ManualClock,
    readonly folder: string,
  ) {
    this.clock = clock;
  }

  static async start(roomClasses: readonly Type[], folder = temporaryFolder('recordings')): Promise<RecordedRooms> {
    const clock = new ManualClock();
    const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: folder });
    const testing = await Test.createTestingModule({ imports: coreModules(config), providers: [...roomClasses] })
      .overrideProvider(MonotonicClock)
      .useValue(clock)
      .compile();
    const app = testing.createNestApplication({ logger: false });
    app.useWebSocketAdapter(new GodwitWsAdapter(app));
    await app.init();
    return new RecordedRooms(app, clock, folder);
  }

  get rooms(): RoomRegistry {
    return this.app.get(RoomRegistry);
  }

  get resimulations(): Resimulations {
    return this.app.get(Resimulations);
  }

  /** Everything is written. */
  settled(): Promise<void> {
    return this.app.get(Recordings).settled();
  }

  /** The files, the oldest first. */
  files(): string[] {
    const folder = join(this.folder, 'recordings');
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  }

  /** Somebody, in no room yet. */
  somebody(): SilentSession {
    return new SilentSession(`session ${++this.sessions}`, this.app.get(MessageCatalogue));
  }

  /** Somebody comes in. */
  async join(room: RoomRuntime, session = this.somebody()): Promise<SilentSession> {
    await this.rooms.join(session, room, { name: session.id });
    return session;
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
