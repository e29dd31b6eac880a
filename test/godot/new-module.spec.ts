import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../../src/testing/data-folder.js';
import { freePort, SHORT_LIVED } from '../support/server.js';
import { ServerCopy } from '../tools/server-copy.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

/** What a game would write: the typed facade, a typed reply, a typed error. */
const CALLER = `extends Node


func _ready() -> void:
	Godwit.connect_to_server(OS.get_environment("SERVER_URL"))
	var greeted: DiceGreeted.Result = await Godwit.dice.greet("Ada")
	print("greeted ok=%s text=%s" % [greeted.ok, greeted.message.text])
	var refused: DiceGreeted.Result = await Godwit.dice.greet("A".repeat(25))
	print("refused ok=%s message=%s" % [refused.ok, refused.message])
	for scene: String in ["tag", "tag_start", "tag_lobby"]:
		var made := load("res://demo/tag/%s.tscn" % scene) as PackedScene
		print("made %s" % made.get_state().get_node_name(0))
	get_tree().quit()
`;
const SCENE = `[gd_scene load_steps=2 format=3]

[ext_resource type="Script" path="res://caller.gd" id="1"]

[node name="Caller" type="Node"]
script = ExtResource("1")
`;
const PREPARATION_MS = 300_000;

describeWithEngine('godot4', 'A module from npm run new:module', (engine) => {
  const copy = new ServerCopy();
  let project: string;
  let port: number;

  beforeAll(async () => {
    const godot = copy.addGodot();
    await copy.runScript('new:module', 'dice');
    await copy.runScript('new:game', 'tag');
    await copy.runScript('godot:generate');
    writeFileSync(join(godot, 'caller.gd'), CALLER);
    writeFileSync(join(godot, 'caller.tscn'), SCENE);
    project = await copyProject(engine, godot);
    port = await freePort();
    // Its types are checked by the spec in test/tools.
    const server = copy.start([...SHORT_LIVED, await copy.built('main.ts')], {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: await dataFolder(),
    });
    await server.waitForLine(/Godwit listens/);
  }, PREPARATION_MS);

  it('is called from Godot by its own typed function, which returns its typed reply', async () => {
    const godot = new GodotProcess(engine, {
      project,
      engineArgs: ['res://caller.tscn'],
      env: { SERVER_URL: `ws://127.0.0.1:${port}` },
    });
    const { code } = await godot.ended;

    if (code !== 0) throw godot.failure('could not call the module');
    expect(godot.lines).toContain('greeted ok=true text=Hello, Ada!');
    expect(godot.lines).toContainEqual(expect.stringMatching(/^refused ok=false message=<null>$/));
    // The scenes and all scripts of a game that was made are in order.
    expect(godot.lines).toEqual(expect.arrayContaining(['made Tag', 'made Start', 'made Lobby']));
    expect(godot.lines.filter((line) => /^(?:SCRIPT |USER )?(?:ERROR|WARNING)/.test(line))).toEqual([]);
  });
});
