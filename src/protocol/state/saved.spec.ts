import { EntitySet } from './entity-set.js';
import { entitiesOf } from './state-forms.js';
import { restoreState, snapshotState } from './state-snapshot.js';
import { Saved, Synced, syncedFields, SyncedState } from './synced.decorator.js';

class Thing {
  @Saved() tags: readonly string[] = [];
}

class Chest extends Thing {
  @Synced('u8') weight = 1;
  @Saved() opensInTicks = 0;
}

@SyncedState()
class Store {
  @Synced(entitiesOf(() => Chest)) readonly chests = new EntitySet(Chest);
  @Saved() isLooted = false;
}

@SyncedState()
class BareStore {
  @Synced(entitiesOf(() => Chest)) readonly chests = new EntitySet(Chest);
}

describe(Saved.name, () => {
  const stocked = (): Store => {
    const store = Object.assign(new Store(), { isLooted: true });
    store.chests.delete(store.chests.add(new Chest()));
    store.chests.add(Object.assign(new Chest(), { opensInTicks: 7, tags: ['a', 'ü'] }));
    store.chests.add(Object.assign(new Chest(), { weight: 5 }));
    return store;
  };

  it('is restored with its entity and with the state, and is no field that clients see', () => {
    const copy = new Store();
    restoreState(copy, snapshotState(stocked()));

    expect(copy.isLooted).toBe(true);
    expect(copy.chests.get(2)).toMatchObject({ weight: 1, opensInTicks: 7, tags: ['a', 'ü'] });
    expect(copy.chests.get(3)).toMatchObject({ weight: 5, opensInTicks: 0, tags: [] });
    expect(snapshotState(copy)).toEqual(snapshotState(stocked()));
    expect(syncedFields(Chest).map(({ name }) => name)).toEqual(['weight']);
  });

  it('is part of the layout, and must be plain data', () => {
    expect(() => restoreState(new BareStore(), snapshotState(stocked()))).toThrow('another layout than BareStore');
    const circle: unknown[] = [];
    circle.push(circle);
    const store = Object.assign(new Store(), { isLooted: circle });
    expect(() => snapshotState(store)).toThrow('Store');
  });
});
