import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../src/testing/data-folder.js';
import { blocksUnder, type GuideBlock } from '../support/guides.js';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { freePort } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { ServerCopy } from '../tools/server-copy.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';
import { TUTORIALS } from './readme-tutorials.js';

/** Everything is generated, tested and started, twice: a minute on a quiet machine. */
const LIMIT_MS = 900_000;
const PATIENCE_MS = 240_000;

const ERRORS = /^(?:SCRIPT |USER )?(?:ERROR|WARNING)/;

const WALKER = `
[node name="Walker" type="Node" parent="."]
script = ExtResource("3")
`;

const sceneOf = (type: string, script: string, nodes: string, other = script): string => `[gd_scene format=3]

[ext_resource type="Script" path="res://${script}" id="1"]
[ext_resource type="Script" path="res://addons/godwit/nodes/godwit_predictor.gd" id="2"]
[ext_resource type="Script" path="res://${other}" id="3"]

[node name="Scene" type="${type}"]
script = ExtResource("1")
${nodes}`;

describe("The guides' tutorials, one after the other", () => {
  const copy = new ServerCopy();
  const godot = copy.addGodot();
  const served: number[] = [];
  let port: number;
  let server: LoggedProcess | undefined;

  beforeAll(async () => {
    port = await freePort();
  });

  afterAll(() => server?.kill());

  /** What the reader does with a block, as the text before it says. */
  async function follow({ kind, content, file, from }: GuideBlock): Promise<void> {
    if (kind === 'sh') for (const line of content.trim().split('\n')) await shell(line);
    else if (kind === 'ts' && file !== undefined) paste(join(copy.root, file), content, from);
    else if (kind === 'gdscript' && file !== undefined) paste(join(godot, file), onPort(content), undefined);
    else throw new Error(`Nothing is said of what to do with:\n${content}`);
  }

  async function shell(line: string): Promise<void> {
    const [command, action, ...words] = line.split(' ').filter((word) => word !== '--');
    if (line === 'npm ci') return;
    if (line === 'npm run start:dev') await start();
    else if (command === 'rm')
      await copy.run('-e', `for (const f of process.argv.slice(1)) fs.rmSync(f)`, action ?? '', ...words);
    else if (command === 'npm' && action === 'test') await copy.runScript('test', ...words);
    else if (command === 'npm' && action === 'run') await copy.runScript(words[0] ?? '', ...words.slice(1));
    else throw new Error(`The guide says ${line}, which this test does not know.`);
  }

  async function start(): Promise<void> {
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder() };
    server = await copy.startDev(env);
    await server.waitForLine(/Godwit listens/, PATIENCE_MS);
    // The type checker has read what was pasted.
    await server.waitForLine(/Found \d+ errors/, PATIENCE_MS);
    // It has written the classes of what was pasted.
    await server.waitForLine(/Godot classes: /, PATIENCE_MS);
    served.push(server.lines.filter((line) => /error TS\d+/.test(line)).length);
  }

  /** The only change to what is pasted: port 1234 may be taken on this machine. */
  function onPort(script: string): string {
    expect(script).toContain('Godwit.connect_to_server(');
    return script.replace(/connect_to_server\([^)]*\)/, `connect_to_server("ws://127.0.0.1:${port}")`);
  }

  for (const tutorial of TUTORIALS) {
    const { guide, chapter, module, node, nodes = '', prints } = tutorial;

    it(
      `"${chapter}" works as it is written`,
      async () => {
        // What is pasted into a server that runs is loaded by it at once, a half-done step too.
        await server?.stop();
        for (const step of blocksUnder(guide, chapter)) await follow(step);
        expect(existsSync(join(godot, `addons/godwit/generated/${module}/${module}_api.gd`))).toBe(true);
      },
      LIMIT_MS,
    );

    describeWithEngine('godot4', 'played', (engine) => {
      it(
        `${module}.tscn prints what "${chapter}" says, and no error`,
        async () => {
          writeFileSync(join(godot, `${module}.tscn`), sceneOf(node, `${module}.gd`, nodes));
          const project = await copyProject(engine, godot);
          const player = new GodotProcess(engine, { project, engineArgs: [`res://${module}.tscn`] });
          await player.waitForLine(prints, PATIENCE_MS);
          await player.stop();
          expect(player.lines.filter((line) => ERRORS.test(line))).toEqual([]);
        },
        LIMIT_MS,
      );
    });
  }

  describeWithEngine('godot4', 'played over a bad line', (engine) => {
    it(
      'predicts what the server does: at 150 ms, with jitter, losses and a stall',
      async () => {
        copyFileSync('test/godot/fixtures/tag_walker.gd', join(godot, 'tag_walker.gd'));
        const { nodes = '' } = TUTORIALS.find(({ chapter }) => chapter === 'Nobody waits') ?? {};
        writeFileSync(join(godot, 'tag.tscn'), sceneOf('Node2D', 'tag.gd', WALKER + nodes, 'tag_walker.gd'));
        const project = await copyProject(engine, godot);
        const player = new GodotProcess(engine, { project, engineArgs: ['res://tag.tscn'] });
        const [, steps, corrections, roundTripMs] = await player.waitForLine(
          /^Played: (\d+) steps, (\d+) corrections, round trip (\d+)$/,
          PATIENCE_MS,
        );
        await player.stop();
        expect(player.lines).toContain('line true');
        expect(Number(steps)).toBeGreaterThan(60);
        expect(Number(roundTripMs)).toBeGreaterThan(100);
        // With another rule it would be corrected with each patch. A machine that stands still may cost an input or two.
        expect(Number(corrections)).toBeLessThan(Number(steps) / 10);
        expect(player.lines.filter((line) => ERRORS.test(line))).toEqual([]);
      },
      LIMIT_MS,
    );
  });

  it('gave servers whose sources have no error, and the last answers the messages of all', async () => {
    expect(served).toEqual([0, 0, 0]);
    const client = await TestClient.connect(`ws://127.0.0.1:${port}`);
    expect(await client.request(1000, { sides: 6 })).toMatchObject({ type: 1001 });
    expect(await client.request(1050, { x: 2, y: 0 })).toMatchObject({ message: { code: 'message.invalid' } });
    client.close();
  });
});

/** Replaces the file, or what it has from a certain place on. */
function paste(path: string, content: string, from: string | undefined): void {
  if (from === undefined) {
    writeFileSync(path, content);
    return;
  }
  const before = readFileSync(path, 'utf8');
  expect(before).toContain(from);
  writeFileSync(path, before.slice(0, before.indexOf(from)) + content.trimStart());
}
