import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ADDONS = ['godot/addons/godwit', 'godot/godot3/addons/godwit'];
const ICON = /^(?:@icon\("(.*)"\)|class_name \w+, "(.*)")$/m;

/** The nodes that a scene may have; each shows an icon in the editor. */
const NODES = [
  'GodwitClient',
  'GodwitEntitySpawner',
  'GodwitIdentity',
  'GodwitNetOverlay',
  'GodwitPredictor',
  'GodwitSynchronizer',
];

function filesBelow(addon: string, extension: string): string[] {
  return readdirSync(addon, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(extension));
}

describe.each(ADDONS)('%s', (addon) => {
  it('has at its top what the asset library shows, and folders by concept', () => {
    expect(readdirSync(addon).sort()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'README.md', 'icon.svg', 'icon.svg.import', 'plugin.cfg'],
        ...['codec', 'connection', 'editor', 'features', 'generated', 'nodes', 'start', 'state'],
      ].sort(),
    );
    expect(readFileSync(join(addon, 'LICENSE'), 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
  });

  it('has an icon for each node', () => {
    const found = filesBelow(addon, '.gd').flatMap((path) => {
      const text = readFileSync(join(addon, path), 'utf8');
      const [line, icon4, icon3] = ICON.exec(text) ?? [];
      if (line === undefined) return [];
      expect(existsSync(join(addon, dirname(path), icon4 ?? icon3 ?? ''))).toBe(true);
      return /^class_name (\w+)/m.exec(text)?.[1] ?? [];
    });
    expect(found.sort()).toEqual(NODES);
  });
});

it.each(ADDONS)('%s has no script of more than 400 lines but for generated messages', (addon) => {
  const long = filesBelow(addon, '.gd').filter((path) => {
    const lines = readFileSync(join(addon, path), 'utf8').split('\n').length - 1;
    return !path.startsWith('generated') && lines > 400;
  });
  expect(long).toEqual([]);
});

it('every script for Godot 4 has its identity beside it, and no two have the same', () => {
  const [addon = ''] = ADDONS;
  const scripts = filesBelow(addon, '.gd');
  const identities = scripts.map((path) => readFileSync(join(addon, `${path}.uid`), 'utf8'));

  expect(identities.filter((identity) => !/^uid:\/\/[a-y0-8]+\n$/.test(identity))).toEqual([]);
  expect(new Set(identities).size).toBe(scripts.length);
  expect(filesBelow(addon, '.uid')).toHaveLength(scripts.length);
});

it('both have the same scripts but for what only one engine can do', () => {
  const [four, three] = ADDONS.map((addon) => {
    // The relay needs the multiplayer interface of Godot 4.
    const own = filesBelow(addon, '.gd').filter((path) => !/^(generated|features\Wrelay)/.test(path));
    return new Set(own.map((path) => path.replaceAll('\\', '/')));
  }) as [Set<string>, Set<string>];

  expect([...four].filter((path) => !three.has(path)).sort()).toEqual([
    'connection/godwit_monitors.gd',
    'editor/godwit_dock.gd',
    'editor/godwit_generator.gd',
    'state/godwit_observer.gd',
  ]);
  expect([...three].filter((path) => !four.has(path))).toEqual(['connection/godwit_scripts.gd']);
});

it('scenes for Godot 3 watch the signals of entities: connecting alone tells them nothing', () => {
  const demo = 'godot/godot3/demo';
  const connecting = filesBelow(demo, '.gd').filter((path) =>
    /\bentity\.connect\(/.test(readFileSync(join(demo, path), 'utf8')),
  );
  expect(connecting).toEqual([]);
});
