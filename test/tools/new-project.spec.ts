import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { describeWithEngine } from '../godot/engines.js';
import type { LoadResult } from '../../src/tools/load/report/load-result.js';
import { GodotProcess, runGodot } from '../../src/testing/godot-process.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { freePort } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { packRepository, PackedProject } from './packed-project.js';

/** Two packages are made, and a project is compiled, tested and started: a minute on a quiet machine. */
jest.setTimeout(900_000);

/** A crowd of its own, which knows its classes. */
const CROWD = `import { ChatJoinDto, ChatJoinedDto } from 'godwit/chat';
import { dto, scenario } from 'godwit/load';
import type { MeadowState } from './modules/meadow/meadow.state.js';

export default scenario('crowd', { rooms: { type: 'meadow' } }, async (bot) => {
  await bot.request(dto(ChatJoinDto, { channel: 'lobby', name: bot.name }), ChatJoinedDto);
  await bot.joinOrCreate();
  await bot.every('100ms', () => bot.time('seen', Object.keys(bot.state<MeadowState>() ?? {}).length));
});
`;

const CAVE_SHARED = `import { clamp } from 'godwit';
import type { CaveSteerDto } from './cave.messages.js';

const PIXELS_PER_SECOND = 200;

/** What a walker predicts. */
export class WalkBody {
  x = 400;
}

/** One tick of walking. */
export function walk(body: WalkBody, input: CaveSteerDto, seconds: number): void {
  body.x = clamp(body.x + input.x * PIXELS_PER_SECOND * seconds, 0, 800);
}
`;

const TROUBLE = /^(?:SCRIPT |USER )?(?:ERROR|WARNING)/;

