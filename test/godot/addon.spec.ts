import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine, type Engine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { makeStrict } from './strict-warnings.js';

/** What a run without faults never prints: a failure with its reasons, a test left out, a fault in a script. */
const FAULT = /^(FAILED|NOT RUN| {8}\S)|SCRIPT ERROR|Parse Error/;

/** As beginners write: no types, a parameter and a variable that are not used. */
const BEGINNER = `extends Node

func _ready():
\tvar unused = 1
\tprint("ready: ", add(1, 2, 3))
\tvar thing = self
\tthing.set_process(false)

func add(a, b, c):
\treturn a + b
`;

const SCENE = `[gd_scene load_steps=2 format=2]

[ext_resource path="res://beginner.gd" type="Script" id=1]

[node name="Beginner" type="Node"]
script = ExtResource( 1 )
`;

describe("The addon's own tests", () => {
  for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
    describeWithEngine(name, 'in the engine they are for', (engine) => {
      it('all pass, those against the real server included', async () => {
        const server = await startServer({ env: { NETWORK_LAB: 'on' } });
        const godot = new GodotProcess(engine, {
          project: await strictProject(engine),
          engineArgs: ['-s', 'res://test/run.gd'],
          args: [`--url=${server.url}`],
        });

        const end = await godot.ended;
        expect(godot.lines.filter((line) => FAULT.test(line))).toEqual([]);
        if (end.code !== 0) throw godot.failure(`ended with code ${end.code ?? 'none'}`);
        expect(godot.lines).toContainEqual(expect.stringMatching(/^[1-9]\d* passed, 0 failed$/));
        expect(godot.lines).toContainEqual(expect.stringMatching(/^ok +server_test\./));

        await server.stop();
      });

      // Godot 3.2 can't read such an address.
      if (name !== 'godot32') {
        it('reaches a server at an IPv6 address', async () => {
          const server = await startServer();
          const godot = new GodotProcess(engine, {
            project: await copyAddonProject(engine),
            engineArgs: ['-s', 'res://test/run.gd'],
            args: [`--url=ws://[::1]:${server.port}`, '--only=server_test'],
          });

          await godot.ended;
          expect(godot.lines.filter((line) => FAULT.test(line))).toEqual([]);
          expect(godot.lines).toContainEqual(expect.stringMatching(/^[1-9]\d* passed, 0 failed$/));

          await server.stop();
        });
      }
    });
  }
});

describe("A beginner's own script in the demo project", () => {
  for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
    describeWithEngine(name, 'without types', (engine) => {
      it('runs, and would not where warnings are errors', async () => {
        const project = await copyAddonProject(engine);
        writeFileSync(join(project, 'beginner.gd'), BEGINNER);
        writeFileSync(join(project, 'beginner.tscn'), SCENE);
        const run = async () => {
          const godot = new GodotProcess(engine, { project, engineArgs: ['res://beginner.tscn'] });
          await Promise.race([godot.waitForLine(/^ready: 3$|Parse Error|SCRIPT ERROR/), godot.ended]);
          await godot.kill();
          return godot.lines.filter((line) => /^ready|SCRIPT ERROR/.test(line));
        };

        expect(await run()).toEqual(['ready: 3']);
        makeStrict(engine, project);
        expect(await run()).not.toContain('ready: 3');
      });
    });
  }
});

async function strictProject(engine: Engine): Promise<string> {
  const project = await copyAddonProject(engine);
  makeStrict(engine, project);
  return project;
}
