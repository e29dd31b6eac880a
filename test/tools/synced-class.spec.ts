import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, ContractSyncedField } from '../../src/protocol/contract/contract.js';
import { GODOT3, GODOT4 } from '../../src/tools/gdscript/dialect.js';
import { generateAddon } from '../../src/tools/gdscript/generate.js';
import { pascalCase } from '../../src/tools/gdscript/gd-names.js';
import { ADDON_CLASSES, FEATURE_CLASSES } from '../../src/tools/gdscript/hand-written.js';
import { syncedClassName } from '../../src/tools/gdscript/synced-names.js';
import { worldContract, worldSteps } from '../support/synced-world.js';

/** Of the addon, without what is generated and what goes with a module. */
const OWN_FOLDERS = ['connection', 'codec', 'state', 'nodes', 'editor'];

const files = generateAddon(worldContract, GODOT4, worldSteps);
const files3 = generateAddon(worldContract, GODOT3, worldSteps);

/** A contract whose only state has one value field for each name. */
function contractWith(...names: string[]): Contract {
  const fields = names.map((name): ContractSyncedField => {
    return { name, doc: '', kind: 'value', wire: { form: 'u8' }, container: 'none', to: 'everyone' };
  });
  const columns = names.map((path) => ({ path, wire: { form: 'u8' }, container: 'none', layer: 0 }) as const);
  return {
    ...worldContract,
    states: [{ name: 'Room', module: 'dice', hash: '', sets: [{ path: '', class: 'Room', columns }] }],
    syncedClasses: [{ name: 'Room', module: 'dice', doc: '', fields }],
  };
}

describe('The generated classes of a state', () => {
  it('are typed in Godot 4, with a signal for each field', () => {
    const pawn = files.get('support/godwit_pawn.gd');

    expect(pawn).toContain('class_name GodwitPawn\nextends GodwitEntity\n');
    expect(pawn).toContain('var velocity: Vector3 = Vector3()\n');
    expect(pawn).toContain('var x_changed: Signal:\n\tget:\n\t\treturn _signal_of(&"x_changed")\n');
    expect(pawn).toContain('var stats: GodwitStats = GodwitStats.new()\n');
    expect(pawn).toContain('var cards: Array[int] = []\n');
    expect(pawn).toContain('\tfunc by_id(id: int) -> GodwitPawn:\n');
  });

  it('have an id and an entity for a reference', () => {
    expect(files.get('support/godwit_pawn.gd')).toContain(
      'var target: GodwitPawn:\n\tget:\n\t\treturn _entity_of("pawns", target_id) as GodwitPawn\n',
    );
    expect(files3.get('support/godwit_pawn.gd')).toContain(
      'func get_target():\n\treturn _entity_of("pawns", target_id)\n',
    );
  });

  it('have the same members in Godot 3, with plain signals', () => {
    const pawn = files3.get('support/godwit_pawn.gd');

    expect(pawn).toContain('extends GodwitEntity\nclass_name GodwitPawn\n');
    expect(pawn).toContain('signal x_changed(value)\n');
    expect(pawn).toContain('var stats: GodwitStats = GodwitStats.new()\n');
  });

  it('start with the values that a field has before it is seen', () => {
    expect(files.get('support/godwit_pawn.gd')).toMatch(/var x: float = 0\.0076\d+\n/);
    expect(files.get('support/godwit_world.gd')).toContain('var phase: String = "wait"\n');
  });

  it('list the columns of objects inside with their members', () => {
    expect(files.get('support/godwit_pawn.gd')).toContain(
      '\t\tGodwitColumn.new("stats.isAlive", 0, GodwitForms.boolean(), "stats:is_alive"),\n',
    );
  });

  it('are known to the catalogue by the names of the states', () => {
    expect(files.get('godwit_contract.gd')).toContain('var _states: Dictionary = {\n\t"World": GodwitWorld,\n}\n');
    expect(files3.get('godwit_contract.gd')).toContain('var _states := {\n\t"World": GodwitWorld,\n}\n');
  });

  it('keep off the members of their base, but may be called name and owner', () => {
    const room = generateAddon(contractWith('tick', 'name'), GODOT4).get('dice/godwit_room.gd');

    expect(room).toContain('var tick_: int = 0\n');
    expect(room).toContain('var tick_changed: Signal:\n');
    expect(room).toContain('var name: int = 0\n');
  });

  it('are refused when two fields would be one member', () => {
    expect(() => generateAddon(contractWith('sentAt', 'sent_at'), GODOT4)).toThrow(
      'Two members of Room would both be sent_at in Godot: rename a field.',
    );
  });
});

describe(syncedClassName.name, () => {
  it('gives a name that the addon has taken its module', () => {
    const synced = { name: 'State', module: 'arena', doc: '', fields: [] };

    expect(syncedClassName(synced, worldContract)).toBe('GodwitArenaState');
    expect(syncedClassName({ ...synced, name: 'Hello' }, worldContract)).toBe('GodwitArenaHello');
  });

  it('knows every class of the addon', () => {
    const scripts = ['godot/addons/godwit', 'godot/godot3/addons/godwit'].flatMap((addon) =>
      OWN_FOLDERS.flatMap((folder) => readdirSync(join(addon, folder))),
    );
    const own = scripts
      .filter((name) => name.endsWith('.gd'))
      .map((name) => name.slice('godwit_'.length, -'.gd'.length));
    expect(own).toContain('entity_spawner');
    const names = own.map(pascalCase);

    expect(names.filter((name) => !ADDON_CLASSES.has(name))).toEqual([]);
    const features = readdirSync('godot/addons/godwit/features', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.gd'))
      .map((path) => pascalCase(path.replace(/^.*godwit_|\.gd$/g, '')));
    expect(features.sort()).toEqual([...FEATURE_CLASSES.keys()].sort());
  });
});
