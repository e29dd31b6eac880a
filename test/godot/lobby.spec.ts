import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithParts, findEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 90_000;

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts('The lobby demo', parts, (engines) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { AUTH_REQUIRED: 'false' } });
  });
  afterAll(() => server.stop());

  it('brings players of both engines into a party and a room, where they talk, get ready and start', async () => {
    const ada = await enter(engines['Godot 4'], [
      '--name=Ada',
      '--party',
      '--create=Canyon',
      '--wait-for=2',
      '--start',
    ]);
    const [, party = ''] = await ada.waitForLine(/^party code=(\w+)$/, PATIENCE_MS);
    const [, code = ''] = await ada.waitForLine(/^in room code=(\w+) members=1$/, PATIENCE_MS);

    const bram = await enter(engines['Godot 3.6'], [
      '--name=Bram',
      `--party=${party}`,
      `--join=${code}`,
      '--ready',
      '--say=hello',
    ]);
    await bram.waitForLine(new RegExp(`^party code=${party}$`), PATIENCE_MS);
    await bram.waitForLine(new RegExp(`^in room code=${code} members=2$`), PATIENCE_MS);
    await ada.waitForLine(/^heard Bram: hello$/, PATIENCE_MS);
    for (const player of [ada, bram]) await player.waitForLine(/^game started$/, PATIENCE_MS);

    const [, ada4] = await ada.waitForLine(/^signed in as (\S+)$/, PATIENCE_MS);
    const [, bram3] = await bram.waitForLine(/^signed in as (\S+)$/, PATIENCE_MS);
    expect(ada4).not.toBe(bram3);

    const late = await enter(engines['Godot 4'], ['--name=Late', `--join=${code}`]);
    await late.waitForLine(/^refused code=room\.locked$/, PATIENCE_MS);
    const other = await enter(engines['Godot 4'], ['--name=Other', '--quick']);
    await other.waitForLine(/^in room code=\w+ members=1$/, PATIENCE_MS);

    const players = [ada, bram, late, other];
    await Promise.all(players.map((player) => player.kill()));
    for (const { lines } of players) expect(lines.filter((line) => line.includes('SCRIPT ERROR'))).toEqual([]);
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
  });

  it('waits for a match in a queue, and is brought into its room', async () => {
    const args = ['--room-type=arena', '--queue=quick', '--quick'];
    const ada = await enter(engines['Godot 4'], ['--name=Ada', ...args]);
    await ada.waitForLine(/^waiting in quick$/, PATIENCE_MS);
    await ada.waitForLine(/^matched team=0$/, PATIENCE_MS);
    await ada.waitForLine(/^in room code=\w+ members=1$/, PATIENCE_MS);
    await ada.kill();
  });

  /** Runs the demo, which does what the command line says and prints what happens. */
  async function enter(engine: Engine, args: readonly string[]): Promise<GodotProcess> {
    const project = await copyAddonProject(engine);
    return new GodotProcess(engine, { project, args: ['--demo=lobby', `--url=${server.url}`, ...args] });
  }
});
