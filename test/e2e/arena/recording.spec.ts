import { jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import { RecordedStates } from '../../../src/core/recording/recorded-states.js';
import type { Divergence } from '../../../src/core/recording/recording-format.js';
import type { SilentSession } from '../../../src/core/recording/silent-session.js';
import type { RoomRuntime } from '../../../src/core/rooms/runtime/room-runtime.js';
import { RandomStream } from '../../../src/core/simulation/random-stream.js';
import { ArenaType, type ArenaInputDto } from '../../../src/games/arena/arena.messages.js';
import { RecordedRooms, TICK_MS } from '../../support/recorded-rooms.js';
import { recordedArena, steer } from './recorded-arena.js';

jest.setTimeout(300_000);

const TICKS = 10_000;

let server: RecordedRooms;

beforeAll(async () => {
  server = await RecordedRooms.start([recordedArena({ snapshotEveryMs: 5_000, flushEveryMs: 5 })]);
});

afterAll(() => server.stop());

/** They run, and fight as well as one does who looks nowhere; what they saw is as old as it is for people. */
function pressed({ tickNumber }: RoomRuntime, random: RandomStream): Partial<ArenaInputDto> {
  return {
    ...{ x: random.next() * 2 - 1, y: random.next() * 2 - 1, aim: random.next() * 6.28 },
    ...{ dash: random.chance(0.1), fire: random.chance(0.6), launch: random.chance(0.3) },
    seen: Math.max(0, tickNumber - random.int(0, 8)) * 256 + random.int(0, 255),
  };
}

/** Players who come, steer, drop and go as a seed has it; a late server loses ticks. */
async function live(room: RoomRuntime, ticks: number, seed: string, isLate: boolean): Promise<void> {
  const random = new RandomStream(seed);
  const players: { session: SilentSession; seq: number; isAway: boolean }[] = [];
  for (let tick = 0; tick < ticks; tick++) {
    if (players.length < 12 && (players.length < 3 || random.chance(0.02))) {
      players.push({ session: await server.join(room), seq: 0, isAway: false });
    }
    for (const player of players) {
      if (!player.isAway && random.chance(0.5)) {
        steer(room, player.session, ++player.seq, pressed(room, random));
      }
      if (!random.chance(0.005)) continue;
      player.isAway = !player.isAway;
      if (player.isAway) room.lifecycle.drop(player.session);
      else room.lifecycle.reconnect(player.session, true);
    }
    if (isLate && random.chance(0.01)) {
      // The server was late. What was made meanwhile comes at once, and is more than anybody's saved tokens pay for.
      room.loop.lost(20);
      for (const player of players.filter(({ isAway }) => !isAway).flatMap((each) => Array<typeof each>(25).fill(each)))
        steer(room, player.session, ++player.seq, pressed(room, random));
    }
    if (players.length > 0 && random.chance(0.01)) {
      const [gone] = players.splice(random.int(0, players.length - 1), 1);
      if (gone) room.remove(gone.session, random.chance(0.5) ? 'left' : 'lost');
    }
    if (random.chance(0.002)) room.setLocked(!room.isLocked && players.length > 3);
    if (room.isLocked) room.setLocked(false);
    server.clock.advance(TICK_MS);
  }
}

/** Records a room and returns its file. */
async function record(ticks: number, seed: string, bots = 20, isLate = false): Promise<string> {
  const room = await server.rooms.create('arena', { bots }, { seed });
  await live(room, ticks, seed, isLate);
  room.dispose('room.closed');
  await server.settled();
  const file = server.files().find((path) => path.includes(room.id));
  if (file === undefined) throw new Error('There is no file of the room.');
  return file;
}

async function again(file: string): Promise<{ divergence: Divergence | undefined; tick: number; equal: number }> {
  const simulated = await server.resimulations.begin(await readRecording(file));
  simulated.advanceTo(Infinity);
  return { divergence: simulated.divergence, tick: simulated.tick, equal: simulated.equalSnapshots };
}

function changed(file: string, change: (lines: string[]) => string[]): string {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const path = join(server.folder, `changed-${Math.random()}`);
  writeFileSync(path, gzipSync(change(lines).join('\n')));
  return path;
}

describe('a recorded arena', () => {
  it('is the same at every snapshot and at the end when it is simulated again: 10,000 ticks', async () => {
    const file = await record(TICKS, 'ten thousand', 5);
    const { divergence, tick, equal } = await again(file);

    expect(divergence).toBeUndefined();
    expect(tick).toBe(TICKS);
    // One at the start, one every five seconds, and the end.
    expect(equal).toBe(1 + TICKS / 100 + 1);
    expect(server.rooms.size).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6])('is the same whatever players do (%i)', async (seed) => {
    const { divergence, equal } = await again(await record(600, `seed ${seed}`, seed, seed > 3));

    expect(divergence).toBeUndefined();
    expect(equal).toBe(1 + 6 + 1);
  });

  it('differs from a file in which one input was changed, at the next snapshot', async () => {
    const file = await record(400, 'to be changed', 3);
    const path = changed(file, (lines) => {
      // Just before a snapshot, so that the player is still there.
      const index = lines.findLastIndex((line) => /"tick":29\d,"op":"message"/.test(line));
      expect(index).toBeGreaterThan(0);
      return lines.with(index, (lines[index] ?? '').replace(/"x":-?[\d.e-]+/, '"x":0.123'));
    });
    const { divergence } = await again(path);

    expect(divergence?.tick).toBe(300);
  });

  it('differs from a file that has a message which the server refuses', async () => {
    const path = changed(await record(300, 'bad'), (lines) => lines.map((line) => line.replace(/"x":-?/, '"x":9')));

    expect((await again(path)).divergence?.what).toContain('refused');
  });

  it('is shown at any tick, from its snapshots where it cannot be simulated', async () => {
    const file = await record(400, 'to be shown', 3);
    const states = new RecordedStates(await readRecording(file), server.resimulations);
    const slow = await states.at(390, performance.now());
    expect(slow).toMatchObject({ tick: 300, source: 'snapshot', isOnTheWay: true, difference: '' });
    const arrived = await states.at(390, Infinity);
    expect(arrived).toMatchObject({ tick: 390, source: 'simulated', isOnTheWay: false });
    const snapshot = await states.at(300, Infinity);
    expect(snapshot).toMatchObject({ tick: 300, source: 'simulated' });
    expect(snapshot.state).toEqual(slow.state);
    const input = states.find(ArenaType.Input, 200, false) ?? 0;
    expect(input).toBeGreaterThan(200);
    expect(states.find(ArenaType.Input, input, true)).toBeLessThan(input);
    expect((await states.at(input, Infinity)).events.some(({ type }) => type === (ArenaType.Input as number))).toBe(
      true,
    );
    states.close();

    const parts = changed(file, (lines) => [(lines[0] ?? '').replace(/,"options":\{[^}]*\}/, ''), ...lines.slice(1)]);
    const middle = await new RecordedStates(await readRecording(parts), server.resimulations).at(350, Infinity);
    expect(middle).toMatchObject({ tick: 300, source: 'snapshot', isOnTheWay: false, state: snapshot.state });
    expect(middle.difference).toContain('begins in the middle');
    const bad = changed(file, (lines) => lines.map((line) => line.replace(/"x":-?/, '"x":9')));
    const differing = await new RecordedStates(await readRecording(bad), server.resimulations).at(350, Infinity);
    expect(differing).toMatchObject({ tick: 300, source: 'snapshot', state: snapshot.state });
    expect(differing.difference).toMatch(/^From tick \d+ on: .*refused/);
  });

  it('goes as far as a file goes that was cut', async () => {
    const file = await record(500, 'to be cut', 3);
    const bytes = readFileSync(file);
    const whole = (await readRecording(file)).entries.length;
    let before = 0;
    for (const share of [0.3, 0.6, 0.9, 0.99]) {
      const path = join(server.folder, `cut-${share}`);
      writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * share)));
      const recording = await readRecording(path);
      const { divergence } = await again(path);

      expect(divergence).toBeUndefined();
      expect(recording.isComplete).toBe(false);
      expect(recording.entries.length).toBeGreaterThan(before);
      before = recording.entries.length;
    }
    expect(before).toBeLessThan(whole);
  });

  it('is refused in a sentence when it is of another version, of another type, or none', async () => {
    const file = await record(10, 'refused');
    const first = (from: string, to: string): string =>
      changed(file, ([header = '', ...rest]) => [header.replace(from, to), ...rest]);
    const text = join(server.folder, 'text');
    writeFileSync(text, 'Not at all.');

    await expect(again(first('"version":1', '"version":2'))).rejects.toThrow('has version 2 of the format');
    await expect(again(first('"arena"', '"golf"'))).rejects.toThrow('no rooms of the type "golf"');
    await expect(again(first('godwit.recording', 'x'))).rejects.toThrow('is no recording');
    await expect(again(text)).rejects.toThrow('is no recording');
  });

  it('holds no password, and nothing of the address that somebody has', async () => {
    const room = await server.rooms.create('arena', {}, { password: 'open sesame' });
    room.dispose('room.closed');
    await server.settled();
    const file = server.files().find((path) => path.includes(room.id)) ?? '';

    expect(gunzipSync(readFileSync(file)).toString()).not.toContain('sesame');
    expect((await again(file)).divergence).toBeUndefined();
  });
});
