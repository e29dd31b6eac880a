import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

describe('What the demos and the dock show', () => {
  for (const name of ['godot4', 'godot36'] satisfies EngineName[]) {
    describeWithEngine(name, 'where there is no other font', (engine) => {
      it('has only characters that their font has', async () => {
        const project = await copyAddonProject(engine);
        const script = `glyphs${engine.major}.gd`;
        copyFileSync(join(import.meta.dirname, 'fixtures/glyphs', script), join(project, script));
        const codes = shownCharacters(project);
        expect(codes).toContain('…'.codePointAt(0));
        const godot = new GodotProcess(engine, {
          project,
          engineArgs: ['-s', `res://${script}`],
          args: [`--codes=${codes.join(',')}`],
        });
        await godot.ended;

        expect(godot.lines).toContain('checked');
        expect(godot.lines.filter((line) => line.startsWith('missing '))).toEqual([]);
      });
    });
  }
});

/** The characters beyond ASCII that stand in scripts and scenes, as numbers. */
function shownCharacters(project: string): number[] {
  const files = ['demo', 'addons']
    .flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(gd|tscn|tres)$/.test(file));
  const text = files.map((file) => readFileSync(join(project, file), 'utf8')).join('');
  return [...new Set(text)].map((character) => character.codePointAt(0) ?? 0).filter((code) => code > 0x7e);
}
