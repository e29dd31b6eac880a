import { Type } from 'class-transformer';
import { buildContract } from '../contract/build-contract.js';
import { quantized, Vector2 } from '../contract/wire.decorator.js';
import { MessageCatalogue } from '../message-catalogue.js';
import {
  angle,
  entitiesOf,
  enumOf,
  listOf,
  mapOf,
  objectOf,
  quantizedVector2,
  ref,
  type SyncedClass,
} from './state-forms.js';
import { stateSchema } from './state-schema.js';
import { Synced, SyncedEntity } from './synced.decorator.js';

enum Weapon {
  Bow = 'bow',
  Axe = 'axe',
}

class Stats {
  @Synced('u8') health = 100;
  @Synced(quantized(0, 1, 8)) mana = 1;
}

@SyncedEntity({ owner: 'player', team: 'side' })
class Pawn {
  player = '';
  side = 0;
  @Synced() position: Vector2 = new Vector2();
  @Synced('string') name = '';
  @Synced(angle(8)) heading = 0;
  @Synced(enumOf(Weapon)) weapon = Weapon.Bow;
  @Synced() stats: Stats = new Stats();
  @Synced('u16', { to: 'owner' }) ammunition = 0;
  @Synced(quantizedVector2(0, 1, 16), { to: 'team' }) goal = new Vector2();
  @Synced(ref(() => Pawn)) target: object | undefined = undefined;
}

class World {
  @Synced('u16') round = 0;
  @Synced(listOf('string')) log: readonly string[] = [];
  @Synced(mapOf('i32')) scores: ReadonlyMap<string, number> = new Map();
  @Synced(entitiesOf(() => Pawn)) pawns: unknown;
}

function contractOf(stateClass: SyncedClass) {
  return buildContract(new MessageCatalogue([]), {}, [{ stateClass, place: 'src/games/arena/arena.state.ts:1' }]);
}

describe(stateSchema.name, () => {
  it('flattens the fields of each set into columns, depth first', () => {
    const [world, pawns] = stateSchema(World).sets;

    expect(world!.columns.map(({ path, container }) => `${path} ${container}`)).toEqual([
      ...['round none', 'log list', 'scores map'],
    ]);
    expect(pawns!.path).toBe('pawns');
    expect(pawns!.columns.map(({ path, layer, ordinal }) => `${path} ${layer}.${ordinal}`)).toEqual([
      ...['position 0.0', 'name 0.1', 'heading 0.2', 'weapon 0.3', 'stats.health 0.4', 'stats.mana 0.5'],
      ...['ammunition 2.0', 'goal 1.0', 'target 0.6'],
    ]);
    expect(pawns!.columns.at(-1)!.wire).toEqual({ form: 'ref', set: 'pawns' });
  });

  it.each<[string, SyncedClass, RegExp]>([
    ['a class without synced fields', class Empty {}, /Empty has no @Synced\(\) field/],
    [
      'an owner that nobody names',
      (() => {
        class Item {
          @Synced('u8', { to: 'owner' }) secret = 0;
        }
        class State {
          @Synced(entitiesOf(() => Item)) items: unknown;
        }
        return State;
      })(),
      /secret of Item is for its owner only: say who that is, with @SyncedEntity\(\{ owner: \.\.\. \}\)/,
    ],
    [
      'a secret of the state itself',
      (() => {
        class State {
          @Synced('u8', { to: 'team' }) secret = 0;
        }
        return State;
      })(),
      /secret of State is part of the state itself, which has no team/,
    ],
    [
      'a reference to what has no set',
      (() => {
        class State {
          @Synced(ref(() => Stats)) best: object | undefined;
        }
        return State;
      })(),
      /best refers to Stats, of which State has no set/,
    ],
  ])('refuses %s', (_, stateClass, sentence) => {
    expect(() => stateSchema(stateClass)).toThrow(sentence);
  });

  it('refuses a type that tells nothing', () => {
    expect(() => {
      class Odd {
        @Synced() @Type(() => Object) value: unknown;
      }
      return Odd;
    }).toThrow('The type of value of Odd does not tell how to send it: write the type, or give @Synced() a form.');
  });
});

describe(buildContract.name, () => {
  it('describes states, their classes and enums', () => {
    const { states, syncedClasses, enums } = contractOf(World);

    expect(states!.map(({ name, module, sets }) => [name, module, sets.length])).toEqual([['World', 'arena', 2]]);
    expect(syncedClasses!.map(({ name }) => name)).toEqual(['Pawn', 'Stats', 'World']);
    expect(syncedClasses![0]!.fields.find(({ name }) => name === 'weapon')).toEqual({
      ...{ name: 'weapon', doc: '', kind: 'value', container: 'none', to: 'everyone' },
      ...{ wire: { form: 'choice', values: ['bow', 'axe'] }, enum: 'PawnWeapon' },
    });
    expect(syncedClasses![2]!.fields.at(-1)).toMatchObject({ name: 'pawns', kind: 'set', class: 'Pawn' });
    expect(enums.map(({ name }) => name)).toEqual(['PawnWeapon']);
  });

  it('has another hash when a column changes, and no states where none is declared', () => {
    class World2 {
      @Synced('u8') round = 0;
    }
    class World3 {
      @Synced('u16') round = 0;
    }
    Object.defineProperty(World3, 'name', { value: 'World2' });
    const none = buildContract(new MessageCatalogue([]));

    expect(contractOf(World2).hash).not.toBe(contractOf(World3).hash);
    expect(none).not.toHaveProperty('states');
    expect(none.hash).not.toBe(contractOf(World2).hash);
  });

  it('takes an object by its type alone', () => {
    class Team {
      @Synced(objectOf(() => Stats)) best = new Stats();
    }
    expect(stateSchema(Team).sets[0]!.columns.map(({ path }) => path)).toEqual(['best.health', 'best.mana']);
  });
});
