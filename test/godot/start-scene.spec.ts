import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAddonPackage } from '../../src/tools/addon-package.js';
import { readStepFiles } from '../../src/tools/gdscript/steps/step-files.js';
import { readContract } from '../../src/tools/read-contract.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { freePort, startServer } from '../support/server.js';
import { describeWithEngine, type Engine } from './engines.js';
import { GodotProcess, runGodot } from '../../src/testing/godot-process.js';

const SCENE = 'addons/godwit/start/godwit_start.tscn';

const { contract } = await readContract();
const steps = readStepFiles('src');

/** A project as the project manager makes it: no scene, no script. */
class EmptyProject {
  readonly folder = temporaryFolder('empty-project');

  constructor(private readonly engine: Engine) {
    const [version, list] = engine.major >= 4 ? [5, 'PackedStringArray'] : [4, 'PoolStringArray'];
    const check = join(import.meta.dirname, `fixtures/small-game/godot${engine.major}/addons`);
    cpSync(check, join(this.folder, 'addons'), { recursive: true });
    writeAddonPackage(contract, this.folder, { godot: engine.major >= 4 ? 4 : 3, steps });
    writeFileSync(
      join(this.folder, 'project.godot'),
      `config_version=${version}\n\n[application]\n\nconfig/name="Empty"\n\n[editor_plugins]\n\nenabled=${list}("res://addons/check/plugin.cfg")\n`,
    );
  }

  /** Opens the project, so that its files are imported. */
  async import(): Promise<void> {
    const args = this.engine.major >= 4 ? ['--import'] : ['--editor', '--quit'];
    await runGodot(this.engine, ['--path', this.folder, ...args]);
  }

  /** Clicks on the plugin in the project settings. Returns what it said. */
  async click(env: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const editor = new GodotProcess(this.engine, {
      project: this.folder,
      engineArgs: ['--editor'],
      env: { ADDON: 'godwit', ...env },
    });
    await editor.ended;
    return editor.lines.filter((line) => line.startsWith('Godwit: '));
  }

  /** The project's main scene as its file has it. */
  get mainScene(): string | undefined {
    return /^run\/main_scene="(.*)"$/m.exec(readFileSync(join(this.folder, 'project.godot'), 'utf8'))?.[1];
  }

  /** Sets the address of the server. */
  setUrl(url: string): void {
    appendFileSync(join(this.folder, 'project.godot'), `\n[godwit]\n\nclient/url="${url}"\n`);
  }
}

for (const name of ['godot4', 'godot36'] as const) {
  describeWithEngine(name, 'An empty project in which the plugin is enabled', (engine) => {
    let project: EmptyProject;

    beforeAll(async () => {
      project = new EmptyProject(engine);
      await project.import();
    });

    it('has the start scene as its main scene', async () => {
      expect(project.mainScene).toBeUndefined();
      expect(await project.click()).toEqual([expect.stringContaining(`press play. The project had no main scene`)]);
      expect(project.mainScene).toBe(`res://${SCENE}`);
    });

    it('plays: says how to start a server, and finds it when it is there', async () => {
      const port = await freePort();
      const url = `ws://localhost:${port}`;
      project.setUrl(url);
      const game = new GodotProcess(engine, { project: project.folder });
      await game.waitForLine(new RegExp(`^Godwit: there is no server at ${url}. A new one: npm create godwit`));
      const server = await startServer({ env: { PORT: String(port) } });
      await game.waitForLine(new RegExp(`^Godwit: connected to ${url}\\.$`));
      await game.kill();
      await server.stop();
      expect(game.lines.filter((line) => line.includes('ERROR'))).toEqual([]);
    });

    it('has no main scene again when the plugin is disabled', async () => {
      await project.click({ DISABLE: '1' });
      expect(project.mainScene ?? '').toBe('');
    });
  });
}