describe('A project of npm create godwit, from the packed archives', () => {
  let project: PackedProject;
  let port: number;
  let server: LoggedProcess | undefined;

  beforeAll(async () => {
    project = await PackedProject.create(await packRepository(), '--features', 'chat');
    await project.godwit('generate');
    writeFileSync(join(project.root, 'src/crowd.ts'), CROWD);
  }, 900_000);

  afterAll(() => server?.stop());

  it('has a server with the features that were asked for, a room with its test, and what git and Docker want', () => {
    expect(project.read('src/app.module.ts')).toContain('const FEATURES = [ChatModule, LobbyModule, MeadowModule];');
    for (const path of ['src/modules/meadow/meadow.room.spec.ts', '.env.example', '.gitignore', 'Dockerfile']) {
      expect([path, existsSync(join(project.root, path))]).toEqual([path, true]);
    }
    expect(JSON.parse(project.read('package.json'))).toMatchObject({ name: 'my-game', type: 'module' });
  });

  it('has the addon with the classes of its messages, and of no feature that it has not', () => {
    const generated = readdirSync(join(project.root, 'godot/addons/godwit/generated'));
    expect(generated).toEqual(expect.arrayContaining(['chat', 'lobby', 'meadow']));
    expect(generated).not.toContain('arena');
    expect(generated).not.toContain('auth');
  });

  it('gets a module, a room and a game more, whose types and tests are in order', async () => {
    const module = await project.godwit('new', 'module', 'dice');
    const room = await project.godwit('new', 'room', 'cave');
    expect([module, room].map((lines) => lines.find((line) => line.includes('owns the types')))).toEqual([
      expect.stringContaining('1050 to 1099'),
      expect.stringContaining('1100 to 1149'),
    ]);
    expect((await project.godwit('generate')).join('\n')).toMatch(/^Contract \w+: \d+ messages, \d+ files changed\.$/);
    expect((await project.godwit('generate')).join('\n')).toMatch(/nothing changed/);

    const withoutGame = project.read('src/app.module.ts');
    const game = await project.godwit('new', 'game', 'tag');
    expect(game).toContain('  npx godwit load src/games/tag/tag.load.ts    lets bots play on the running server');
    expect(project.read('src/app.module.ts')).toMatch(/ChatModule[^;]*AuthModule[^;]*PartiesModule,\s*TagModule/);
    expect(existsSync(join(project.root, 'godot/lobby/lobby.tscn'))).toBe(true);
    await project.checkTypes();

    // What follows is for servers without accounts.
    for (const folder of ['src/games', 'godot/tag', 'godot/lobby'])
      rmSync(join(project.root, folder), { recursive: true });
    writeFileSync(join(project.root, 'src/app.module.ts'), withoutGame);
    expect((await project.test()).join('\n')).toMatch(/Tests: +6 passed, 6 total/);
  });

  it('gets a rule that is predicted, in Godot and in the contract, and is not built while that is stale', async () => {
    const [shared, state] = ['cave.shared.ts', 'cave.state.ts'].map((name) =>
      join(project.root, 'src/modules/cave', name),
    );
    if (shared === undefined || state === undefined) throw new Error('There is no such file.');
    writeFileSync(shared, CAVE_SHARED.replace('200', '199'));
    const predicted = readFileSync(state, 'utf8')
      .replace('import {', "import { walk, WalkBody } from './cave.shared.js';\nimport { Predicted,")
      .replace(
        / {2}name = (?:''|"");/,
        "$&\n  owner = '';\n  @Predicted(walk) readonly body: WalkBody = new WalkBody();",
      );
    writeFileSync(state, predicted);
    expect((await project.godwit('generate')).join('\n')).not.toContain('The server does not know');

    expect(project.read('godot/addons/godwit/generated/cave/cave_shared.gd')).toContain(
      'static func walk(body: WalkBody',
    );
    const contract = project.read('godot/addons/godwit/generated/godwit_contract.gd');
    expect(contract).toContain('GodwitStep.new("body", GodwitCaveShared, &"walk", GodwitCaveShared.WalkBody, [\n');
    expect(contract).toContain('\t\t\t"core/prediction/step-math.shared.ts#clamp",\n');

    writeFileSync(shared, CAVE_SHARED);
    await expect(project.godwit('build')).rejects.toThrow(
      'src/generated/contract.ts does not say what your shared files say now; run npx godwit generate.',
    );
    await project.godwit('generate');
    await project.checkTypes();
  });

  it('takes no name that godwit has, and says both', async () => {
    await expect(project.godwit('new', 'module', 'chat')).rejects.toThrow(
      '"chat" is a part of godwit already, and both would be Godwit.chat in Godot',
    );
  });

  it('names file and line of what is wrong in its own code', async () => {
    const path = join(project.root, 'src/modules/dice/dice.module.ts');
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, `${good}\nthrow new Error('No dice today.');\n`);
    await expect(project.godwit('generate')).rejects.toThrow(
      /src\/modules\/dice\/dice\.module\.ts:\d+: No dice today\./,
    );
    writeFileSync(path, good);
  });

  it('has bots play on it, by a scenario of its own in TypeScript', async () => {
    await project.godwit('build');
    const bots = await freePort();
    const served = project.start(['start'], { PORT: String(bots), HOST: '127.0.0.1', DATA_DIR: await dataFolder() });
    await served.waitForLine(/Godwit listens/, 120_000);

    const url = `ws://127.0.0.1:${bots}`;
    const load = project.start(['load', 'src/crowd.ts', '--bots', '4', '--hold', '2s', '--url', url, '--json']);
    await load.ended;
    await served.stop();
    const result = JSON.parse(load.lines.find((line) => line.startsWith('{')) ?? '{}') as LoadResult;
    const held = result.stages.find(({ isJudged }) => isJudged);
    expect(held?.figures).toMatchObject({ bots: 4, errors: 0, hashMismatches: 0 });
    expect(held?.times.find(({ key }) => key === 'own:seen')?.p50).toBeGreaterThan(0);
    const reports = readdirSync(join(project.root, '.cache/load'));
    expect(reports.map((name) => name.slice(-11)).sort()).toEqual(['-crowd.html', '-crowd.json']);
  });

  it('is built, and serves without what only development needs', async () => {
    await project.godwit('build');
    project.omitDev();
    port = await freePort();
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder() };
    server = project.start(['start'], env);
    await server.waitForLine(/Godwit listens/, 120_000);

    const client = await TestClient.connect(`ws://127.0.0.1:${port}`);
    expect(await client.request(1050, { name: 'Ada' })).toMatchObject({ type: 1051, message: { text: 'Hello, Ada!' } });
    client.close();

    const { messages, steps = [] } = (await (await fetch(`http://127.0.0.1:${port}/contract`)).json()) as Contract;
    expect(steps.map(({ key }) => key)).toEqual([
      'core/prediction/step-math.shared.ts#clamp',
      ...['PIXELS_PER_SECOND', 'WalkBody', 'walk'].map((name) => `modules/cave/cave.shared.ts#${name}`),
    ]);
    expect(project.read('godot/addons/godwit/generated/godwit_contract.gd')).toContain(
      `"${steps.at(-1)?.key ?? ''}:${steps.at(-1)?.hash ?? ''}"`,
    );
    expect(messages.find(({ name }) => name === 'DiceGreet')).toMatchObject({ doc: 'Asks for a greeting.' });
    expect(messages.find(({ name }) => name === 'ChatSay')?.doc).not.toBe('');
  });

  describeWithEngine('godot4', 'its scene', (engine) => {
    it('plays as it is', async () => {
      const game = join(project.root, 'godot');
      const file = join(game, 'project.godot');
      writeFileSync(file, readFileSync(file, 'utf8').replace('ws://localhost:1234', `ws://127.0.0.1:${port}`));
      const { end } = await runGodot(engine, ['--path', game, '--import']);
      expect(end.code).toBe(0);

      const player = new GodotProcess(engine, { project: game });
      await player.waitForLine(/^In room \w{4,10}$/, 120_000);
      await player.stop();
      expect(player.lines.filter((line) => TROUBLE.test(line))).toEqual([]);
    });
  });
});
