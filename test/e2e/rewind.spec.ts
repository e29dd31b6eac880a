import { IsNumber } from 'class-validator';
import { readRecording } from '../../src/core/recording/read-recording.js';
import { Recording } from '../../src/core/recording/recording.plugin.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../src/core/rooms/api/room.js';
import type { Session } from '../../src/core/sessions/session.js';
import { NumberedInputDto } from '../../src/core/simulation/numbered-input.js';
import type { Tick } from '../../src/core/simulation/tick-job.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { Vector2 } from '../../src/protocol/contract/wire.decorator.js';
import { ClientMessage } from '../../src/protocol/message.decorators.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';
import { TestRoom } from '../../src/testing/test-room.js';
import type { TestMember } from '../../src/testing/test-member.js';
import { RecordedRooms } from '../support/recorded-rooms.js';

const SHOOT = 1470;
const UNITS_PER_SECOND = 240;
const RADIUS = 10;
const AWAY = 300;

/** A shot from the origin, where the aim points. */
@ClientMessage(SHOOT)
class ShootDto extends NumberedInputDto {
  @IsNumber() readonly x!: number;
  @IsNumber() readonly y!: number;
}

class Target {
  @Synced('vec2') position = new Vector2(AWAY, 0);
}

@SyncedState()
class RangeState {
  @Synced(entitiesOf(() => Target, { at: 'position', cellSize: 100, rewind: { radius: RADIUS } }))
  readonly targets = new EntitySet(Target);
}

/** A target that runs up and down, and players who shoot at it. */
class RangeRoom extends Room<RangeState> {
  override readonly state = new RangeState();
  readonly target = this.state.targets.add(new Target());
  /** Of each shot: whether it hits where the target was seen, and where it is. */
  readonly shots: (readonly [rewound: boolean, now: boolean])[] = [];

  override update({ number, seconds }: Tick): void {
    for (const session of this.members.keys()) {
      for (const input of this.inputs(session, ShootDto)) this.shoot(session, input);
    }
    const way = Math.floor(number / 40) % 2 === 0 ? 1 : -1;
    this.target.position = new Vector2(AWAY, this.target.position.y + way * UNITS_PER_SECOND * seconds);
  }

  override save(): unknown {
    return this.shots;
  }

  private shoot(session: Session, input: ShootDto): void {
    const aim = new Vector2(input.x, input.y);
    const hit = this.seenBy(session, input).ray(this.state.targets, new Vector2(), aim, { range: 900 });
    const { x, y } = this.target.position;
    const aside = Math.abs(x * aim.y - y * aim.x) / Math.sqrt(aim.x ** 2 + aim.y ** 2);
    this.shots.push([hit?.entity === this.target, aside <= RADIUS]);
  }
}

@RoomType('range', { tickHz: 30, patchHz: 15, input: ShootDto })
class PlainRange extends RangeRoom {}

@RoomType('blind', { tickHz: 30, patchHz: 15, input: ShootDto, rewindMs: 0 })
class BlindRange extends RangeRoom {}

@RoomType('recorded-range', {
  ...{ tickHz: 30, patchHz: 15, input: ShootDto, emptyTtlMs: Infinity },
  plugins: [plugin(Recording, { snapshotEveryMs: 500 })],
})
class RecordedRange extends RangeRoom {}

const imports = [GodwitModule.forFeature({ messages: [ShootDto], states: [RangeState] })];

/** The places of the target as a client has them, by tick. */
function watch(room: TestRoom<RangeRoom>, member: TestMember, ticks: number, seen: Map<number, number>): void {
  for (let left = ticks; left > 0; left--) {
    room.step();
    const state = member.state(RangeState);
    const [target] = state?.targets.values() ?? [];
    if (target) seen.set(member.stateTick, target.position.y);
  }
}

/** Where a client shows the target at a moment: between the two patches around it. */
function shownAt(tick: number, seen: ReadonlyMap<number, number>): number {
  const ticks = [...seen.keys()].sort((a, b) => a - b);
  const to = ticks.find((one) => one >= tick) ?? NaN;
  const from = ticks.findLast((one) => one <= tick) ?? NaN;
  const [a, b] = [seen.get(from) ?? NaN, seen.get(to) ?? NaN];
  return from === to ? a : a + ((b - a) * (tick - from)) / (to - from);
}

/** Eight shots at what a client sees that is `lagTicks` behind. */
async function shootEight(room: TestRoom<RangeRoom>, lagTicks: number): Promise<void> {
  const member = await room.join('Ada');
  const seen = new Map<number, number>();
  watch(room, member, 20, seen);
  for (let seq = 1; seq <= 8; seq++) {
    watch(room, member, 7, seen);
    const tick = member.stateTick - lagTicks;
    const shot = Object.assign(new ShootDto(), {
      seq,
      have: 0,
      seen: Math.round(tick * 256),
      x: AWAY,
      y: shownAt(tick, seen),
    });
    member.send(shot);
    watch(room, member, 1, seen);
  }
}

describe('aiming at what one sees', () => {
  it('hits 8 of 8 with rewind, and hardly ever without', async () => {
    const room = await TestRoom.open(PlainRange, { imports });
    await shootEight(room, 4.3);
    expect(room.room.shots.map(([rewound]) => rewound)).toEqual(Array(8).fill(true));
    expect(room.room.shots.filter(([, now]) => now).length).toBeLessThanOrEqual(2);
  });

  it('looks back no further than the room allows', async () => {
    const room = await TestRoom.open(BlindRange, { imports });
    await shootEight(room, 4.3);
    expect(room.room.shots.filter(([rewound]) => rewound).length).toBeLessThanOrEqual(2);
  });

  it('needs a set that remembers', async () => {
    @RoomType('forgetful', { tickHz: 30, input: ShootDto })
    class Forgetful extends Room {
      asked: unknown;

      override onJoin(session: Session): void {
        try {
          this.seenBy(session, { seen: 1 });
        } catch (error) {
          this.asked = error;
        }
      }
    }
    const room = await TestRoom.open(Forgetful);
    await room.join('Ada');
    expect(String(room.room.asked)).toBe(
      'Error: No set of the state of forgetful has a rewind: give entitiesOf() one, with a radius.',
    );
  });

  it('is the same in a recording that is simulated again', async () => {
    const rooms = await RecordedRooms.start([RecordedRange]);
    const room = await rooms.rooms.create('recorded-range');
    const session = await rooms.join(room);
    for (let seq = 1; seq <= 60; seq++) {
      rooms.clock.advance(100);
      const seen = Math.round((room.loop.tickNumber - 1 - (seq % 6)) * 256 + seq * 7);
      room.receive(
        session,
        SHOOT,
        0,
        Object.assign(new ShootDto(), { seq, have: 0, seen, x: AWAY, y: (seq * 37) % 200 }),
      );
    }
    rooms.clock.advance(1_000);
    const { shots } = room.room as RangeRoom;
    expect(new Set(shots.map(([rewound]) => rewound)).size).toBe(2);
    room.dispose('room.closed');
    await rooms.settled();
    const simulated = await rooms.resimulations.begin(await readRecording(rooms.files().at(-1) ?? ''));
    simulated.advanceTo(Infinity);
    expect(simulated.divergence).toBeUndefined();
    await rooms.stop();
  });
});
