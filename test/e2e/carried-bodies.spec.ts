import { readRecording } from '../../src/core/recording/read-recording.js';
import { Recording } from '../../src/core/recording/recording.plugin.js';
import { plugin, Room } from '../../src/core/rooms/api/room.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import type { Tick } from '../../src/core/simulation/tick-job.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { stateSchema } from '../../src/protocol/state/state-schema.js';
import { Predicted, Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';
import type { TestMember } from '../../src/testing/test-member.js';
import { TestRoom } from '../../src/testing/test-room.js';
import { RecordedRooms } from '../support/recorded-rooms.js';

const SECONDS = 1000 / 30 / 1000;

class ShellBody {
  x = 0.1;
  vx = 240.3;
  y = 0;
  isHot = true;
}

/** Flies, and falls. */
function fly(body: ShellBody, seconds: number): void {
  body.x += body.vx * seconds;
  body.y += body.isHot ? 0.1 : 0.3;
}

class Shell {
  @Synced('string') owner = '';
  @Synced('u16') seq = 0;
  @Predicted(fly) readonly body: ShellBody = new ShellBody();
}

@SyncedState()
class RangeState {
  @Synced(entitiesOf(() => Shell, { at: 'body', cellSize: 100 })) readonly shells = new EntitySet(Shell);
}

/** Patches are fewer than ticks, so a body may change between two. */
@RoomType('shells', { tickHz: 30, patchHz: 20, emptyTtlMs: Infinity, isSaved: true })
class RangeRoom extends Room<RangeState> {
  override readonly state = new RangeState();
  nearOnly = false;
  orders: (() => void)[] = [];

  override viewOf() {
    return this.nearOnly ? { interest: { shells: { around: () => ({ x: 0, y: 0 }), radius: 100 } } } : {};
  }

  override update({ number }: Tick): void {
    if (number > 0) for (const order of this.orders.splice(0)) order();
  }

  shoot(): Shell {
    return this.state.shells.add(new Shell());
  }
}

/** Shells of its own accord, some of which bounce; recorded. */
@RoomType('recorded-shells', {
  ...{ tickHz: 30, patchHz: 20, emptyTtlMs: Infinity },
  plugins: [plugin(Recording, { snapshotEveryMs: 200, flushEveryMs: 5 })],
})
class RecordedRange extends RangeRoom {
  override update(tick: Tick): void {
    super.update(tick);
    if (tick.number % 10 === 0) this.shoot().body.vx = this.random.next() * 99;
    for (const shell of this.state.shells) if (shell.body.x > 60) shell.body.vx = -shell.body.vx;
    if (this.state.shells.size > 12) this.state.shells.clear();
  }

  override save(): unknown {
    return 0;
  }

  override restore(): void {
    this.orders = [];
  }
}

function toldOf(member: TestMember, id = 1) {
  return member.state(RangeState)?.shells.get(id)?.body as (ShellBody & { since: number }) | undefined;
}

/** What a client makes of what it was told. */
function carriedOf(member: TestMember, tick: number): ShellBody | undefined {
  const told = toldOf(member);
  if (told === undefined) return undefined;
  const body = Object.assign(new ShellBody(), { x: told.x, vx: told.vx, y: told.y, isHot: Number(told.isHot) === 1 });
  for (let at = told.since; at < tick; at++) fly(body, SECONDS);
  return body;
}

function patchesIn(member: TestMember, run: () => void): number {
  const before = toldOf(member)?.since;
  run();
  return (toldOf(member)?.since ?? 0) - (before ?? 0);
}

describe('a body that nobody steers', () => {
  let room: TestRoom<RangeRoom>;
  let ada: TestMember;

  beforeEach(async () => {
    room = await TestRoom.open(RangeRoom);
    ada = await room.join('Ada');
    room.step(3);
  });

  const now = (): number => room.room.live.tickNumber;
  const shell = (): Shell => room.room.state.shells.get(1)!;

  it('is stepped by the room, and told once', () => {
    room.room.orders.push(() => room.room.shoot());
    room.step(3);
    const { since } = toldOf(ada)!;
    for (let tick = 0; tick < 100; tick++) {
      room.step();
      expect(carriedOf(ada, now())).toEqual(shell().body);
    }

    expect(shell().body.x).toBeGreaterThan(800);
    expect(toldOf(ada)!.since).toBe(since);
  });

  it('is told again when something else than its step has changed it, with the tick', () => {
    room.room.shoot();
    room.step(10);
    for (const change of [{ vx: -30 }, { y: -0 }, { isHot: false }, { x: 3 }]) {
      room.step(3);
      room.room.orders.push(() => Object.assign(shell().body, change));
      expect(patchesIn(ada, () => room.step(3))).toBeGreaterThan(0);
      expect(carriedOf(ada, now())).toEqual(shell().body);
    }
    expect(patchesIn(ada, () => room.step(30))).toBe(0);
  });

  it('is told once in a while, so that whoever comes late has little to catch up with', async () => {
    room.room.shoot();
    room.step(1_000);
    const ben = await room.join('Ben');
    room.step(3);

    expect(now() - toldOf(ben)!.since).toBeLessThanOrEqual(130);
    expect(carriedOf(ben, now())).toEqual(shell().body);
    expect(carriedOf(ada, now())).toEqual(shell().body);
  });

  it('comes into view where it has flown, and leaves it there', async () => {
    room.room.nearOnly = true;
    const ben = await room.join('Ben');
    room.room.orders.push(() => (room.room.shoot().body.x = -150));
    room.step(3);
    expect(toldOf(ben)).toBeUndefined();
    room.step(15);
    expect(carriedOf(ben, now())).toEqual(shell().body);
    room.step(60);
    expect(toldOf(ben)).toBeUndefined();
  });

  it('flies on where it was after a restart', async () => {
    room.room.shoot();
    room.step(7);
    const before = Object.assign(new ShellBody(), shell().body);
    const after = await room.restart();
    room = after;
    expect(shell().body).toEqual(before);
    const [back] = after.members;
    after.reconnect(back!);
    after.step(9);

    expect(carriedOf(back!, now())).toEqual(shell().body);
    expect(shell().body.x).toBeGreaterThan(before.x + 60);
  });

  it('ends the room when a number of it is none any more', () => {
    room.room.shoot().body.vx = NaN;
    room.step(3);

    expect(room.isOver).toBe(true);
  });

  it('is an entity: the state itself has none', () => {
    class WrongState {
      @Predicted(fly) readonly body: ShellBody = new ShellBody();
    }

    expect(() => stateSchema(WrongState)).toThrow('body of WrongState is part of the state itself: make it an entity.');
  });
});

it('a recording of bodies that nobody steers is equal when it is simulated again, which sends no patches', async () => {
  const server = await RecordedRooms.start([RecordedRange]);
  const room = await server.rooms.create('recorded-shells');
  await server.join(room);
  for (let tick = 0; tick < 240; tick++) server.clock.advance(1000 / 30);
  room.dispose('room.closed');
  await server.settled();
  const file = server.files().find((path) => path.includes(room.id)) ?? '';
  const simulated = await server.resimulations.begin(await readRecording(file));
  simulated.advanceTo(Infinity);

  expect(simulated.divergence).toBeUndefined();
  expect(simulated.equalSnapshots).toBeGreaterThan(30);
  await server.stop();
});
