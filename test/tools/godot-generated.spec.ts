import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downlevelled } from '../../src/tools/gdscript/downlevel/write.js';
import { generateAddon } from '../../src/tools/gdscript/generate.js';
import { readStepFiles } from '../../src/tools/gdscript/steps/step-files.js';
import { readContract } from '../../src/tools/read-contract.js';
import { GENERATED_FOLDERS } from '../../src/tools/write-godot.js';

describe.each([...GENERATED_FOLDERS])('$folder', ({ dialect, folder }) => {
  it('is what npm run godot:generate writes now', async () => {
    const wanted = generateAddon((await readContract()).contract, dialect, readStepFiles('src'));
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.gd'));
    const found = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

    expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [path, text] of wanted) expect(found.get(path)).toBe(text);
  });
});

describe('The addon for Godot 3', () => {
  it('is what npm run godot:generate makes of that for Godot 4', () => {
    const folder = 'godot/godot3/addons/godwit';
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.gd'));
    const found = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    const wanted = downlevelled();

    expect([...found.keys()].filter((path) => !path.startsWith('generated/')).sort()).toEqual(
      [...wanted.keys()].sort(),
    );
    for (const [path, text] of wanted) expect(found.get(path)).toBe(text);
  });
});
