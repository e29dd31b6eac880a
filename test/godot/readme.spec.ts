import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { blocksUnder } from '../support/guides.js';
import { startServer } from '../support/server.js';
import { describeWithEngine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

const root = resolve(import.meta.dirname, '../..');
const GUIDE = 'godot/network_2020/README.md';
const PORT_LINE = 'const PORT: int = 1234\n';
const HELLO_LOGGED = /\{ type: 0, text: 'hello, server!' \}/;

/** A script as the guide shows it: under which heading, the same in which file, for which project, and its output. */
const GODOT_3 = {
  heading: 'Godot 3',
  file: 'godot/godot3/network_2020/network_godot3.gd',
  project: 'seed3',
  autoload: 'Network.gd',
  prints: '{message:{text:hello, client!}, type:1}',
};
const GODOT_4 = {
  heading: 'Godot 4',
  file: 'godot/network_2020/network_godot4.gd',
  project: 'seed4',
  autoload: 'network.gd',
  prints: '{ "type": 1.0, "message": { "text": "hello, client!" } }',
};
const scripts = { godot32: GODOT_3, godot36: GODOT_3, godot4: GODOT_4 } satisfies Partial<Record<EngineName, object>>;

describe(`The scripts of ${GUIDE}`, () => {
  it.each([GODOT_3, GODOT_4])('shows for $heading what stands in $file', ({ heading, file }) => {
    expect(shownScript(heading)).toBe(readFileSync(join(root, file), 'utf8'));
  });

  for (const name of ['godot32', 'godot36', 'godot4'] satisfies EngineName[]) {
    describeWithEngine(name, 'put into an empty project', (engine) => {
      it('prints the greeting as a dictionary, and the server logs the connection and the hello', async () => {
        const { heading, project, autoload, prints } = scripts[name];
        const server = await startServer();
        const folder = await copyProject(engine, join(import.meta.dirname, 'fixtures', project));
        writeFileSync(join(folder, autoload), onPort(shownScript(heading), server.port));
        const godot = new GodotProcess(engine, { project: folder });

        await godot.waitForLine(/^\{.*\}$/);
        expect(godot.lines.filter((line) => line.startsWith('{'))).toEqual([prints]);
        await server.waitForLog(/Client connected/);
        await server.waitForLog(HELLO_LOGGED);

        await godot.kill();
        await server.stop();
      });
    });
  }
});

/** The GDScript block of the guide under this heading. */
function shownScript(heading: string): string {
  const script = blocksUnder(GUIDE, heading).find(({ kind }) => kind.startsWith('gdscript'));
  return script?.content ?? '';
}

/** The only change to a script: port 1234 may be taken on this machine. */
function onPort(script: string, port: number): string {
  expect(script).toContain(PORT_LINE);
  return script.replace(PORT_LINE, `const PORT: int = ${port}\n`);
}
