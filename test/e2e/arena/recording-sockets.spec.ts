import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import { Recordings } from '../../../src/core/recording/recordings.js';
import { Resimulations } from '../../../src/core/recording/resimulations.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ArenaType } from '../../../src/games/arena/arena.messages.js';
import { BinaryClient } from '../../support/binary-client.js';
import { MirroringClient } from '../../support/mirroring-client.js';
import { temporaryFolder } from '../../../src/testing/temporary-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { inputOf, recordedArena } from './recorded-arena.js';

it('is equal for an arena that real clients of both codecs played, one of which came back', async () => {
  const folder = temporaryFolder('recordings');
  const server = await TestApp.start({ providers: [recordedArena({ folder, snapshotEveryMs: 200 })] });
  const room = await server.app.get(RoomRegistry).create('arena', { bots: 10 });
  const contract = await BinaryClient.contractOf(server.httpUrl);
  const players = await Promise.all(
    [true, false].map((isBinary) => MirroringClient.open(server.url, { contract, isBinary, isResumable: true })),
  );
  for (const player of players) await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Ann' });
  for (let seq = 1; seq <= 20; seq++) {
    for (const player of players)
      player.send(ArenaType.Input, inputOf(seq, { x: Math.sin(seq), y: -0, aim: 1, fire: true }));
    await delay(20);
    if (seq === 10) await players[0]?.dropAndResume();
  }
  await players[1]?.request(RoomMessageType.Leave);
  room.dispose('room.closed');
  await server.app.get(Recordings).settled();
  const recording = await readRecording(join(folder, readdirSync(folder)[0] ?? ''));
  const simulated = await server.app.get(Resimulations).begin(recording);
  simulated.advanceTo(Infinity);
  for (const player of players) player.close();
  await server.stop();

  expect(simulated.divergence).toBeUndefined();
  expect(simulated.equalSnapshots).toBeGreaterThan(2);
  const ops = new Set(recording.entries.map(({ op }) => op));
  expect([...ops]).toEqual(expect.arrayContaining(['enter', 'message', 'drop', 'return', 'remove', 'end']));
});
