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
import { StateLeapDto } from '../../src/protocol/state/state.messages.js';
import type { TestMember } from '../../src/testing/test-member.js';
import { TestRoom } from '../../src/testing/test-room.js';
import { RecordedRooms } from '../support/recorded-rooms.js';
import { SPRINT, sprintInput, SprintInputDto, SprintRoom } from '../support/sprint-room.js';

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
    expect(sprinterOf(room)).toMatchObject({ steps: 1, x: 220 * (1000 / 30 / 1000) });

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
