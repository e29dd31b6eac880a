import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { makeStrict } from './strict-warnings.js';

const PATIENCE_MS = 60_000;
const FOLDER = resolve(import.meta.dirname, '../../godot/labs');
/** What is no lab by itself. */
const PARTS = ['lab', 'labs', 'lab_figure', 'lab_target', 'lab_bolt'];

/** What a lab shows at its end, of what it has measured. How fast a machine is decides no figure's bar here: the addon's tests have those. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  echo: /^figure corrections: \d$/,
  corrections: /^figure 95 % gone after: \d+ ms$/,
  interpolation: /^figure unevenness, shown: \d+\.\d+$/,
  projectiles: /^figure spreads with equal bits: ([1-9]\d*) of \1$/,
  rewind: /^figure hits on what was seen: \d+ of \d+$/,
  slow_link: /^figure age of what is shown: \d+ ms$/,
};

const labs = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.tscn'))
  .map((file) => basename(file, '.tscn'))
  .filter((name) => !PARTS.includes(name));

describeWithEngine('godot4', 'The labs', (engine) => {
  let server: TestServer;
  let project: string;

  beforeAll(async () => {
    server = await startServer({ env: { AUTH_REQUIRED: 'false', NETWORK_LAB: 'on' } });
    project = await copyAddonProject(engine);
    makeStrict(engine, project);
  });
  afterAll(() => server.stop());

  it('are all tried here', () => {
    expect(labs.sort()).toEqual(Object.keys(SHOWN).sort());
  });

  it.each(labs)('play %s by itself, without a warning', async (lab) => {
    const lines = await play(lab);
    expect(lines.filter((line) => /ERROR|WARNING/.test(line))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^in room code=\w+$/));
    expect(lines).toContainEqual(expect.stringMatching(SHOWN[lab] ?? /^$/));
  });

  /** Runs one for some seconds, and tells what it printed. */
  async function play(lab: string): Promise<readonly string[]> {
    const engineArgs = ['--max-fps', '60', 'res://labs/labs.tscn'];
    const args = [`--lab=${lab}`, `--url=${server.url}`, '--play', '--quit-after=10'];
    const godot = new GodotProcess(engine, { project, engineArgs, args });
    await godot.waitForLine(/^quit /, PATIENCE_MS);
    await godot.ended;
    return godot.lines;
  }
});
