import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { readRecording } from '../../src/core/recording/read-recording.js';
import { ReplayMessageType } from '../../src/core/recording/replay.messages.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { BinaryClient } from '../support/binary-client.js';
import { builtServer } from '../support/built-server.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { MirroringClient } from '../support/mirroring-client.js';
import { RecordedRooms } from '../support/recorded-rooms.js';
import { stateHash } from '../support/state-hash.js';
import { recordedArena, steer } from '../e2e/arena/recorded-arena.js';

/** The whole server starts, and may have to be built first. */
jest.setTimeout(180_000);
const PATIENCE_MS = 90_000;
/** The arena's own rate: the program has the room of the game. */
const TICK_HZ = 30;
const TICK_MS = 1000 / TICK_HZ;
const TICKS = 600;

const PROGRAM = join(dirname(await builtServer()), 'tools/godwit.js');

let recorded: RecordedRooms;
let file: string;

beforeAll(async () => {
  recorded = await RecordedRooms.start([recordedArena({ snapshotEveryMs: 5_000 }, TICK_HZ)]);
  const room = await recorded.rooms.create('arena', { bots: 10, peaceful: true }, { seed: 'replayed' });
  const player = await recorded.join(room);
  for (let tick = 1; tick <= TICKS; tick++) {
    if (tick % 7 === 0) steer(room, player, tick / 7, { x: Math.sin(tick), y: Math.cos(tick), fire: true });
    recorded.clock.advance(TICK_MS);
  }
  room.dispose('room.closed');
  await recorded.settled();
  file = recorded.files()[0] ?? '';
});

afterAll(() => recorded.stop());

/** Runs what `npm run replay` runs, compiled. */
function replay(...args: string[]): LoggedProcess {
  return new LoggedProcess({
    name: 'replay',
    command: process.execPath,
    args: [PROGRAM, 'replay', ...args],
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: '127.0.0.1' },
  });
}

function changed(name: string, change: (text: string) => string): string {
  const path = join(recorded.folder, name);
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(file)).toString())));
  return path;
}

/** What a client of a contract knows of a tick, who saw all of it. */
async function hashAt(tick: number, contract: Contract): Promise<number> {
  const simulated = await recorded.resimulations.begin(await readRecording(file));
  simulated.advanceTo(tick);
  const hash = stateHash(simulated.state ?? {}, contract);
  simulated.close();
  return hash;
}

describe('npm run replay -- --verify', () => {
  it('says that a recording is equal when it is simulated again', async () => {
    const program = replay(file, '--verify');
    const { code } = await program.ended;

    expect(program.lines.join('\n')).toMatch(/Equal: 600 ticks, 6 snapshots, the end included, in /);
    expect(code).toBe(0);
  });

  it('names the tick at which a changed one first differs, and fails', async () => {
    const path = changed('changed', (text) => text.replace(/(?<="seq":50,[^}]*"x":)[^,]*/, '0.5'));
    const program = replay(path, '--verify');
    const { code } = await program.ended;

    expect(program.lines.join('\n')).toContain('Differs at tick 450: ');
    expect(code).toBe(1);
  });

  it('refuses another version in a sentence, before anything starts', async () => {
    const program = replay(changed('version', (text) => text.replace('"version":1', '"version":7')));
    const { code } = await program.ended;

    expect(program.lines.join('\n')).toContain('has version 7 of the format; this server reads version 1.');
    expect(code).toBe(1);
  });
});

describe('npm run replay', () => {
  let program: LoggedProcess;
  let url: string;
  let roomId: string;
  let contract: Contract;
  const clients: MirroringClient[] = [];

  beforeAll(async () => {
    program = replay(file, '--port', '0', '--speed', '0', '--from', '00:05');
    const [, id = '', address = ''] = await program.waitForLine(/Join the room (\S+) .* at (ws:\S+)/, PATIENCE_MS);
    [roomId, url] = [id, address];
    contract = await BinaryClient.contractOf(url.replace(/^ws/, 'http').replace(/\/$/, ''));
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    expect(await program.stop()).toEqual({ code: 0, signal: null });
  });

  async function spectator(isBinary: boolean): Promise<MirroringClient> {
    const client = await MirroringClient.open(url, { contract, isBinary });
    clients.push(client);
    await client.request(RoomMessageType.Join, { roomId });
    return client;
  }

  async function until(isSo: () => boolean, what: string): Promise<void> {
    const deadlineMs = performance.now() + 10_000;
    while (!isSo()) {
      if (performance.now() > deadlineMs) throw new Error(`In vain: ${what}`);
      await delay(5);
    }
  }

  const arrival = (client: MirroringClient, tick: number): Promise<unknown> =>
    client.waitFor(
      ({ type, message }) =>
        type === (ReplayMessageType.Changed as number) && message?.tick === tick && message.isSeeking === false,
      `tick ${tick}`,
    );

  it.each([
    ['binary', true],
    ['JSON', false],
  ])('shows a client the state as it was, wherever it is sent (%s)', async (_codec, isBinary) => {
    const client = await spectator(isBinary);
    for (const tick of [99, 333, 21, 597, 0, 150]) {
      await client.request(ReplayMessageType.Control, { speed: 0, seekMs: Math.round(tick * TICK_MS) });
      await arrival(client, tick);
      const expected = await hashAt(tick, contract);
      await until(() => client.mirror.hash() === expected, `the state of tick ${tick}`);
    }

    expect(client.resyncs).toBe(0);
  });

  it('plays faster than it was, to the end, and all who watch see the same', async () => {
    const [first, second] = [await spectator(true), await spectator(false)];
    await first.request(ReplayMessageType.Control, { speed: 0, seekMs: 0 });
    await arrival(first, 0);
    const startedMs = performance.now();
    await second.request(ReplayMessageType.Control, { speed: 8 });
    await arrival(first, TICKS);
    const tookMs = performance.now() - startedMs;

    expect(tookMs).toBeGreaterThan((TICKS * TICK_MS) / 8 / 2);
    await until(() => first.mirror.hash() === second.mirror.hash(), 'the same');
    // The player and ten bots: that all leave when a room ends is not shown.
    expect(Object.keys(first.mirror.toObject().pawns ?? {})).toHaveLength(11);
  });

  it('refuses a wrong order', async () => {
    const client = await spectator(false);
    const answer = await client.request(ReplayMessageType.Control, { speed: -1 });

    expect(answer.message?.code).toBe('message.invalid');
  });
});
