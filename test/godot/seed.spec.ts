import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { describeWithEngine, type Engine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

const GREETING = '{"type":1,"message":{"text":"hello, client!"}}';
const HELLO_LOGGED = /\{ type: 0, text: 'hello, server!' \}/;
// Godot 4 sorts the keys of what it sends.
const HELLO_LOGGED_IN_ANY_ORDER = /\{ (type: 0, text: 'hello, server!'|text: 'hello, server!', type: 0) \}/;

const fixtures = join(import.meta.dirname, 'fixtures');

describe("The tutorial's conversation", () => {
  for (const name of ['godot32', 'godot36'] satisfies EngineName[]) {
    describeWithEngine(name, 'as the tutorial tells it', (engine) => {
      const { server, play } = stage(engine, 'seed3', 'Network.gd');

      it('step 1: the server logs that a client connected', async () => {
        await play({ script: 'steps/1_connect.gd' });

        await server().waitForLog(/Client connected/);
      });

      it('step 2: the server logs the hello, which came in a binary frame', async () => {
        await play({ script: 'steps/2_say_hello.gd' });

        await server().waitForLog(HELLO_LOGGED);
      });

      it('step 3: the client prints the greeting', async () => {
        const godot = await play({});

        expect(await received(godot)).toBe(GREETING);
        await godot.waitForLine(/^\{message:\{text:hello, client!\}, type:1\}$/);
        await server().waitForLog(HELLO_LOGGED);
      });
    });
  }

  describeWithEngine('godot4', 'as the tutorial would tell it', (engine) => {
    const { server, play } = stage(engine, 'seed4', 'network.gd');

    it('step 1: the server logs that a client connected', async () => {
      await play({ script: 'steps/1_connect.gd' });

      await server().waitForLog(/Client connected/);
    });

    it('step 2: the server logs the hello, which came in a binary frame', async () => {
      await play({ script: 'steps/2_say_hello.gd' });

      await server().waitForLog(HELLO_LOGGED_IN_ANY_ORDER);
    });

    it.each(['text', 'binary'])(
      'step 3: the client says hello in a %s frame and prints the greeting',
      async (frame) => {
        const godot = await play({ args: [`--url=${server().url}`, `--frame=${frame}`] });

        expect(await received(godot)).toBe(GREETING);
        await godot.waitForLine(/^\{ "type": 1\.0, "message": \{ "text": "hello, client!" \} \}$/);
        await server().waitForLog(HELLO_LOGGED_IN_ANY_ORDER);
      },
    );
  });
});

/** A fresh server for each test, and a way to run the fixture against it with one of its scripts as the autoload. */
function stage(engine: Engine, fixture: string, autoload: string) {
  let current: TestServer | undefined;
  let godot: GodotProcess | undefined;

  const server = (): TestServer => {
    if (!current) throw new Error('No test is running.');
    return current;
  };
  const play = async (choice: { script?: string; args?: string[] }): Promise<GodotProcess> => {
    const project = await copyProject(engine, join(fixtures, fixture));
    if (choice.script) copyFileSync(join(project, choice.script), join(project, autoload));
    godot = new GodotProcess(engine, { project, args: choice.args, env: { PORT: String(server().port) } });
    return godot;
  };

  beforeEach(async () => {
    current = await startServer();
  });
  afterEach(async () => {
    await godot?.kill();
    await current?.stop();
  });
  return { server, play };
}

async function received(godot: GodotProcess): Promise<string | undefined> {
  const [, text] = await godot.waitForLine(/^received (.*)$/);
  return text;
}
