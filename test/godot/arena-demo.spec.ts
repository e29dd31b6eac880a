import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithParts, findEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 90_000;
const BOTS = 200;

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts('The arena demo', parts, (engines) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { AUTH_REQUIRED: 'false' } });
  });
  afterAll(() => server.stop());

  it('shows players of both engines and a crowd of bots, and sends where they run', async () => {
    const ada = await enter(engines['Godot 4'], ['--name=Ada', '--peaceful', `--bots=${BOTS}`, '--quit-after=30']);
    const [, code = ''] = await ada.waitForLine(/^in room code=(\w+) members=1$/, PATIENCE_MS);
    const bram = await enter(engines['Godot 3.6'], ['--name=Bram', `--code=${code}`, '--quit-after=8']);
    await bram.waitForLine(new RegExp(`^in room code=${code} members=2$`), PATIENCE_MS);

    const [, pawns, inputs] = await bram.waitForLine(/^quit pawns=(\d+) inputs=(\d+)/, PATIENCE_MS);
    expect(Number(pawns)).toBe(BOTS + 2);
    expect(Number(inputs)).toBeGreaterThan(10);
    const [, own] = await ada.waitForLine(/^quit pawns=\d+ inputs=(\d+)/, PATIENCE_MS);
    expect(Number(own)).toBeGreaterThan(10);
    const [, adaId] = await ada.waitForLine(/^signed in as (\S+)$/);
    const [, bramId] = await bram.waitForLine(/^signed in as (\S+)$/);
    expect(adaId).not.toBe(bramId);
    for (const { lines } of [ada, bram]) expect(lines.filter((line) => line.includes('SCRIPT ERROR'))).toEqual([]);
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
  });

  /** Runs the demo, which runs in circles and prints what happens. */
  async function enter(engine: Engine, args: readonly string[]): Promise<GodotProcess> {
    const project = await copyAddonProject(engine);
    // As on a player's machine; headless, an engine draws its crowd as often as it can.
    const engineArgs = engine.major >= 4 ? ['--max-fps', '60'] : [];
    return new GodotProcess(engine, {
      project,
      engineArgs,
      args: ['--demo=arena', '--walk', `--url=${server.url}`, ...args],
    });
  }
});
