import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeWithEngine, type Engine } from '../godot/engines.js';
import { GodotProcess, runGodot } from '../../src/testing/godot-process.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { builtServer } from '../support/built-server.js';
import { startServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const fixtures = resolve(import.meta.dirname, 'fixtures/package');
const projectRoot = resolve(import.meta.dirname, '../..');
const PROGRAM = join(dirname(await builtServer()), 'tools/godwit.js');

/** Runs what `npm run godot:package` runs, compiled. */
async function packageAddon(...args: string[]): Promise<string> {
  const program = new LoggedProcess({
    name: 'godot:package',
    command: process.execPath,
    args: [PROGRAM, 'addon', ...args],
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const { code } = await program.ended;
  if (code !== 0) throw program.failure('failed');
  return program.lines.join('\n');
}

/** An empty Godot project with one script; for an engine that finds the addon there enabled, as a team would have it. */
function emptyProject(script: string, godot: 3 | 4): string {
  const folder = temporaryFolder('game');
  const parts = [
    `config_version=${godot === 4 ? 5 : 4}`,
    '[application]\nconfig/name="Game"',
    ...(godot === 4 ? ['[editor_plugins]\nenabled=PackedStringArray("res://addons/godwit/plugin.cfg")'] : []),
  ];
  writeFileSync(join(folder, 'project.godot'), `${parts.join('\n\n')}\n`);
  writeFileSync(join(folder, 'say_hello.gd'), readFileSync(join(fixtures, script)));
  return folder;
}

/** Has Godot 3's editor list the project's named classes. It writes them when it likes, so `--quit` may be too early. */
async function openInEditor(engine: Engine, project: string): Promise<void> {
  const editor = new GodotProcess(engine, { project, engineArgs: ['--editor'] });
  const isListed = () => /ChatReceived[^]*_global_script_class_icons[^]*\[application\]/.test(projectFile(project));
  // It may write the file more than once; killed meanwhile, it would leave a part of it.
  for (let same = 0, last = ''; editor.isRunning && same < 10;) {
    await delay(100);
    const now = projectFile(project);
    same = isListed() && now === last ? same + 1 : 0;
    last = now;
  }
  await editor.kill();
}

function projectFile(project: string): string {
  return readFileSync(join(project, 'project.godot'), 'utf8');
}

describe('npm run godot:package', () => {
  it('replaces an older addon in a folder, and keeps the identities that an editor gave', async () => {
    const folder = temporaryFolder('game');
    const addon = join(folder, 'addons/godwit');
    mkdirSync(join(addon, 'generated/chess'), { recursive: true });
    writeFileSync(join(addon, 'generated/chess/chess_move.gd'), 'class_name ChessMove');
    writeFileSync(join(addon, 'generated/godwit_api.gd'), '# old');
    mkdirSync(join(addon, 'connection'));
    mkdirSync(join(addon, 'editor'));
    writeFileSync(join(addon, 'connection/godwit_client.gd.uid'), 'uid://old');
    writeFileSync(join(addon, 'editor/godwit_dock.gd.import'), 'of the editor');

    const said = await packageAddon('--out', folder);

    expect(said).toMatch(/^Contract [0-9a-f]{16}: \d+ files in /);
    expect(existsSync(join(addon, 'generated/chess/chess_move.gd'))).toBe(false);
    expect(readFileSync(join(addon, 'generated/godwit_api.gd'), 'utf8')).toContain('extends GodwitClient');
    expect(readFileSync(join(addon, 'editor/godwit_dock.gd.import'), 'utf8')).toBe('of the editor');
    expect(readFileSync(join(addon, 'connection/godwit_client.gd.uid'), 'utf8')).toBe('uid://old');
    expect(readFileSync(join(addon, 'generated/chat/godwit_chat_say.gd.uid'), 'utf8')).toMatch(/^uid:\/\/[a-y0-8]+\n$/);
    expect(existsSync(join(addon, 'LICENSE'))).toBe(true);
  });

  it('replaces the addon where it lies', async () => {
    const folder = temporaryFolder('game');
    const said = await packageAddon('--out', folder, '--addon', 'addons/godwit-main');

    expect(said).toMatch(/addons\/godwit-main$/);
    expect(existsSync(join(folder, 'addons/godwit-main/plugin.cfg'))).toBe(true);
    expect(existsSync(join(folder, 'addons/godwit'))).toBe(false);
    await expect(packageAddon('--out', folder, '--addon', 'addons/../src')).rejects.toThrow('one below "addons"');
  });

  it('says what it needs when it is not told where to', async () => {
    await expect(packageAddon()).rejects.toThrow("required option '--out <path>' not specified");
  });
});

describeWithEngine('godot4', "An empty project with the package's ZIP file unpacked by Godot itself", (engine) => {
  it('imports without a complaint, connects with the typed calls and says hello', async () => {
    const server = await startServer();
    const project = emptyProject('say_hello_4.gd', 4);
    const zip = join(project, 'godwit.zip');
    await packageAddon('--out', zip);
    writeFileSync(join(project, 'unpack.gd'), readFileSync(join(fixtures, 'unpack_4.gd')));
    const unpacked = new GodotProcess(engine, { project, engineArgs: ['-s', 'res://unpack.gd'] });
    expect((await unpacked.ended).code).toBe(0);

    const { end, godot: editor } = await runGodot(engine, ['--path', project, '--import']);
    expect(end.code).toBe(0);
    expect(editor.lines.filter((line) => /ERROR|WARNING/.test(line))).toEqual([]);

    const game = new GodotProcess(engine, {
      project,
      engineArgs: ['-s', 'res://say_hello.gd'],
      args: [`--url=${server.url}`],
    });
    expect((await game.ended).code).toBe(0);
    expect(game.lines).toContain('received Ada: hello from a package');
    expect(game.lines.filter((line) => /ERROR|WARNING/.test(line))).toEqual([]);

    await server.stop();
  });
});

describeWithEngine('godot36', 'An empty project with the package in its folder', (engine) => {
  it('imports, connects with the typed calls and says hello', async () => {
    const server = await startServer();
    const project = emptyProject('say_hello_3.gd', 3);
    await packageAddon('--out', project, '--godot3');
    await openInEditor(engine, project);

    const game = new GodotProcess(engine, {
      project,
      engineArgs: ['-s', 'res://say_hello.gd'],
      args: [`--url=${server.url}`],
    });
    expect((await game.ended).code).toBe(0);
    expect(game.lines).toContain('received Ada: hello from a package');
    expect(game.lines.filter((line) => line.includes('SCRIPT ERROR'))).toEqual([]);

    await server.stop();
  });
});
