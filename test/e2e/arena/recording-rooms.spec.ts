import { jest } from '@jest/globals';
import { IsInt, IsNumber, IsOptional, IsString } from 'class-validator';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import type { Divergence } from '../../../src/core/recording/recording-format.js';
import { Recording } from '../../../src/core/recording/recording.plugin.js';
import { SilentSession } from '../../../src/core/recording/silent-session.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../../src/core/rooms/api/room.js';
import { IdleKick } from '../../../src/core/rooms/plugins/idle-kick.plugin.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { RandomStream } from '../../../src/core/simulation/random-stream.js';
import { StateSync } from '../../../src/core/sync/state-sync.js';
import type { ViewOptions } from '../../../src/core/sync/view-options.js';
import { ArenaInputDto, ArenaOptionsDto } from '../../../src/games/arena/arena.messages.js';
import { ArenaRoom } from '../../../src/games/arena/arena.room.js';
import { ArenaState } from '../../../src/games/arena/arena.state.js';
import { buildContract } from '../../../src/protocol/contract/build-contract.js';
import { GameError } from '../../../src/protocol/game-error.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { ClientMessage, declaredMessages, OnMessage } from '../../../src/protocol/message.decorators.js';
import { declaredStates } from '../../../src/protocol/state/synced.decorator.js';
import { RecordedRooms, TICK_MS } from '../../support/recorded-rooms.js';
import { stateHash } from '../../support/state-hash.js';
import { WatchingClient } from '../../support/watching-client.js';
import { recordedArena } from './recorded-arena.js';

const CALL = 1460;
const DELAY_MS = 1_000;

@ClientMessage(CALL)
class CallDto {
  @IsString()
  readonly what!: string;

  @IsOptional()
  @IsInt()
  readonly number?: number;

  @IsOptional()
  @IsNumber()
  readonly weight?: number;
}

/** How often a service was asked. */
let asked = 0;

/** Does all that a room can do to itself, and remembers in which order. */
abstract class BusyRoom extends Room {
  private readonly heard: unknown[] = [];

  override onJoin(session: Session): void {
    this.note('join', session.id);
    if (this.members.size > 4) this.kick(session);
  }

  override onDrop(session: Session): void {
    this.note('drop', session.id, session.isConnected);
  }

  override onReconnect(session: Session): void {
    this.note('back', session.id, session.isConnected);
  }

  override onLeave(session: Session, reason: string): void {
    this.note('leave', session.id, reason, this.hostSession?.id);
  }

  override save(): unknown {
    return { heard: this.heard, locked: this.live.isLocked, metadata: this.metadata, host: this.hostSession?.id };
  }

  @OnMessage(CallDto)
  call(session: Session, { what, number = 0, weight }: CallDto): void {
    this.note('call', session.id, what, this.random.int(0, 1_000), Object.is(weight, -0));
    if (what === 'kick') this.kick([...this.members.keys()][number % this.members.size] ?? session);
    if (what === 'timer') this.clock.setTimeout(() => this.note('timer', number, this.clock.nowMs), number);
    if (what === 'host') this.setHost([...this.members.keys()][number % this.members.size] ?? session);
    if (what === 'metadata') this.setMetadata({ number });
    if (what === 'ask') this.ask(number);
    if (what === 'throw') throw new Error('As it was told.');
    if (what === 'end') this.dispose();
  }

  // Answers that no second run could guess.
  private ask(number: number): void {
    this.whenDone(
      async () => {
        asked += 1;
        await Promise.resolve();
        if (number % 3 === 0) throw new GameError('room.refused', { text: `not ${Math.random()}` });
        return { number, found: [Math.random(), -0] };
      },
      (answer) => this.note('answer', answer),
      (error) => this.note('no answer', error instanceof GameError && error.code, String(error)),
    );
  }

  protected note(...what: unknown[]): void {
    this.heard.push([...what, this.random.nextUint32()]);
  }
}

const plugins = [plugin(Recording, { snapshotEveryMs: 500, flushEveryMs: 5 }), plugin(IdleKick, { afterMs: 2_000 })];

