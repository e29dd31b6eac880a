import { readRecording } from '../../src/core/recording/read-recording.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../src/core/rooms/api/room.js';
import type { SilentSession } from '../../src/core/recording/silent-session.js';
import type { RoomRuntime } from '../../src/core/rooms/runtime/room-runtime.js';
import { RandomStream } from '../../src/core/simulation/random-stream.js';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import { buildContract } from '../../src/protocol/contract/build-contract.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { stateSchema } from '../../src/protocol/state/state-schema.js';
import { declaredStates, Predicted, Synced } from '../../src/protocol/state/synced.decorator.js';
import { StateSync } from '../../src/core/sync/state-sync.js';
import { WatchingClient } from '../support/watching-client.js';
import { StateLeapDto } from '../../src/protocol/state/state.messages.js';
import type { TestMember } from '../../src/testing/test-member.js';
import { TestRoom } from '../../src/testing/test-room.js';
import { RecordedRooms } from '../support/recorded-rooms.js';
import {
  SPRINT,
  sprint,
  SprintBody,
  sprintInput,
  SprintInputDto,
  Sprinter,
  SprintRoom,
  SprintState,
} from '../support/sprint-room.js';

const TICK_MS = 1000 / 30;

function sprinterOf(room: TestRoom<SprintRoom>) {
  const [sprinter] = room.room.state.sprinters;
  if (sprinter === undefined) throw new Error('Nobody runs.');
  return sprinter;
}

function sendInputs(member: TestMember, from: number, to: number): void {
  for (let seq = from; seq <= to; seq++) member.send(sprintInput(seq));
}

describe('the inputs of a room', () => {
  it('are one step each, and two a tick after a stall', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    sendInputs(ada, 1, 1);
    room.step(3);
    expect(sprinterOf(room).steps).toBe(1);
    const once = new SprintBody();
    sprint(once, sprintInput(1), 1000 / 30 / 1000);
    expect(sprinterOf(room).body).toEqual(once);

    sendInputs(ada, 2, 6);
    room.step();
    expect(sprinterOf(room).steps).toBe(3);
    room.step(2);
    expect(sprinterOf(room).steps).toBe(6);
  });

  it('let nobody run faster, however many come', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    for (let second = 0, seq = 0; second < 60; second++) {
      for (let tick = 0; tick < 30; tick++) {
        sendInputs(ada, seq + 1, seq + 4);
        seq += 4;
        room.step();
      }
    }
    expect(sprinterOf(room).steps).toBeGreaterThan(1_800);
    expect(sprinterOf(room).steps).toBeLessThanOrEqual(1_824);
  });

  it('wait over a restart, with the tokens that are left', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    sendInputs(ada, 1, 12);
    room.step(2);
    const steps = sprinterOf(room).steps;
    const after = await room.restart();
    after.step(20);

    expect(steps).toBe(4);
    expect(sprinterOf(after).steps).toBe(12);
    const [back] = after.members;
    expect(after.room.members.get(back!.session)?.inputs?.ackSeq).toBe(12);
  });

  it('are refused to a room of another input with a sentence', async () => {
    @RoomType('sprint_wrong', { tickHz: 30 })
    class WrongRoom extends Room {
      readonly told: unknown[] = [];

      override update(): void {
        for (const session of this.members.keys()) {
          try {
            this.inputs(session, SprintInputDto);
          } catch (error) {
            this.told.push(error);
          }
        }
      }
    }
    const room = await TestRoom.open(WrongRoom);
    await room.join('Ada');

    expect(String(room.room.told[0])).toContain("name it in @RoomType('sprint_wrong', { input: SprintInputDto })");
  });

  it('take 18 bytes in binary: two axes, an aim and three buttons, with what the client has and has seen', () => {
    const declared = declaredMessages().filter(({ messageClass }) => messageClass === SprintInputDto);
    const contract = buildContract(new MessageCatalogue(declared));
    const client = new BinaryPackets(contract, { godot: 4, role: 'client' });
    const input = Object.assign(sprintInput(65_535), { have: 65_535, seen: 0xffff_ffff, aim: 3, fire: true });

    expect(client.encode(SPRINT, 0, input).length).toBeLessThanOrEqual(18);
  });
});

