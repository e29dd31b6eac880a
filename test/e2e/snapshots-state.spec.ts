import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../src/core/rooms/api/room.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestApp } from '../../src/testing/test-app.js';

class Flower {
  @Synced('string')
  kind = '';
}

@SyncedState()
class Garden {
  @Synced('u16')
  visitors = 0;

  @Synced(entitiesOf(() => Flower))
  readonly flowers = new EntitySet(Flower);
}

@RoomType('garden', { emptyTtlMs: Infinity, isSaved: true })
class GardenRoom extends Room<Garden> {
  override readonly state = new Garden();
}

describe("a room's synced state", () => {
  it('comes back with its entities and their ids, without a save of its own', async () => {
    const options = { providers: [GardenRoom], env: { DATA_DIR: temporaryFolder('data') } };
    const first = await TestApp.start(options);
    const { id, room } = await first.app.get(RoomRegistry).create('garden', {});
    const { state } = room as GardenRoom;
    state.visitors = 200;
    state.flowers.add(Object.assign(new Flower(), { kind: 'rose' }), 7);
    await first.stop();

    const second = await TestApp.start(options);
    const restored = second.app.get(RoomRegistry).find(id)?.room as GardenRoom;
    expect(restored.state.visitors).toBe(200);
    expect(restored.state.flowers.get(7)?.kind).toBe('rose');
    expect(restored.state.flowers.size).toBe(1);
    await second.stop();
  });
});
