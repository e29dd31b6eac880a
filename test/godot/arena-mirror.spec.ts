import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { ArenaInputDto, ArenaOptionsDto } from '../../src/games/arena/arena.messages.js';
import { ArenaRoom } from '../../src/games/arena/arena.room.js';
import type { ViewOptions } from '../../src/core/sync/view-options.js';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { readStepFiles } from '../../src/tools/gdscript/steps/step-files.js';
import { importProject, writeAddonProject } from '../conformance/addon-project.js';
import { BinaryClient } from '../support/binary-client.js';
import { MirroringClient } from '../support/mirroring-client.js';
import { TestApp } from '../../src/testing/test-app.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { CutProxy } from './cut-proxy.js';
import {
  describeWithEngine,
  describeWithParts,
  findEngine,
  findVirtualScreen,
  type Engine,
  type EngineName,
} from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

/** The arena's rules: its bodies are stepped in Godot too. */
const steps = readStepFiles(resolve(import.meta.dirname, '../../src')).filter(({ path }) => !path.includes('labs'));
const BOTS = 40;
const PATCHES = 150;
/** The whole crowd is watched for so long, and loses the connection so often. */
const SOAK_SECONDS = Number(process.env.GODWIT_SOAK_SECONDS ?? 20);
const CUTS = Math.max(2, Math.floor(SOAK_SECONDS / 30));
const CROWD = 200;
/** For an engine's import and start. */
const START_MS = 160_000;
const WINDOW = { width: 1280, height: 720 };

/** What only owners are told, everybody is told of everybody who plays: so all know the same, and have one hash. */
@RoomType('arena', { tickHz: 30, patchHz: 20, maxPlayers: 100, options: ArenaOptionsDto, input: ArenaInputDto })
class SharedArena extends ArenaRoom {
  override viewOf(): ViewOptions {
    return { owner: 'everybody' };
  }
}

let server: TestApp;
let contract: Contract;
const projects = new Map<EngineName, Promise<string>>();

beforeAll(async () => {
  server = await TestApp.start({ providers: [SharedArena] });
  contract = await BinaryClient.contractOf(server.httpUrl);
});

afterAll(() => server.stop());

/** What a Godot tells at its end. */
interface Summary {
  readonly pawns: number;
  readonly resyncs: number;
  readonly resumes: number;
}

/** The project of those who watch, imported once for each engine. */
function projectFor(engine: Engine): Promise<string> {
  const project = projects.get(engine.name) ?? makeProject(engine);
  projects.set(engine.name, project);
  return project;
}

async function makeProject(engine: Engine): Promise<string> {
  const project = temporaryFolder('arena');
  writeAddonProject(engine, project, { contract, from: '../godot/fixtures/arena-mirror', steps });
  await importProject(engine, project);
  return project;
}

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

/** The versions and hashes that a Godot printed, and its last line; it must have ended well. */
async function toldBy(godot: GodotProcess): Promise<{ hashes: number[][]; summary: Summary }> {
  const end = await godot.ended;
  if (end.code !== 0) throw godot.failure(`ended with code ${end.code ?? 'none'}`);
  expect(godot.lines.filter((line) => /SCRIPT ERROR|Parse Error/.test(line))).toEqual([]);
  const hashes = godot.lines.filter((line) => line.startsWith('hash '));
  const last = godot.lines.find((line) => line.startsWith('end ')) ?? 'end {}';
  return {
    hashes: hashes.map((line) => line.split(' ').slice(1).map(Number)),
    summary: JSON.parse(last.slice('end '.length)) as Summary,
  };
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
      const project = await projectFor(engine);
      const live = await server.app.get(RoomRegistry).create('arena', { bots: BOTS });
      const hashes = await watcher(live.id);
      const env = { SERVER: server.url, ROOM: live.id, CODEC: codec, WATCH: String(PATCHES) };
      const godot = new GodotProcess(engine, { project, engineArgs: ['--script', 'res://watch.gd'], env });

      const told = await toldBy(godot);
      expect(told.hashes).toHaveLength(PATCHES);
      expect(told.hashes).toEqual(told.hashes.map(([version = 0]) => [version, hashes.get(version)]));
      const players = BOTS + 2;
      expect(told.summary).toEqual({ pawns: players, instances: players, named: true, resyncs: 0, resumes: 0 });
      live.dispose('room.closed');
    });
  });
}

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36'), 'xvfb-run': findVirtualScreen() };

describeWithParts(`A crowd of ${CROWD}`, parts, (found) => {
  let proxy: CutProxy;

  beforeAll(async () => {
    proxy = await CutProxy.start(server.port);
  });
  afterAll(() => proxy.stop());

  it(
    `is what everybody sees, patch by patch, for ${SOAK_SECONDS} s in which connections are lost`,
    async () => {
      const live = await server.app.get(RoomRegistry).create('arena', { bots: CROWD, peaceful: true });
      const hashes = await watcher(live.id);
      const env = {
        SERVER: proxy.url,
        ROOM: live.id,
        CODEC: 'binary',
        SECONDS: String(SOAK_SECONDS),
        RESUMES: String(CUTS),
      };
      const watching = [found['Godot 4'], found['Godot 3.6']].map(async (engine) => {
        const project = await projectFor(engine);
        const window = engine.major >= 4 ? { window: WINDOW } : {};
        return new GodotProcess(engine, { project, engineArgs: ['--script', 'res://watch.gd'], env, ...window });
      });
      const godots = await Promise.all(watching);
      await Promise.all(godots.map((godot) => godot.waitForLine(/^hash /, START_MS)));

      for (let cut = 0; cut < CUTS; cut++) {
        await delay((1000 * SOAK_SECONDS) / (CUTS + 1));
        await proxy.loseThenCut(5);
      }

      for (const godot of godots) {
        const told = await toldBy(godot);
        expect(told.hashes).toEqual(told.hashes.map(([version = 0]) => [version, hashes.get(version)]));
        // The one who ends first leaves the other alone with the mirror of this test.
        expect(told.summary.pawns).toBeGreaterThanOrEqual(CROWD + 2);
        expect(told.summary).toMatchObject({ instances: told.summary.pawns, named: true, resumes: CUTS });
        expect(told.summary.resyncs).toBeLessThanOrEqual(CUTS);
        if (process.env.GODWIT_SOAK_SECONDS)
          process.stdout.write(`${told.hashes.length} versions, ${JSON.stringify(told.summary)}\n`);
      }
      live.dispose('room.closed');
    },
    START_MS + 2000 * SOAK_SECONDS,
  );
});