@RoomType('busy', { tickHz: 20, emptyTtlMs: Infinity, plugins })
class TickingRoom extends BusyRoom {
  override update(): void {
    if (this.random.chance(0.05)) this.note('tick', this.members.size);
  }
}

@RoomType('tickless', { tickHz: 0, emptyTtlMs: Infinity, plugins: [plugin(Recording, { flushEveryMs: 5 })] })
class TicklessRoom extends BusyRoom {}

@RoomType('watched', {
  ...{ tickHz: 20, patchHz: 20, emptyTtlMs: Infinity, options: ArenaOptionsDto, input: ArenaInputDto },
  plugins: [plugin(Recording, { snapshotEveryMs: TICK_MS })],
})
class WatchedRoom extends ArenaRoom {
  override onJoin(): void {
    // Looks on.
  }

  override viewOf(): ViewOptions {
    return { delayMs: DELAY_MS };
  }
}

let server: RecordedRooms;

beforeAll(async () => {
  server = await RecordedRooms.start([TickingRoom, TicklessRoom, WatchedRoom]);
});

afterAll(() => server.stop());

function fileOf({ id }: RoomRuntime): string {
  return server.files().find((path) => path.includes(id)) ?? '';
}

async function again(room: RoomRuntime): Promise<{ divergence: Divergence | undefined; equal: number }> {
  if (!room.isOver) room.dispose('room.closed');
  await server.settled();
  const simulated = await server.resimulations.begin(await readRecording(fileOf(room)));
  simulated.advanceTo(Infinity);
  return { divergence: simulated.divergence, equal: simulated.equalSnapshots };
}

/** People who do everything, at random, until the room is over or the time is. */
async function liveWildly(room: RoomRuntime, seed: string): Promise<void> {
  const random = new RandomStream(seed);
  const what = ['kick', 'timer', 'host', 'metadata', 'throw', 'ask'];
  const gone: SilentSession[] = [];
  for (let tick = 0; tick < 300 && !room.isOver; tick++) {
    const session = gone.length > 0 && random.chance(0.5) ? gone.pop() : server.somebody();
    if (random.chance(0.1) && session) await server.rooms.join(session, room, { name: 'x' });
    for (const member of [...room.members.keys()]) {
      if (!(member instanceof SilentSession)) continue;
      const weight = random.pick([-0, 0, 1.5]);
      const call = { what: random.pick(what), number: random.int(0, 300), weight };
      if (random.chance(0.1)) room.receive(member, CALL, 0, Object.assign(new CallDto(), call));
      const fate = random.int(0, 99);
      if (fate < 3) member.silentLink.isAway = fate === 0;
      if (fate === 0) room.lifecycle.drop(member);
      if (fate === 1 || fate === 2) room.lifecycle.reconnect(member, true);
      if (fate !== 3) continue;
      room.remove(member, 'left');
      member.silentLink.isAway = false;
      gone.push(member);
    }
    if (random.chance(0.02)) room.setMetadata({ outside: tick });
    server.clock.advance(TICK_MS);
    if (random.chance(0.2)) await new Promise(setImmediate);
  }
}

