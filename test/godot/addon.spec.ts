import { startServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine, type EngineName } from './engines.js';
import { GodotProcess } from './godot-process.js';

/** What a run without faults never prints: a failure with its reasons, a test left out, a fault in a script. */
const FAULT = /^(FAILED|NOT RUN| {8}\S)|SCRIPT ERROR|Parse Error/;

describe("The addon's own tests", () => {
  for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
    describeWithEngine(name, 'in the engine they are for', (engine) => {
      it('all pass, those against the real server included', async () => {
        const server = await startServer();
        const godot = new GodotProcess(engine, {
          project: await copyAddonProject(engine),
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
