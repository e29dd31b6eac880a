import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { TestClient } from '../../src/testing/test-client.js';
import { LobbyType } from '../../src/modules/lobby/lobby.messages.js';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { packRepository, PackedProject, type Packages } from './packed-project.js';

/** The package is packed, and two applications are compiled: half a minute on a quiet machine. */
jest.setTimeout(900_000);

const FIXTURE = join(import.meta.dirname, 'fixtures/nest-application');

/** As Nest's own projects have it. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    rootDir: 'src',
    outDir: 'dist',
    types: ['node'],
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    useDefineForClassFields: false,
    skipLibCheck: true,
  },
  include: ['src'],
};

/** Types of the application's own messages. */
const SCORE = 1000;
const LABEL = 1002;

describe('The package, in an application that knows nothing of this repository', () => {
  let packages: Packages;
  let project: PackedProject;
  let application: LoggedProcess | undefined;

  beforeAll(async () => {
    packages = await packRepository();
    project = await PackedProject.empty(packages.godwit);
  }, 900_000);

  afterEach(() => application?.kill());

  it('has its entries, their types, migrations, licences and the addons, and nothing of the tests', () => {
    const { stdout } = spawnSync('tar', ['tzf', packages.godwit], { encoding: 'utf8' });
    const files = stdout
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
    expect(files).toEqual(
      expect.arrayContaining([
        ...['dist/index.js', 'dist/index.d.ts', 'dist/modules/chat/index.js', 'dist/testing/index.js'],
        ...['LICENSE', 'README.md', '.env.example', 'dist/modules/auth/migrations/meta/_journal.json'],
        ...['godot/addons/godwit/plugin.cfg', 'godot/godot3/addons/godwit/plugin.cfg'],
        ...['godot/addons/godwit/LICENSE', 'godot/godot3/addons/godwit/LICENSE'],
      ]),
    );
    expect(files.filter((path) => /\.spec\.|^(src|test)\/|^godot\/.*project\.godot$|\.map$/.test(path))).toEqual([]);
  });

  it('closes every file that is no entry', () => {
    const deep =
      "import('godwit/dist/core/sessions/session.js').then(() => 'open', ({ code }) => code).then(console.log)";
    expect(evaluate(project, deep)).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('refuses a second version of itself, and names both', () => {
    const plugin = join(project.root, 'node_modules/plugin/node_modules/godwit');
    cpSync(join(project.root, 'node_modules/godwit'), plugin, { recursive: true });
    writeFileSync(
      join(plugin, 'package.json'),
      JSON.stringify({ name: 'godwit', version: '0.0.7', type: 'module', exports: './dist/index.js' }),
    );
    writeFileSync(
      join(project.root, 'node_modules/plugin/package.json'),
      JSON.stringify({ name: 'plugin', type: 'module', exports: './index.js' }),
    );
    writeFileSync(join(project.root, 'node_modules/plugin/index.js'), "import 'godwit';\n");

    const both = "import('godwit').then(() => import('plugin')).catch(({ message }) => console.log(message))";
    const { version } = JSON.parse(project.read('node_modules/godwit/package.json')) as { version: string };
    const told = evaluate(project, both);
    expect(told).toContain(`Two copies of Godwit are in one process: ${version} in `);
    expect(told).toMatch(/ and 0\.0\.7 in .*plugin/);
  });

  it.each(['commonjs', 'module'] as const)('plays beside what is there already: %s', async (type) => {
    leaveAnotherWs(project);
    await compileAs(project, type);
    application = project.node([`${type}/dist/main.js`], {
      APP_NAME: 'the application',
      GAME_PATH: '/game',
      DATA_DIR: join(project.root, 'data', type),
    });
    const [, url = ''] = await application.waitForLine(/^listening on (\S+)/, 120_000);
    const client = await TestClient.connect(`${url.replace('http', 'ws')}/game`);

    expect(await client.request(SCORE, { name: 'ann', points: 3 })).toMatchObject({ message: { points: 3 } });
    expect(await client.request(SCORE, { name: 'ann', points: 4 })).toMatchObject({ message: { points: 7 } });
    await client.request(LobbyType.JoinOrCreate, { roomType: 'den' });
    expect(await client.request(LABEL, { name: 'ann' })).toMatchObject({ message: { label: 'player ann' } });

    const pageOf = async (path: string, headers = {}): Promise<[number, string]> => {
      const answer = await fetch(`${url}${path}`, { headers });
      return [answer.status, await answer.text()];
    };
    expect(await pageOf('/')).toEqual([200, 'hello from the application']);
    expect(await pageOf('/guarded', { 'x-key': 'open' })).toEqual([200, 'let in']);
    expect((await pageOf('/guarded'))[0]).toBe(403);
    expect(await pageOf('/missing')).toEqual([404, expect.stringContaining('"message":"No such thing."')]);
    expect((await pageOf('/health/ready'))[0]).toBe(200);
    expect(application.lines.filter((line) => line.startsWith('own logger: '))).not.toEqual([]);

    await application.stop();
    expect((await client.closed).code).toBe(1001);
    expect(application.lines).toContain('own logger: Closing 1 connections.');
  });
});

function evaluate(project: PackedProject, code: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { cwd: project.root, encoding: 'utf8' });
  return stdout + stderr;
}

/** Nest's adapter brings a ws of its own, which must get none of the game's sockets. */
function leaveAnotherWs(project: PackedProject): void {
  const other = join(project.own('@nestjs/platform-ws'), 'node_modules/ws');
  cpSync(join(project.root, 'node_modules/ws'), other, { recursive: true, dereference: true });
  const refusal = "module.exports.prototype.completeUpgrade = () => { throw new Error('The other ws was asked.'); };\n";
  appendFileSync(join(other, 'lib/websocket-server.js'), refusal);
}

/** Compiles the application with its own compiler against the package's types. */
async function compileAs(project: PackedProject, type: 'commonjs' | 'module'): Promise<void> {
  const folder = join(project.root, type);
  mkdirSync(folder, { recursive: true });
  cpSync(FIXTURE, join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await project.compile('-p', `${type}/tsconfig.json`);
}
