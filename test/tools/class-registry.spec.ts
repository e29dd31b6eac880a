import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { registerClasses } from '../../src/tools/gdscript/class-registry.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const GODOT3 = 'godot/godot3';

describe(registerClasses.name, () => {
  it('lists what has a name, with its base, and replaces an older list', () => {
    const folder = temporaryFolder('classes');
    mkdirSync(join(folder, 'addons'));
    writeFileSync(join(folder, 'addons/zebra.gd'), 'extends Node\nclass_name Zebra, "../icons/zebra.svg"\n');
    writeFileSync(join(folder, 'ant.gd'), 'class_name Ant\n');
    writeFileSync(join(folder, 'nameless.gd'), 'extends Node\n');
    const once = registerClasses('config_version=4\n\n[application]\n\nconfig/name="x"\n', folder);

    expect(once).toContain(
      '"base": "Reference",\n"class": "Ant",\n"language": "GDScript",\n"path": "res://ant.gd"\n}, {',
    );
    expect(once).toContain(
      '"path": "res://addons/zebra.gd"\n} ]\n_global_script_class_icons={\n"Ant": "",\n"Zebra": "res://icons/zebra.svg"\n}',
    );
    expect(once).not.toContain('nameless');
    expect(registerClasses(once, folder)).toBe(once);
  });

  it("is what the addon's project for Godot 3 holds", () => {
    const text = readFileSync(join(GODOT3, 'project.godot'), 'utf8');
    expect(registerClasses(text, GODOT3)).toBe(text);
  });

  it('refuses what is no project', () => {
    expect(() => registerClasses('config_version=4\n', GODOT3)).toThrow('[application]');
  });
});
