import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataFolder } from '../support/data-folder.js';
import type { LoggedProcess } from '../support/logged-process.js';
import { freePort } from '../support/server.js';
import { TestClient } from '../support/test-client.js';
import { ServerCopy } from '../tools/server-copy.js';
import { readmeSteps, type ReadmeStep } from './readme-steps.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from './godot-process.js';
import { copyProject } from './project-copy.js';

/** Everything is generated, tested and started, twice: a minute on a quiet machine. */
const LIMIT_MS = 900_000;
const PATIENCE_MS = 240_000;

const README = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const TUTORIALS = ['Your first message in five minutes', 'Rooms in ten minutes'];
const ERRORS = /^(?:SCRIPT |USER )?(?:ERROR|WARNING)/;

/** What the reader has around a few lines that stand by themselves. */
const AROUND = `extends Node

var device_id := "0123456789abcdef0123456789abcdef"


func _ready() -> void:
	Godwit.connect_to_server()
`;

const sceneOf = (type: string, script: string): string => `[gd_scene load_steps=2 format=3]

[ext_resource type="Script" path="res://${script}" id="1"]

[node name="Scene" type="${type}"]
script = ExtResource("1")
`;

describe("The README's tutorials, one after the other", () => {
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
  async function follow({ kind, content, file, from }: ReadmeStep): Promise<void> {
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
    else throw new Error(`The README says ${line}, which this test does not know.`);
  }

  async function start(): Promise<void> {
    await server?.stop();
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder() };
    server = copy.start(['--import', '@swc-node/register/esm-register', 'src/tools/start-dev.ts'], env);
    await server.waitForLine(/Godwit listens/, PATIENCE_MS);
    // The type checker has read what was pasted.
    await server.waitForLine(/Found \d+ errors/, PATIENCE_MS);
    served.push(server.lines.filter((line) => /error TS\d+/.test(line)).length);
  }

  /** The only change to what is pasted: port 1234 may be taken on this machine. */
  function onPort(script: string): string {
    expect(script).toContain('Godwit.connect_to_server(');
    return script.replace(/connect_to_server\([^)]*\)/, `connect_to_server("ws://127.0.0.1:${port}")`);
  }

  for (const title of TUTORIALS) {
    it(
      `"${title}" works as it is written`,
      async () => {
        for (const step of readmeSteps(README, title)) await follow(step);
      },
      LIMIT_MS,
    );
  }

  it('gave two servers whose sources have no error, and the second answers the messages of both', async () => {
    expect(served).toEqual([0, 0]);
    const client = await TestClient.connect(`ws://127.0.0.1:${port}`);
    expect(await client.request(1000, { sides: 6 })).toMatchObject({ type: 1001 });
    expect(await client.request(1050, { x: 2, y: 0 })).toMatchObject({ message: { code: 'message.invalid' } });
    client.close();
  });

  describeWithEngine('godot4', 'played', (engine) => {
    async function play(name: string, type: string, prints: RegExp): Promise<void> {
      writeFileSync(join(godot, `${name}.tscn`), sceneOf(type, `${name}.gd`));
      const project = await copyProject(engine, godot);
      const player = new GodotProcess(engine, { project, engineArgs: [`res://${name}.tscn`] });
      await player.waitForLine(prints, PATIENCE_MS);
      await player.stop();
      expect(player.lines.filter((line) => ERRORS.test(line))).toEqual([]);
    }

    it.each([
      ['dice', 'Node', /^The die shows [1-6]$/],
      ['tag', 'Node2D', /^In room \w+$/],
    ])('%s.tscn prints what the README says, and no error', play, LIMIT_MS);

    it.each([
      ['A game that exists already', /^\w{4,10}$/],
      ['In your own game', /^Ann: hi$/],
      ['Accounts, saves, leaderboards', /^pasted$/],
    ])(
      'the lines under "%s" work as they are written',
      async (chapter, prints) => {
        const { content = '' } = readmeSteps(README, chapter).find(({ kind }) => kind === 'gdscript') ?? {};
        const lines = `${content}print("pasted")\n`.replace(/^(?=.)/gm, '\t');
        const script = content.startsWith('func ') ? `extends Node\n\n\n${content}` : AROUND + lines;
        writeFileSync(join(godot, 'pasted.gd'), onPort(script));
        await play('pasted', 'Node', prints);
      },
      LIMIT_MS,
    );
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
