import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Test, type TestingModule } from '@nestjs/testing';
import { parseConfig } from '../../src/core/config/load-config.js';
import { coreModules } from '../../src/core/core.modules.js';
import { EventBus } from '../../src/core/events/event-bus.js';
import { CodecRegistry } from '../../src/core/gateway/codec-registry.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import type { RoomRuntime } from '../../src/core/rooms/runtime/room-runtime.js';
import { SilentLink } from '../../src/core/recording/silent-session.js';
import { SessionSeats } from '../../src/core/sessions/session-seats.js';
import { SessionGroups } from '../../src/core/sessions/session-groups.js';
import { SessionDropped, SessionResumed } from '../../src/core/sessions/session.events.js';
import { Session } from '../../src/core/sessions/session.js';
import { ManualClock } from '../../src/core/time/monotonic-clock.js';
import { RunningJob, type ScheduledJob, type TickJob } from '../../src/core/simulation/tick-job.js';
import { TickScheduler } from '../../src/core/simulation/tick-scheduler.js';
import { decodeSnapshot } from '../../src/core/snapshots/snapshot-format.js';
import { SnapshotTaker } from '../../src/core/snapshots/snapshot-taker.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import {
  Tally,
  TentRoom,
  VaultDoor,
  VaultAlarmDto,
  VaultInputDto,
  VaultPutDto,
  VaultRoom,
  VaultType,
} from './vault-server/vault.js';

jest.setTimeout(60_000);
const GONE = 1006;

/** Steps every room once when the test says so. */
class SteppedScheduler {
  readonly clock = new ManualClock();
  private readonly jobs = new Set<RunningJob>();

  add(job: TickJob): ScheduledJob {
    const running = new RunningJob(job, 0, (stopped) => this.jobs.delete(stopped));
    this.jobs.add(running);
    return running;
  }

  step(): void {
    for (const job of this.jobs) job.run(1, 1);
  }
}

/** What may happen in a room; `who` is one of its members, by the order they came. */
type Act =
  | { readonly do: 'join' | 'step' | 'save' }
  | { readonly do: 'put' | 'alarm' | 'input'; readonly who: number; readonly amount: number }
  | { readonly do: 'leave' | 'drop' | 'return'; readonly who: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Act>({ do: 'step' }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ do: 'join' }, { do: 'save' }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('put', 'alarm', 'input'), who: fc.nat(5), amount: fc.nat(300) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leave', 'drop', 'return'), who: fc.nat(5) }) },
);

let app: TestingModule;
let scheduler: SteppedScheduler;

beforeAll(async () => {
  scheduler = new SteppedScheduler();
  const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: temporaryFolder('data'), CHECKPOINT_INTERVAL_MS: '0' });
  app = await Test.createTestingModule({
    imports: coreModules(config),
    providers: [Tally, VaultRoom, TentRoom, VaultDoor],
  })
    .overrideProvider(TickScheduler)
    .useValue(scheduler)
    .compile();
  app.useLogger(false);
  await app.init();
});

afterAll(() => app.close());

/** One room's life, which may be interrupted by a restart. */
class Life {
  private joined = 0;
  private sessions: Session[] = [];

  private constructor(
    private readonly name: string,
    private room: RoomRuntime,
  ) {}

  static async begin(name: string): Promise<Life> {
    // The same seed; no code and id, which are nobody's to choose.
    return new Life(name, await app.get(RoomRegistry).create('vault', {}, { seed: 'the same' }));
  }

  do(what: Act): void {
    if (what.do === 'join') this.join();
    if (!('who' in what)) return;
    const session = this.sessions[what.who % Math.max(1, this.sessions.length)];
    if (session === undefined) return;
    const events = app.get(EventBus);
    if (what.do === 'put') this.receive(session, VaultType.Put, VaultPutDto, { amount: what.amount });
    if (what.do === 'alarm') this.receive(session, VaultType.Alarm, VaultAlarmDto, { afterMs: what.amount + 1 });
    if (what.do === 'input') this.receive(session, VaultType.Input, VaultInputDto, { seq: what.amount + 1 });
    const isHere = this.room.members.get(session)?.isConnected === true;
    if (what.do === 'drop' && isHere) events.emit(new SessionDropped(session, GONE));
    if (what.do === 'return' && !isHere) events.emit(new SessionResumed(session, true));
    if (what.do === 'leave') {
      this.room.remove(session, 'left');
      this.sessions = this.sessions.filter((other) => other !== session);
    }
  }

  /** What a stop does to the members, whether or not the room is saved then. */
  dropAll(): void {
    for (const session of this.sessions) {
      if (this.room.members.get(session)?.isConnected) app.get(EventBus).emit(new SessionDropped(session, GONE));
    }
  }

  async restart(): Promise<void> {
    if (this.room.isOver) return;
    const seats = app.get(SessionSeats);
    this.room.loop.pause();
    this.room.loop.settle();
    const content = app.get(SnapshotTaker).take(this.room, 'stamp');
    if (content === undefined) throw new Error('The room could not be saved.');
    this.room.detach();
    const groups = app.get(SessionGroups);
    const group = groups.find('room', this.room.id);
    if (group !== undefined) groups.close(group);
    for (const session of this.sessions) seats.end(session, GONE);

    const { room: saved } = decodeSnapshot(content);
    const codec = app.get(CodecRegistry).seed;
    this.sessions = saved.members.map(({ session }) => seats.restore(session, codec));
    this.room = await app.get(RoomRegistry).restore(saved, this.sessions);
  }

  /** All that a player or the author can see of it. */
  look(): unknown {
    const { room, loop, members, random, hostSession, parts, isOver } = this.room;
    const { sum, tick, log } = room as VaultRoom;
    const seen = [...members.values()].map(({ session, number, isConnected, inputs }) => {
      return { id: session.id.slice(1), number, isConnected, inputs: inputs?.save() };
    });
    const host = hostSession?.id.slice(1);
    const { count } = parts[1] as Tally;
    return { sum, tick, log: [...log], seen, host, count, isOver, loop: loop.save(), random: random.save() };
  }

  end(): void {
    this.room.dispose('room.closed');
    for (const session of this.sessions) app.get(SessionSeats).end(session, GONE);
  }

  private join(): void {
    if (this.sessions.length >= 6 || this.room.isOver) return;
    const link = new SilentLink();
    const id = `${this.name}-${++this.joined}`;
    const session = new Session(id, app.get(CodecRegistry).seed, link, app.get(MessageCatalogue));
    const seats = app.get(SessionSeats);
    seats.begin(session);
    seats.open(session);
    void app.get(RoomRegistry).join(session, this.room);
    this.sessions.push(session);
  }

  private receive(session: Session, type: number, dto: new () => object, fields: object): void {
    this.room.receive(session, type, 0, Object.assign(new dto(), fields));
  }
}

describe('a room that is saved and restored at any moments of its life', () => {
  it('lives as one that never was: members, state, timers, inputs, random numbers and time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const [one, other] = [await Life.begin('a'), await Life.begin('b')];
        try {
          for (const each of [{ do: 'join' } as const, { do: 'step' } as const, ...acts]) {
            one.do(each);
            other.do(each);
            if (each.do === 'save') {
              one.dropAll();
              other.dropAll();
              await other.restart();
            }
            if (each.do !== 'step' && each.do !== 'save') continue;
            scheduler.step();
            expect(other.look()).toEqual(one.look());
          }
        } finally {
          one.end();
          other.end();
        }
      }),
      { numRuns: 150 },
    );
    expect(app.get(RoomRegistry).size).toBe(0);
  });
});
