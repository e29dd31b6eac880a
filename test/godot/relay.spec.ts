import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { CutProxy } from './cut-proxy.js';
import { describeWithEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 60_000;

/** The addon's project with the test game in it. */
async function gameProject(engine: Engine): Promise<string> {
  const project = await copyAddonProject(engine);
  cpSync(join(import.meta.dirname, 'fixtures/relay'), join(project, 'relay'), { recursive: true });
  return project;
}

/** One machine that runs the test game. */
class Machine {
  private constructor(
    readonly godot: GodotProcess,
    readonly code: string,
    /** The peer's id at the start. */
    readonly id: number,
  ) {}

  /** Starts the game and waits until it is in the room. */
  static async start(engine: Engine, url: string, ...args: string[]): Promise<Machine> {
    const godot = new GodotProcess(engine, {
      project: await gameProject(engine),
      engineArgs: ['res://relay/game.tscn'],
      args: [`--url=${url}`, ...args],
    });
    const [, code = '', id] = await godot.waitForLine(/^joined code=(\w+) id=(\d+)/, PATIENCE_MS);
    return new Machine(godot, code, Number(id));
  }

  get mark(): number {
    return this.godot.lines.length;
  }

  /** Waits for whole lines, in any order. */
  async prints(lines: readonly string[], fromMark?: number): Promise<void> {
    for (const line of lines) await this.godot.waitForLine(new RegExp(`^${line}$`), PATIENCE_MS, fromMark);
  }

  /** What it should not have printed. */
  get complaints(): string[] {
    return this.godot.lines.filter((line) =>
      /^(SCRIPT )?ERROR|^gap |^refused |^ended |^server disconnected/.test(line),
    );
  }
}

describeWithEngine('godot4', 'A game with @rpc, MultiplayerSpawner and MultiplayerSynchronizer', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { SEAT_HOLD_MS: '2000', AUTH_REQUIRED: 'false' } });
  });
  afterAll(() => server.stop());

  it('runs through a room, goes on when the host is killed, and takes late joiners before and after', async () => {
    const ada = await Machine.start(engine, server.url, '--authority=host');
    const bob = await Machine.start(engine, server.url, `--code=${ada.code}`);
    const cleo = await Machine.start(engine, server.url, `--code=${ada.code}`, '--json');
    expect([ada.id, bob.id, cleo.id]).toEqual([1, 3, 4]);

    // Spawns and values reach the late joiner; reliable, unreliable and ordered calls go everywhere.
    await cleo.prints(['connected to server', 'connected 1', 'connected 3', 'spawned 1', 'spawned 3', 'spawned 4']);
    await cleo.prints([
      'moved 1',
      'moved 3',
      'synced',
      'heard 1 .*',
      'heard 3 .*',
      'heard 4 .*',
      'waved 3',
      'announced 1',
    ]);
    await bob.prints(['moved 1', 'moved 4', 'synced', 'heard 4 .*', 'waved 4', 'waved 1', 'announced 1']);
    await ada.prints(['moved 3', 'moved 4', 'greeted by 3', 'greeted by 4', 'heard 3 .*', 'waved 4']);

    const marks = [bob.mark, cleo.mark] as const;
    await ada.godot.kill();
    await bob.prints(['disconnected 1', 'disconnected 4', 'connected 4', 'host changed 2 3 true id=1'], marks[0]);
    await cleo.prints(['disconnected 1', 'disconnected 3', 'connected 1', 'host changed 2 3 false id=4'], marks[1]);
    await cleo.prints(['despawned 1', 'despawned 3', 'despawned 4', 'spawned 1', 'spawned 4'], marks[1]);
    await cleo.prints(['moved 1', 'synced', 'announced 1', 'waved 1', 'heard 1 .*'], marks[1]);
    await bob.prints(['moved 4', 'greeted by 4', 'waved 4', 'heard 4 .*'], marks[0]);

    const dora = await Machine.start(engine, server.url, `--code=${ada.code}`);
    expect(dora.id).toBe(5);
    await dora.prints([
      'connected 1',
      'connected 4',
      'spawned 1',
      'spawned 4',
      'spawned 5',
      'moved 1',
      'moved 4',
      'synced',
    ]);
    await bob.prints(['moved 5'], marks[0]);
    for (const { complaints } of [bob, cleo, dora]) expect(complaints).toEqual([]);
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
    for (const { godot } of [bob, cleo, dora]) await godot.kill();
  });

  it('keeps every id when nobody is peer 1', async () => {
    const ada = await Machine.start(engine, server.url, '--authority=server');
    const bob = await Machine.start(engine, server.url, `--code=${ada.code}`);
    const cleo = await Machine.start(engine, server.url, `--code=${ada.code}`);
    expect([ada.id, bob.id, cleo.id]).toEqual([2, 3, 4]);
    await cleo.prints([
      'connected to server',
      'spawned 2',
      'spawned 3',
      'spawned 4',
      'moved 2',
      'moved 3',
      'synced',
      'announced 2',
    ]);

    const marks = [bob.mark, cleo.mark] as const;
    await ada.godot.kill();
    await bob.prints(['host changed 2 3 true id=3', 'moved 4'], marks[0]);
    await cleo.prints(
      ['host changed 2 3 false id=4', 'spawned 3', 'spawned 4', 'moved 3', 'synced', 'announced 3'],
      marks[1],
    );
    for (const machine of [bob, cleo]) {
      expect(machine.complaints).toEqual([]);
      expect(machine.godot.lines.filter((line) => line.startsWith('disconnected '))).toEqual(['disconnected 2']);
      await machine.godot.kill();
    }
  });

  it('says what cannot be done, and lets go of a peer that is over', async () => {
    const godot = new GodotProcess(engine, {
      project: await gameProject(engine),
      engineArgs: ['-s', 'res://relay/peer_check.gd'],
      args: [`--url=${server.url}`],
    });
    await godot.waitForLine(/^freed: true$/, PATIENCE_MS);
    expect(godot.lines.filter((line) => /^[a-z ]+: /.test(line))).toEqual([
      'no such room: room.not_found, status 0',
      'put before joining: 3',
      'locked: room.locked',
      'put for nobody: 31',
      'in no room: room.not_there',
      'in a room already: true, id 3',
      'other ended: room.kicked',
      'ended: room.left',
      'put after closing: 3',
      'freed: true',
    ]);
    await godot.ended;
  });

  it('keeps the id of a player whose connection breaks, and every reliable call', async () => {
    const proxy = await CutProxy.start(server.port);
    const ada = await Machine.start(engine, server.url, '--authority=host');
    const bob = await Machine.start(engine, proxy.url, `--code=${ada.code}`);
    await ada.prints(['moved 3', 'heard 3 .*']);
    for (let cut = 0; cut < 3; cut++) {
      const marks = [ada.mark, bob.mark] as const;
      proxy.cut();
      await bob.prints(['resumed', 'heard 1 .*'], marks[1]);
      await bob.godot.waitForLine(/^heard 3 \d*0$/, PATIENCE_MS, marks[1]);
      await ada.godot.waitForLine(/^heard 3 \d*0$/, PATIENCE_MS, marks[0]);
    }
    for (const machine of [ada, bob]) {
      expect(machine.complaints).toEqual([]);
      expect(machine.godot.lines.filter((line) => line.startsWith('disconnected '))).toEqual([]);
      await machine.godot.kill();
    }
    await proxy.stop();
  });
});
