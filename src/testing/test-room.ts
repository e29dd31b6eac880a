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
import { ManualClock } from '../core/time/monotonic-clock.js';
import { atEnd } from './at-end.js';
import { createTestApplication, wireOf } from './test-app.js';
import { TestMember } from './test-member.js';

const GONE = 1006;
const DEFAULT_TICK_HZ = 30;

/** How to set up a stepped room. */
export interface TestRoomOptions extends Pick<ModuleMetadata, 'imports' | 'providers'> {
  /** Options for its `onCreate`, validated by its options class. */
  readonly options?: object;
  /** Settings that differ from its type; `seed` makes its random numbers reproducible. */
  readonly settings?: RoomSettings;
  /** Environment variables that differ from the defaults. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a member joins. */
export interface TestMemberOptions {
  /** The id of the player who has signed in; by default none. */
  readonly playerId?: string;
  /** Options for its `onJoin`, validated by its join options class. */
  readonly options?: object;
}

const running = new Set<INestApplication>();

atEnd(async () => {
  await Promise.all([...running].map((app) => app.close()));
});

/**
 * One room without a server: no socket, no port, and a clock that stands still until it is advanced. Its services come from
 * `imports` and `providers`; supply fakes for those it should not really call.
 */
export class TestRoom<R extends Room> {
  private constructor(
    private readonly app: INestApplication,
    private readonly roomClass: Type<R>,
    private readonly parts: TestRoomOptions,
    /** The room's clock. */
    readonly clock: ManualClock,
    private readonly runtime: RoomRuntime,
    /** Everyone who has joined since the last restart, in order. */
    readonly members: TestMember[],
  ) {}

  /** Creates a room of this class. @throws what its `onCreate` throws */
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

  /** True once it has ended. */
  get isOver(): boolean {
    return this.runtime.isOver;
  }

  /** Joins a new member and waits until the room was told. @throws GameError what the room refuses */
  async join(name: string, { playerId, options }: TestMemberOptions = {}): Promise<TestMember> {
    const member = this.newMember();
    member.session.playerId = playerId;
    const joined = this.app.get(RoomRegistry).join(member.session, this.runtime, { name, options });
    if (joined instanceof Promise) await joined;
    this.step();
    this.members.push(member);
    return member;
  }

  /** A member leaves voluntarily. */
  leave({ session }: TestMember): void {
    this.app.get(RoomRegistry).leave(session);
  }

  /** A member disconnects; its seat is held. */
  drop(member: TestMember): void {
    member.isAway = true;
    this.app.get(EventBus).emit(new SessionDropped(member.session, GONE));
  }

  /** A member that was disconnected by {@link drop} or {@link restart} reconnects. */
  reconnect(member: TestMember): void {
    member.isAway = false;
    this.app.get(EventBus).emit(new SessionResumed(member.session, true));
  }

  /** Runs this many ticks. In a room without ticks, a thirtieth of a second each. */
  step(ticks = 1): void {
    const tickHz = this.runtime.type.options.tickHz || DEFAULT_TICK_HZ;
    for (let done = 0; done < ticks; done++) this.clock.advance(1000 / tickHz);
  }

  /** Advances the time, running the ticks and timers that come due. */
  advance(ms: number): void {
    this.clock.advance(ms);
  }

  /**
   * The room as it is after a restart of the server: saved, created again and restored, with its members disconnected until
   * {@link reconnect}. This one is stopped.
   * @throws what `save` or `restore` throws
   */
  async restart(): Promise<TestRoom<R>> {
    const { runtime, parts } = this;
    // Sessions are created anew here; their saved data is not used.
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

  /** Ends the room; done automatically at the end of the test file. */
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
