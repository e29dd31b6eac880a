import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../src/core/rooms/rooms.messages.js';
import { ArenaModule } from '../../src/games/arena/arena.module.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { importProject, writeAddonProject } from '../conformance/addon-project.js';
import { BinaryClient } from '../support/binary-client.js';
import { MirroringClient } from '../support/mirroring-client.js';
import { TestApp } from '../support/test-app.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { describeWithEngine, type EngineName } from './engines.js';
import { GodotProcess } from './godot-process.js';

const BOTS = 40;
const PATCHES = 150;

let server: TestApp;
let contract: Contract;

beforeAll(async () => {
  server = await TestApp.start({ imports: [ArenaModule] });
  contract = await BinaryClient.contractOf(server.httpUrl);
});

afterAll(() => server.stop());

/** The hash of a client's mirror after each version. */
async function watcher(roomId: string): Promise<Map<number, number>> {
  const client = await MirroringClient.open(server.url, { contract, isBinary: true });
  const hashes = new Map<number, number>();
  const { mirror } = client;
  const receive = mirror.receive.bind(mirror);
  mirror.receive = (packet) => {
    const fault = receive(packet);
    hashes.set(mirror.version, mirror.hash());
    return fault;
  };
  await client.request(RoomMessageType.Join, { roomId });
  return hashes;
}

const variants: [EngineName, 'binary' | 'JSON'][] = [
  ['godot4', 'binary'],
  ['godot4', 'JSON'],
  ['godot36', 'binary'],
  ['godot32', 'JSON'],
];

for (const [name, codec] of variants) {
  describeWithEngine(name, `A player of the arena in ${codec}`, (engine) => {
    it('sees what everybody sees, patch by patch, in a scene for each pawn', async () => {
      const project = temporaryFolder('arena');
      writeAddonProject(engine, project, { contract, from: '../godot/fixtures/arena-mirror' });
      await importProject(engine, project);
      const live = await server.app.get(RoomRegistry).create('arena', { bots: BOTS });
      const hashes = await watcher(live.id);
      const env = { SERVER: server.url, ROOM: live.id, CODEC: codec, WATCH: String(PATCHES) };
      const godot = new GodotProcess(engine, { project, engineArgs: ['--script', 'res://watch.gd'], env });

      const end = await godot.ended;
      if (end.code !== 0) throw godot.failure(`ended with code ${end.code ?? 'none'}`);
      expect(godot.lines.filter((line) => /SCRIPT ERROR|Parse Error/.test(line))).toEqual([]);
      const told = godot.lines.filter((line) => line.startsWith('hash ')).map((line) => line.split(' ').map(Number));
      expect(told).toHaveLength(PATCHES);
      expect(told).toEqual(told.map(([, version = 0]) => [NaN, version, hashes.get(version)]));
      const last = godot.lines.find((line) => line.startsWith('end '));
      expect(JSON.parse(last?.slice('end '.length) ?? '{}')).toEqual({
        ...{ pawns: BOTS + 2, instances: BOTS + 2, named: true, resyncs: 0 },
      });
      live.dispose('room.closed');
    });
  });
}
