import { randomUUID } from 'node:crypto';
import type { INestApplication, ModuleMetadata, Type } from '@nestjs/common';
import { EventBus } from '../core/events/event-bus.js';
import { MessageRouter } from '../core/gateway/message-router.js';
import type { RoomSettings } from '../core/rooms/api/room-settings.js';
import { roomTypeOf } from '../core/rooms/api/room-type.decorator.js';
import type { Room } from '../core/rooms/api/room.js';
import { RoomRegistry } from '../core/rooms/room-registry.js';
import type { RoomRuntime } from '../core/rooms/runtime/room-runtime.js';
import type { SavedRoom } from '../core/rooms/runtime/saved-room.js';
import { SessionDropped, SessionResumed } from '../core/sessions/session.events.js';
import { ManualClock } from '../core/simulation/monotonic-clock.js';
import { atEnd } from './at-end.js';
import { createTestApplication, wireOf } from './test-app.js';
import { TestMember } from './test-member.js';

const GONE = 1006;
const DEFAULT_TICK_HZ = 30;

/** What a stepped room is made of. */
export interface TestRoomOptions extends Pick<ModuleMetadata, 'imports' | 'providers'> {
  /** What its `onCreate` gets, checked by its options class. */
  readonly options?: object;
  /** How it differs from its type; `seed` makes its random numbers the same each time. */
  readonly settings?: RoomSettings;
  /** Variables that differ from the defaults. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Who comes in, and how. */
export interface TestMemberOptions {
  /** The player that has signed in; nobody unless set. */
  readonly playerId?: string;
  /** What its `onJoin` gets, checked by its join options class. */
  readonly options?: object;
}

const running = new Set<INestApplication>();

atEnd(async () => {
  await Promise.all([...running].map((app) => app.close()));
});

/**
 * One room without a server: no socket, no port, and a time that stands still until it is advanced. Its services are those
 * of `imports` and `providers`; give fakes for what it should not really ask.
 */
export class TestRoom<R extends Room> {
  private constructor(
    private readonly app: INestApplication,
    private readonly roomClass: Type<R>,
    private readonly parts: TestRoomOptions,
    /** The time in the room. */
    readonly clock: ManualClock,
    private readonly runtime: RoomRuntime,
    /** Who is in since the last restart, in the order they came. */
    readonly members: TestMember[],
  ) {}

  /** Makes a room of this class. @throws what its `onCreate` throws */
  static async open<R extends Room>(roomClass: Type<R>, parts: TestRoomOptions = {}): Promise<TestRoom<R>> {
    const { app, clock } = await quietApplication(roomClass, parts);
    const name = roomTypeOf(roomClass)?.name ?? '';
    const runtime = await app.get(RoomRegistry).create(name, parts.options, parts.settings);
    return new TestRoom(app, roomClass, parts, clock, runtime, []);
  }

  /** The room itself. */
  get room(): R {
    return this.runtime.room as R;
  }

  /** True once it is over. */
  get isOver(): boolean {
    return this.runtime.isOver;
  }

  /** Lets somebody in, and waits until the room was told. @throws GameError what the room refuses */
  async join(name: string, { playerId, options }: TestMemberOptions = {}): Promise<TestMember> {
    const member = this.newMember();
    member.session.playerId = playerId;
    const joined = this.app.get(RoomRegistry).join(member.session, this.runtime, { name, options });
    if (joined instanceof Promise) await joined;
    this.step();
    this.members.push(member);
    return member;
  }

  /** A member goes, of its own will. */
  leave({ session }: TestMember): void {
    this.app.get(RoomRegistry).leave(session);
  }

  /** A member's connection is lost; its seat is held. */
  drop(member: TestMember): void {
    member.isAway = true;
    this.app.get(EventBus).emit(new SessionDropped(member.session, GONE));
  }

  /** A member that was dropped, by {@link drop} or {@link restart}, is back. */
  reconnect(member: TestMember): void {
    member.isAway = false;
    this.app.get(EventBus).emit(new SessionResumed(member.session, true));
  }

  /** So many ticks pass. In a room without ticks, a thirtieth of a second each. */
  step(ticks = 1): void {
    const tickHz = this.runtime.type.options.tickHz || DEFAULT_TICK_HZ;
    for (let done = 0; done < ticks; done++) this.clock.advance(1000 / tickHz);
  }

  /** Time passes, and with it the ticks and timers that come due. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /**
   * The room as it is after a restart of the server: saved, made anew and restored, with its members away until
   * {@link reconnect}. This one is stopped.
   * @throws what `save` or `restore` throws
   */
  async restart(): Promise<TestRoom<R>> {
    const { runtime, parts } = this;
    // Sessions are made anew here; what is saved of them does not count.
    const text = JSON.stringify(runtime.save(({ id, playerId }) => ({ id, playerId }) as never));
    const { app, clock } = await quietApplication(this.roomClass, parts);
    const restored = new TestRoom(app, this.roomClass, parts, clock, runtime, []);
    const saved = JSON.parse(text) as SavedRoom;
    for (const { session } of saved.members) {
      const member = restored.newMember(session.id);
      Object.assign(member.session, { playerId: session.playerId });
      member.isAway = true;
      restored.members.push(member);
    }
    const sessions = restored.members.map((member) => member.session);
    const next = await app.get(RoomRegistry).restore(saved, sessions);
    await this.stop();
    return new TestRoom(app, this.roomClass, parts, clock, next, restored.members);
  }

  /** Ends it; at the latest that happens when the test file has ended. */
  async stop(): Promise<void> {
    if (running.delete(this.app)) await this.app.close();
  }

  private newMember(id: string = randomUUID()): TestMember {
    return new TestMember(id, wireOf(this.app), this.app.get(MessageRouter));
  }
}

async function quietApplication(
  roomClass: Type,
  { imports = [], providers = [], env = {} }: TestRoomOptions,
): Promise<{ app: INestApplication; clock: ManualClock }> {
  if (roomTypeOf(roomClass) === undefined) throw new Error(`${roomClass.name} is not marked @RoomType.`);
  const clock = new ManualClock();
  const app = await createTestApplication({ imports, providers: [roomClass, ...providers], env, clock });
  await app.init();
  running.add(app);
  return { app, clock };
}
