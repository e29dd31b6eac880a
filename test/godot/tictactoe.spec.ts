import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { CutProxy } from './cut-proxy.js';
import { describeWithParts, findEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 90_000;

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts('The tic-tac-toe demo', parts, (engines) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  it('is played to the end by two engines, a lost connection in between, and counts the win', async () => {
    const proxy = await CutProxy.start(server.port);
    const players = [
      await play(engines['Godot 4'], `--url=${proxy.url}`, '--drops', '--name=Ada'),
      await play(engines['Godot 3.6'], `--url=${server.url}`, '--name=Bram'),
    ] as const;
    await players[0].waitForLine(/^board=xo\.{7}$/, PATIENCE_MS);
    proxy.cut();
    await players[0].waitForLine(/^resumed$/, PATIENCE_MS);

    // Each takes the first free cell, so x has three in a row with its fourth move.
    const ends = await Promise.all(
      players.map((player) => player.waitForLine(/^over phase=x_won own=(x|o)$/, PATIENCE_MS)),
    );
    expect(ends.map(([, mark]) => mark).sort()).toEqual(['o', 'x']);
    const wins = await Promise.all(players.map((player) => player.waitForLine(/^quit wins=(.*)$/, PATIENCE_MS)));
    expect(wins.map(([, text]) => text).sort()).toEqual(['Games won: 1 · rank 1', 'No game won yet']);
    for (const { lines } of players) {
      // Whoever was x has won; the board tells the name.
      expect(lines.filter((line) => line.startsWith('best '))).toEqual([
        expect.stringMatching(/^best 1\. (Ada|Bram) \(1\)$/),
      ]);
      expect(lines.filter((line) => line.includes('board=')).at(-1)).toBe('board=xoxoxox..');
      expect(lines.filter((line) => /SCRIPT ERROR|refused/.test(line))).toEqual([]);
    }
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
    await proxy.stop();
  });

  /** Runs the demo, which plays by itself. */
  async function play(engine: Engine, ...args: readonly string[]): Promise<GodotProcess> {
    const project = await copyAddonProject(engine);
    return new GodotProcess(engine, { project, args: ['--demo=tictactoe', '--auto', ...args] });
  }
});
