import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiClassName } from '../../src/tools/gdscript/api-class.js';
import { classNameOf } from '../../src/tools/gdscript/gd-names.js';
import { BUNDLED_MODULES } from '../../src/tools/gdscript/hand-written.js';
import { takenNames } from '../../src/tools/gdscript/taken-names.js';
import { readContract } from '../../src/tools/read-contract.js';
import { takenInProjects } from '../../src/tools/write-godot.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

describe(classNameOf.name, () => {
  it('puts the product before the names of bundled modules, and the module between where the addon has the name', () => {
    expect(classNameOf({ name: 'ChatLine', module: 'chat' })).toBe('GodwitChatLine');
    expect(classNameOf({ name: 'Party', module: 'parties' })).toBe('GodwitPartiesParty');
    expect(apiClassName('chat')).toBe('GodwitChatApi');
  });

  it("leaves a game's own as its author calls them", () => {
    expect(classNameOf({ name: 'DiceRoll', module: 'dice' })).toBe('DiceRoll');
    expect(apiClassName('dice')).toBe('DiceApi');
  });

  it('counts every module of the repository but the games as bundled', async () => {
    const modules = new Set((await readContract()).contract.messages.map(({ module }) => module));
    const games = readdirSync('src/games');
    const bundled = [...modules].filter((module) => module !== 'protocol' && !games.includes(module));
    expect(bundled.sort()).toEqual([...BUNDLED_MODULES].sort());
  });
});

describe(takenNames.name, () => {
  it("names the project's scripts that have a name of the addon", () => {
    const project = temporaryFolder('game');
    const addon = join(project, 'addons/godwit');
    mkdirSync(join(project, 'ui'));
    mkdirSync(addon, { recursive: true });
    writeFileSync(join(project, 'project.godot'), '');
    writeFileSync(join(project, 'ui/line.gd'), 'class_name GodwitChatLine\n');
    writeFileSync(join(project, 'ui/mine.gd'), 'class_name ChatLine\n');
    writeFileSync(join(addon, 'line.gd'), 'class_name GodwitChatLine\n');

    expect(takenNames(addon, new Set(['GodwitChatLine']))).toEqual([
      'res://ui/line.gd has the class_name GodwitChatLine, which is a class of the addon: rename it.',
    ]);
  });

  it('are none in the demo projects', () => expect(takenInProjects()).toEqual([]));
});

it.each(['godot/addons/godwit', 'godot/godot3/addons/godwit'])('%s has the version of the package', (addon) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(readFileSync(join(addon, 'plugin.cfg'), 'utf8')).toContain(`\nversion="${version}"\n`);
});