describe('a predicted body', () => {
  const bodyOf = (member: TestMember, id = 1) => member.state(SprintState)?.sprinters.get(id)?.body;

  it('reaches its owner bit for bit, and nobody else', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    const ben = await room.join('Ben');
    for (let tick = 0; tick < 90; tick++) {
      ada.send(sprintInput(tick + 1, Math.sin(tick)));
      room.step();
    }
    room.step(3);

    expect(bodyOf(ada)).toEqual(Object.assign({ teleports: 0, pushes: 0 }, sprinterOf(room).body));
    expect(bodyOf(ada)?.x).not.toBe(0.1);
    expect(bodyOf(ben)).toMatchObject({ x: 0, vx: 0, stamina: 0 });
    expect(bodyOf(ben, 2)).toMatchObject({ x: 0.1, stamina: 1 });
  });

  it('tells its owner of teleports and pushes', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    room.room.teleport(sprinterOf(room).body, { x: 50, y: -0 });
    room.room.push(sprinterOf(room).body, { vx: 3 });
    room.room.push(sprinterOf(room).body, { vx: 4 });
    room.step(3);

    expect(bodyOf(ada)).toMatchObject({ x: 50, y: -0, vx: 7, teleports: 1, pushes: 2 });
    expect(Object.keys(sprinterOf(room).body)).not.toContain('teleports');
  });

  it('survives a restart', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    sendInputs(ada, 1, 5);
    room.step(6);
    sprinterOf(room).body.y = -0;
    const after = await room.restart();
    const [back] = after.members;
    after.reconnect(back!);
    after.step(3);

    expect(sprinterOf(after).body).toEqual(sprinterOf(room).body);
    expect(bodyOf(back!)).toMatchObject(Object.assign({}, sprinterOf(after).body));
  });

  it("stays its owner's who signs in later, over a change of the view and a restart too", async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    ada.session.playerId = 'p-1';
    sendInputs(ada, 1, 5);
    room.step(6);
    expect(bodyOf(ada)).toMatchObject(Object.assign({}, sprinterOf(room).body));
    room.room.refreshView(ada.session);
    sendInputs(ada, 6, 9);
    room.step(6);
    expect(bodyOf(ada)).toMatchObject(Object.assign({}, sprinterOf(room).body));
    const after = await room.restart();
    const [back] = after.members;
    after.reconnect(back!);
    after.step(3);

    expect(back!.session.playerId).toBe('p-1');
    expect(sprinterOf(after).owner).toBe(ada.session.id);
    expect(bodyOf(back!)).toMatchObject(Object.assign({}, sprinterOf(after).body));
  });

  it('of eight numbers takes at most 80 bytes a patch, the acknowledgement included', () => {
    const state = new SprintState();
    const sprinter = state.sprinters.add(new Sprinter());
    sprinter.owner = 's1';
    const sync = new StateSync(state, { hashEveryMs: Infinity });
    const contract = buildContract(new MessageCatalogue([]), {}, declaredStates());
    const client = new WatchingClient('s1', { contract, catalogue: new MessageCatalogue([]), isBinary: true });
    const sizes: number[] = [];
    const { mirror } = client;
    const receive = mirror.receive.bind(mirror);
    mirror.receive = (packet) => {
      if (Buffer.isBuffer(packet) && packet.readUInt16LE(0) === 11) sizes.push(packet.length);
      return receive(packet);
    };
    sync.attach(client.session);
    for (let tick = 1; tick < 5; tick++) {
      for (const name of Object.keys(sprinter.body) as (keyof SprintBody)[]) sprinter.body[name] += Math.PI * tick;
      sync.patch({ number: tick }, 1_700_000_000_000 + tick, () => 65_000 + tick);
    }

    expect(sizes).toHaveLength(4);
    expect(Math.max(...sizes.slice(1))).toBeLessThanOrEqual(80);
    expect(mirror.toObject().sprinters![1]).toMatchObject({
      'body.x': sprinter.body.x,
      'body.jumps': sprinter.body.jumps,
    });
  });

  it('must be of numbers, and its class must be known', () => {
    class TextBody {
      name = 'Ada';
    }
    class TextEntity {
      owner = '';
      @Predicted((body: TextBody) => body) readonly body: TextBody = new TextBody();
    }
    class OwnerlessEntity {
      @Predicted(sprint) readonly body: SprintBody = new SprintBody();
    }
    class TextState {
      @Synced(entitiesOf(() => TextEntity)) readonly all = new EntitySet(TextEntity);
    }
    class OwnerlessState {
      @Synced(entitiesOf(() => OwnerlessEntity)) readonly all = new EntitySet(OwnerlessEntity);
    }

    expect(() => stateSchema(TextState)).toThrow('TextBody is predicted, so its name must be a number or a boolean.');
    expect(() => stateSchema(OwnerlessState)).toThrow('is for its owner only: say who that is');
  });

  it('stops a patch when a number is none any more, and says which', async () => {
    const room = await TestRoom.open(SprintRoom);
    await room.join('Ada');
    const { body } = sprinterOf(room);
    body.vx = NaN;
    room.step(3);

    expect(room.isOver).toBe(true);
  });
});

describe('ticks that an overloaded room has lost', () => {
  it('are told to those who watch, before the next patch', async () => {
    const room = await TestRoom.open(SprintRoom);
    const ada = await room.join('Ada');
    room.step(10);
    const ticks = room.room.live.tickNumber;
    room.clock.leap(1_000);

    const [leap] = ada.all(StateLeapDto);
    expect(ada.all(StateLeapDto)).toHaveLength(1);
    expect(leap).toMatchObject({ tick: ticks });
    expect(leap!.ticks + room.room.live.tickNumber - ticks).toBe(30);
  });
});

describe('a recording of inputs', () => {
  let server: RecordedRooms;

  beforeAll(async () => {
    server = await RecordedRooms.start([SprintRoom]);
  });

  afterAll(() => server.stop());

  async function divergenceOf(room: RoomRuntime) {
    room.dispose('room.closed');
    await server.settled();
    const file = server.files().find((path) => path.includes(room.id)) ?? '';
    const simulated = await server.resimulations.begin(await readRecording(file));
    simulated.advanceTo(Infinity);
    return { divergence: simulated.divergence, equal: simulated.equalSnapshots };
  }

  it.each([1, 2, 3, 4])('is equal with stalls, jitter and too many inputs (%i)', async (seed) => {
    const random = new RandomStream(`inputs ${seed}`);
    const room = await server.rooms.create('sprint');
    const sessions: SilentSession[] = [];
    const seqs = new Map<SilentSession, number>();
    for (let tick = 0; tick < 240; tick++) {
      if (tick % 60 === 0) sessions.push(await server.join(room));
      for (const session of sessions) {
        const count = random.pick([0, 0, 1, 1, 1, 2, 3, 9]);
        for (let i = 0; i < count; i++) {
          const seq = (seqs.get(session) ?? 0) + 1;
          seqs.set(session, seq);
          room.receive(session, SPRINT, 0, sprintInput(seq, random.next()));
        }
      }
      server.clock.advance(TICK_MS);
    }
    const { divergence, equal } = await divergenceOf(room);

    expect(divergence).toBeUndefined();
    expect(equal).toBeGreaterThan(30);
  });
});
