import { StateSync } from '../../core/sync/state-sync.js';
import { EntitySet } from './entity-set.js';
import { entitiesOf, listOf, mapOf, objectOf, ref } from './state-forms.js';
import { restoreState, snapshotState } from './state-snapshot.js';
import { Synced, SyncedState } from './synced.decorator.js';
import { linkReferences } from './references.js';

class Aim {
  @Synced(ref(() => Ship)) at: Ship | undefined = undefined;
}

class Ship {
  @Synced('string') name = '';
  @Synced(ref(() => Ship)) target: Ship | undefined = undefined;
  @Synced(listOf(ref(() => Ship))) wing: readonly (Ship | undefined)[] = [];
  @Synced(mapOf(ref(() => Ship))) seats: ReadonlyMap<string, Ship | undefined> = new Map();
  @Synced(objectOf(() => Aim)) aim = new Aim();
}

@SyncedState()
class Fleet {
  @Synced(ref(() => Ship)) flagship: Ship | undefined = undefined;
  @Synced(entitiesOf(() => Ship)) readonly ships = new EntitySet(Ship);
}

function fleet(): { state: Fleet; add: (name: string, id?: number) => Ship } {
  const state = new Fleet();
  const add = (name: string, id?: number): Ship => state.ships.add(Object.assign(new Ship(), { name }), id);
  return { state, add };
}

/** What a client would see of an entity's field. */
function seen(state: Fleet, ship: Ship, path: string): unknown {
  const { table } = state.ships;
  const column = table.schema.columns.findIndex((candidate) => candidate.path === path);
  return table.codes[column]?.get(table.cells[column] ?? [], table.slotOf(state.ships.idOf(ship)) ?? -1);
}

describe(linkReferences.name, () => {
  it('makes a reference undefined when the entity leaves, so that a later one of its id is not taken for it', () => {
    const { state, add } = fleet();
    const [a, c] = [add('a'), add('c')];
    new StateSync(state);
    Object.assign(c, { target: a, wing: [c, a], seats: new Map([['left', a]]) });
    c.aim.at = a;
    state.flagship = a;
    const id = state.ships.idOf(a);

    state.ships.delete(a);
    add('stranger', id);

    expect([c.target, c.wing, c.seats, c.aim.at, state.flagship]).toEqual([
      undefined,
      [c, undefined],
      new Map([['left', undefined]]),
      undefined,
      undefined,
    ]);
    expect([seen(state, c, 'target'), seen(state, c, 'wing'), seen(state, c, 'aim.at')]).toEqual([0, [2, 0], 0]);
  });

  it('sends the change', () => {
    const { state, add } = fleet();
    const [a, c] = [add('a'), add('c')];
    new StateSync(state);
    c.target = a;
    const { table } = state.ships;
    table.version = 7;

    state.ships.delete(a);

    expect(table.touched[table.slotOf(state.ships.idOf(c)) ?? -1]).toBe(7);
  });

  it('lets an entity come back whose target has left meanwhile', () => {
    const { state, add } = fleet();
    const [a, c] = [add('a'), add('c')];
    new StateSync(state);
    c.target = a;
    state.ships.delete(c);
    state.ships.delete(a);

    state.ships.add(c);

    expect(seen(state, c, 'target')).toBe(0);
  });

  it('forgets what left before the room began', () => {
    const { state, add } = fleet();
    const [a, c] = [add('a'), add('c')];
    c.target = a;
    state.ships.delete(a);
    add('stranger', 1);

    new StateSync(state);

    expect([c.target, seen(state, c, 'target')]).toEqual([undefined, 0]);
  });

  it('shows the same after a restart', () => {
    const { state, add } = fleet();
    const [a, c] = [add('a'), add('c')];
    new StateSync(state);
    c.wing = [a, c];
    state.ships.delete(a);
    const copy = new Fleet();

    restoreState(copy, snapshotState(state));

    expect(copy.ships.get(2)?.wing).toEqual([undefined, copy.ships.get(2)]);
  });

  it('refuses an entity of another set, and one that never was in a set', () => {
    const { state, add } = fleet();
    const [a, other] = [add('a'), fleet()];
    new StateSync(state);

    expect(() => (a.target = other.add('far'))).toThrow(
      'The field target of Ship must be an entity of ships, but is one of another set.',
    );
    expect(() => (a.wing = [other.add('far')])).toThrow('of another set');
    expect(() => (a.target = new Ship())).toThrow('an entity that is in a set');
  });
});
