import { readFileSync } from 'node:fs';
import { ListedClasses } from '../../src/core/contract/declarations.js';
import type { Room } from '../../src/core/rooms/api/room.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestApp } from '../../src/testing/test-app.js';
import { stepFile, withStepMath, type StepFile } from '../../src/tools/gdscript/steps/step-files.js';
import { stepHashes } from '../../src/tools/gdscript/steps/step-hashes.js';
import { importProject, writeAddonProject } from '../conformance/addon-project.js';
import { describeWithEngine, type Engine, type EngineName } from './engines.js';
import { DashRoom, NewDashRoom } from './fixtures/other-rule/dash.room.js';
import { makeStrict } from './strict-warnings.js';

const PATH = 'games/dash/dash.shared.ts';
const TEXT = readFileSync(`${import.meta.dirname}/fixtures/other-rule/dash.shared.ts`, 'utf8');
const files: readonly StepFile[] = withStepMath([stepFile(PATH, TEXT)]);
/** What the constant is tomorrow; the step uses it through a function. */
const newFiles = withStepMath([stepFile(PATH, TEXT.replace('220', '180'))]);

/** A server with a room, as an argument for the player. */
async function serve(
  room: new () => Room,
  shared: readonly StepFile[],
): Promise<{ server: TestApp; argument: string }> {
  const steps = new ListedClasses([], [], {}, stepHashes(shared));
  const server = await TestApp.start({
    providers: [room, { provide: ListedClasses, useValue: steps }],
    env: { AUTH_REQUIRED: 'false' },
  });
  const { code } = await server.app.get(RoomRegistry).create('dash');
  return { server, argument: `--room=${server.url},${code}` };
}

async function makeProject(engine: Engine, { wire }: TestApp): Promise<string> {
  const project = temporaryFolder('other-rule');
  writeAddonProject(engine, project, { contract: wire.contract, from: '../godot/fixtures/other-rule', steps: files });
  makeStrict(engine, project);
  await importProject(engine, project);
  return project;
}

async function play(engine: Engine, project: string, args: readonly string[]): Promise<readonly string[]> {
  const godot = new GodotProcess(engine, { project, engineArgs: ['-s', 'res://dasher.gd'], args });
  const { code } = await godot.ended;
  if (code !== 0) throw godot.failure(`ended with code ${code ?? 'none'}`);
  return godot.lines.filter((line) => /^(games|core|godwit\.|refused)|SCRIPT ERROR|another contract/.test(line));
}

for (const name of ['godot4', 'godot36', 'godot32'] satisfies EngineName[]) {
  describeWithEngine(name, 'A client with another rule than the server', (engine) => {
    const binary = name === 'godot4' ? 'godwit.binary.v1' : 'godwit.binary.v1.godot3';

    it('is told what differs and shows the state, and predicts at a server with its own', async () => {
      const today = await serve(DashRoom, files);
      const tomorrow = await serve(NewDashRoom, newFiles);
      const project = await makeProject(engine, today.server);

      for (const [codec, protocol] of [['auto', binary] as const, ['json', 'godwit.json.v1'] as const]) {
        const args = [`--codec=${codec}`, tomorrow.argument, today.argument];
        expect(await play(engine, project, args)).toEqual([
          expect.stringContaining(
            'the server has another contract: games/dash/dash.shared.ts#PIXELS_PER_SECOND is not',
          ),
          'games/dash/dash.shared.ts#PIXELS_PER_SECOND is not the same on the server',
          `${protocol} outdated=true shows the told, 0 corrections`,
          `${protocol} outdated=false shows the predicted, 0 corrections`,
        ]);
      }

      await Promise.all([today.server.stop(), tomorrow.server.stop()]);
    });
  });
}
