import { Global, Injectable, Module } from '@nestjs/common';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomType } from '../../src/core/rooms/room-type.decorator.js';
import { Room } from '../../src/core/rooms/room.js';
import { StateSnapshots } from '../../src/core/rooms/state-snapshots.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { TestApp } from '../support/test-app.js';

class Garden {
  flowers = 0;
}

@RoomType('garden', { emptyTtlMs: Infinity, isSaved: true })
class GardenRoom extends Room<Garden> {
  override readonly state = new Garden();
}

/** A codec for gardens: one byte. */
@Injectable()
class GardenSnapshots extends StateSnapshots {
  override save(state: object): Uint8Array | undefined {
    return state instanceof Garden ? Uint8Array.of(state.flowers) : undefined;
  }

  override restore(state: object, saved: Uint8Array): void {
    Object.assign(state, { flowers: saved[0] });
  }
}

@Global()
@Module({ providers: [{ provide: StateSnapshots, useClass: GardenSnapshots }], exports: [StateSnapshots] })
class GardenModule {}

describe("a room's state", () => {
  it.each([
    ['comes back where something knows how to save it', [GardenModule], 200],
    ['begins anew where nothing does, and the room has no save of its own', [], 0],
  ])('%s', async (_name, imports, flowers) => {
    const options = { imports, providers: [GardenRoom], env: { DATA_DIR: temporaryFolder('data') } };
    const first = await TestApp.start(options);
    const { id, room } = await first.app.get(RoomRegistry).create('garden', {});
    (room as GardenRoom).state.flowers = 200;
    await first.stop();

    const second = await TestApp.start(options);
    const restored = second.app.get(RoomRegistry).find(id);
    expect((restored?.room as GardenRoom).state).toEqual(Object.assign(new Garden(), { flowers }));
    await second.stop();
  });
});
