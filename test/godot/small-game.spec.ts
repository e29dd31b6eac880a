import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { ChatModule } from '../../src/modules/chat/chat.module.js';
import { writeAddonPackage } from '../../src/tools/addon-package.js';
import { documentedContract } from '../../src/tools/documented-contract.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { describeWithEngine, type Engine } from './engines.js';
import { GodotProcess, runGodot } from '../../src/testing/godot-process.js';

const FOLDER = 'addons/godwit-main';
const MOVED = 'addons/parts/network';
const PRESETS = ['Scenes', 'All'] as const;

/** A small game has one feature; the editor, exports and the game itself compile the classes of all that there are. */
const { contract } = await documentedContract(GodwitModule.forRoot({ features: [ChatModule] }), {});

/** A game of one scene, with the addon in a folder of another name, which a developer enables in the editor. */
class SmallGame {
  readonly project = temporaryFolder('small-game');

  constructor(private readonly engine: Engine) {
    const fixture = engine.major >= 4 ? 'godot4' : 'godot3';
    cpSync(join(import.meta.dirname, 'fixtures/small-game', fixture), this.project, { recursive: true });
    writeAddonPackage(contract, this.project, { godot: engine.major >= 4 ? 4 : 3, addon: FOLDER });
  }

  /** Opens the project, so that its classes are known. */
  async open(): Promise<void> {
    const args = this.engine.major >= 4 ? ['--import'] : ['--editor', '--quit'];
    await runGodot(this.engine, ['--path', this.project, ...args]);
  }

  /** Opens it again, to enable the addon in `folder`. Returns what the addon says. */
  async enable(folder: string): Promise<string[]> {
    const env = { ADDON: folder.replace('addons/', '') };
    const editor = new GodotProcess(this.engine, { project: this.project, engineArgs: ['--editor'], env });
    await editor.ended;
    return editor.lines.filter((line) => /^autoload: |Godwit: /.test(line));
  }

  /** What the game prints of itself. */
  async play(): Promise<string[]> {
    const game = new GodotProcess(this.engine, { project: this.project });
    await game.ended;
    return said(game.lines);
  }

  /** What it prints as a pack of this preset, somewhere else. */
  async playExported(preset: string): Promise<{ said: string[]; addon: string[] }> {
    const folder = temporaryFolder('pack');
    const pack = join(folder, 'game.pck');
    await runGodot(this.engine, ['--path', this.project, '--export-pack', preset, pack]);
    const game = new GodotProcess(this.engine, { project: folder, engineArgs: ['--main-pack', pack] });
    await game.ended;
    const addon = game.lines.flatMap((line) => /^has res:\/\/(addons\/godwit.*)$/.exec(line)?.[1] ?? []);
    return { said: said(game.lines), addon };
  }

  /** The project's file. */
  get file(): string {
    return readFileSync(join(this.project, 'project.godot'), 'utf8');
  }

  /** The autoload's line in it. */
  get autoload(): string {
    return /^Godwit=.*$/m.exec(this.file)?.[0] ?? 'none';
  }
}

function said(lines: readonly string[]): string[] {
  return lines.filter((line) => /^ended: |SCRIPT ERROR|Failed to/.test(line));
}

for (const name of ['godot4', 'godot36'] as const) {
  describeWithEngine(name, 'A small game with the addon in a folder of another name', (engine) => {
    let game: SmallGame;

    beforeAll(() => {
      game = new SmallGame(engine);
    });

    it('has the autoload when the plugin is enabled, and plays', async () => {
      await game.open();
      expect(await game.enable(FOLDER)).toHaveLength(1);
      expect(game.autoload).not.toContain('addons/godwit/');
      expect(await game.play()).toEqual(['ended: link.closed']);
    });

    it('keeps its main scene', () => {
      expect(game.file).toContain('run/main_scene="res://main.tscn"');
    });

    it.each(PRESETS)(
      'plays when it is exported by the preset "%s", without what only the editor needs',
      async (preset) => {
        const { said, addon } = await game.playExported(preset);
        expect(said).toEqual(['ended: link.closed']);
        expect(addon).toContainEqual(expect.stringMatching(/\/connection\/godwit_client\.gd/));
        // The engine's own exporter takes compiled scripts, and in Godot 3 what is imported, before any plugin is asked.
        const ownExporter = engine.major >= 4 ? /\.(gdc|gd\.remap)$/ : /\.(gdc|gd\.remap|import)$/;
        const unwanted = addon.filter((path) => /\/(editor|start)\/|\.md$|icon\.svg/.test(path));
        expect(unwanted.filter((path) => preset === 'Scenes' || !ownExporter.test(path))).toEqual([]);
      },
    );

    it('plays when the folder was moved', async () => {
      mkdirSync(join(game.project, MOVED, '..'), { recursive: true });
      renameSync(join(game.project, FOLDER), join(game.project, MOVED));
      await game.open();
      await game.enable(MOVED);
      expect(await game.play()).toEqual(['ended: link.closed']);
    });

    // Both in one start of the editor.
    it('says so when a script of the game has the name of a class of the addon, and when the addon is there twice', async () => {
      const own = join(game.project, 'line.gd');
      writeFileSync(own, 'extends Node\nclass_name GodwitChatLine\n');
      cpSync(join(game.project, MOVED), join(game.project, 'addons/godwit'), { recursive: true });
      const complaints = await game.enable(MOVED);
      const ofName = 'res://line.gd has the class_name GodwitChatLine, which is a class of the addon: rename it.';
      const ofCopy = `the project has the addon twice, in res://${MOVED} and res://addons/godwit. Delete one of them.`;
      expect(complaints).toContainEqual(expect.stringContaining(ofName));
      expect(complaints).toContainEqual(expect.stringContaining(ofCopy));
    });
  });
}