describe('a recording', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'is equal for a room that sends members away, has timers and fails (%i)',
    async (seed) => {
      const room = await server.rooms.create('busy', {}, { seed: `busy ${seed}` });
      await liveWildly(room, `wild ${seed}`);

      expect(await again(room)).toEqual({ divergence: undefined, equal: 1 + 30 + 1 });
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'is equal for a room without ticks of its own (%i)',
    async (seed) => {
      const room = await server.rooms.create('tickless', {}, { seed: `tickless ${seed}` });
      await liveWildly(room, `wild ${seed}`);

      expect((await again(room)).divergence).toBeUndefined();
    },
  );

  it.each(['busy', 'tickless'])('brings what services have answered, and asks none again (%s)', async (type) => {
    const room = await server.rooms.create(type);
    const session = await server.join(room);
    asked = 0;
    for (const number of [1, 2, 3]) {
      await new Promise(setImmediate);
      server.clock.advance(TICK_MS);
      room.receive(session, CALL, 0, Object.assign(new CallDto(), { what: 'ask', number }));
      server.clock.advance(TICK_MS);
    }
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    server.clock.advance(TICK_MS);
    const heard = JSON.stringify(room.room.save?.());
    expect([heard.match(/"answer"/g)?.length, heard.match(/"no answer"/g)?.length]).toEqual([2, 1]);

    expect((await again(room)).divergence).toBeUndefined();
    expect(asked).toBe(3);
  });

  it('is equal for a room that ends itself', async () => {
    const room = await server.rooms.create('busy');
    const session = await server.join(room);
    server.clock.advance(200);
    room.receive(session, CALL, 0, Object.assign(new CallDto(), { what: 'end' }));
    server.clock.advance(200);

    expect(room.isOver).toBe(true);
    expect(await again(room)).toEqual({ divergence: undefined, equal: 2 });
  });

  it('shows what a spectator saw, who is some time behind', async () => {
    const catalogue = new MessageCatalogue(declaredMessages());
    const contract = buildContract(catalogue, {}, declaredStates());
    const room = await server.rooms.create('watched', { bots: 10, peaceful: true });
    const { session, mirror } = new WatchingClient('spectator', { contract, catalogue, isBinary: true });
    const now = jestNow();
    await server.rooms.join(session, room);
    const seen = new Map<number, number>();
    for (let tick = 1; tick <= 100; tick++) {
      now.advance(TICK_MS);
      server.clock.advance(TICK_MS);
      if (mirror.patches > 0) seen.set(mirror.tick, mirror.hash());
    }
    now.restore();
    room.dispose('room.closed');
    await server.settled();
    const { entries } = await readRecording(fileOf(room));
    expect(seen.size).toBeGreaterThan(70);
    expect(mirror.tick).toBe(100 - DELAY_MS / TICK_MS);

    for (const [tick, hash] of seen) {
      const entry = entries.find(({ op, tick: at }) => op === 'snapshot' && at === tick);
      const state = new ArenaState();
      if (entry?.op === 'snapshot') StateSync.restore(state, Buffer.from(entry.snapshot.state ?? '', 'base64'));
      expect(stateHash(state, contract)).toBe(hash);
    }
  });

  it('ends in an orderly way with the server, equal up to there, and when it is full, while the room goes on', async () => {
    const arena = recordedArena({ snapshotEveryMs: 200, flushEveryMs: 5, maxBytes: 40_000 });
    const other = await RecordedRooms.start([arena, TickingRoom]);
    const [small, large] = [await other.rooms.create('arena'), await other.rooms.create('arena', { bots: 300 })];
    for (let tick = 0; tick < 60; tick++) {
      other.clock.advance(TICK_MS);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    expect(large.isOver).toBe(false);
    expect([large.observer, small.observer === undefined]).toEqual([undefined, false]);
    await other.stop();

    const read = [small, large].map(({ id }) => other.files().find((path) => path.includes(id)) ?? '');
    const [ofSmall, ofLarge] = await Promise.all(read.map((path) => readRecording(path)));
    expect(ofSmall?.entries.at(-1)).toMatchObject({ op: 'stop', reason: 'shutdown', tick: 60 });
    expect(ofLarge?.entries.at(-1)).toMatchObject({ op: 'stop', reason: 'full' });
    const third = await RecordedRooms.start([arena, TickingRoom]);
    for (const recording of [ofSmall, ofLarge]) {
      if (recording === undefined) throw new Error('There is no recording.');
      const simulated = await third.resimulations.begin(recording);
      simulated.advanceTo(Infinity);
      expect(simulated.divergence).toBeUndefined();
      expect(simulated.equalSnapshots).toBeGreaterThan(0);
    }
    await third.stop();
  });
});

/** Patches say when they were made; under a clock that stands still, that has to stand still too. */
function jestNow(): { advance(ms: number): void; restore(): void } {
  let nowMs = performance.now();
  const mocked = jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
  return {
    advance: (ms) => (nowMs += ms),
    restore: () => mocked.mockRestore(),
  };
}
