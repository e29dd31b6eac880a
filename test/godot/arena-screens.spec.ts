import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { makeStrict } from './strict-warnings.js';

const PATIENCE_MS = 60_000;

describeWithEngine('godot4', "The arena's screens", (engine) => {
  let server: TestServer;
  let project: string;

  beforeAll(async () => {
    server = await startServer({ env: { AUTH_REQUIRED: 'false' } });
    project = await copyAddonProject(engine);
    cpSync(join(import.meta.dirname, 'fixtures/arena-player'), join(project, 'arena-player'), { recursive: true });
    makeStrict(engine, project);
  });
  afterAll(() => server.stop());

  it('lead from the start to the first step with two keys, and through everything by keyboard or gamepad alone', async () => {
    const { lines, milliseconds } = await play([
      ...['await:Quick', 'press:key=Enter', 'await:fight', 'hold:key=D', 'await:step'],
      ...['press:key=Space', 'await:dash', 'hold:key=E', 'release:key=E', 'hold:key=F', 'await:shot', 'release:key=F'],
      ...['press:key=G', 'await:rocket', 'release:key=D'],
      ...['press:key=Enter', 'await:ChatField', 'type:hello', 'press:key=Enter'],
      ...['hold:key=Tab', 'await:Board', 'release:key=Tab'],
      // Watch, look at another, and fight again.
      ...['press:key=Escape', 'await:PauseMenu', 'press:key=Down', 'press:key=Enter', 'await:watching'],
      ...['await:followed', 'press:key=D', 'press:key=F', 'await:fight'],
      ...['press:key=Escape', 'await:PauseMenu', 'press:key=Down', 'press:key=Down', 'press:key=Down'],
      ...['press:key=Enter', 'await:start'],
      // The same with a gamepad: A, the sticks and triggers, Start, and the cross.
      ...['press:pad=0', 'await:fight', 'hold:axis=0=1', 'await:step', 'press:pad=0', 'await:dash'],
      ...['hold:axis=5=1', 'await:shot', 'release:axis=5=1', 'hold:axis=4=1', 'await:rocket', 'release:axis=4=1'],
      ...['release:axis=0=1', 'press:pad=6', 'await:PauseMenu', 'press:pad=12', 'press:pad=12', 'press:pad=0'],
      // A button of one's own for the menu: the right shoulder, which then closes it.
      ...['await:Bindings', 'press:pad=11', 'press:pad=0', 'press:pad=10', 'press:pad=1', 'await:PauseMenu'],
      ...['press:pad=10', 'press:pad=10', 'await:PauseMenu', 'press:pad=12', 'press:pad=12', 'press:pad=12'],
      ...['press:pad=0', 'await:start'],
    ]);
    expect(lines.filter((line) => line.includes('ERROR'))).toEqual([]);
    expect(lines).toContain('heard Ada: hello');
    expect(lines).toContain('bound arena_menu to Right shoulder');
    expect(lines.filter((line) => line.startsWith('watching ')).length).toBeGreaterThan(1);
    console.log(`from the start screen to the first step: ${milliseconds('await:step')} ms`);
  });

  /** A person does all this, one after the other. */
  async function play(
    todo: readonly string[],
  ): Promise<{ lines: readonly string[]; milliseconds(step: string): number }> {
    const godot = new GodotProcess(engine, {
      project,
      engineArgs: ['--max-fps', '60', 'res://arena-player/player.tscn'],
      args: ['--name=Ada', `--url=${server.url}`, `--play=${todo.join(',')}`],
    });
    await godot.waitForLine(/^all done$/, PATIENCE_MS);
    await godot.ended;
    const milliseconds = (step: string): number =>
      Number(godot.lines.flatMap((line) => new RegExp(`^done ${step} after (\\d+) ms$`).exec(line)?.[1] ?? [])[0]);
    return { lines: godot.lines, milliseconds };
  }
});
