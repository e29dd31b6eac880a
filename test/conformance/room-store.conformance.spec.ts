import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/core/config/load-config.js';
import { FileRoomStore } from '../../src/core/snapshots/file-room-store.js';
import { MAX_SNAPSHOT_BYTES } from '../../src/core/snapshots/room-store.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { describeRoomStore } from './room-store.suite.js';

const DATA_DIR = temporaryFolder('data');
const make = (): FileRoomStore => new FileRoomStore(parseConfig({ DATA_DIR }));

describeRoomStore(FileRoomStore.name, make);

describe(FileRoomStore.name, () => {
  const rooms = join(DATA_DIR, 'rooms');

  it('passes by what a crash left half-written, and files of others', async () => {
    const store = make();
    await store.open();
    await store.save('whole', Buffer.from('whole'));
    writeFileSync(join(rooms, 'half.room.new'), 'ha');
    writeFileSync(join(rooms, 'notes.txt'), 'mine');
    writeFileSync(join(rooms, 'not an id.room'), '?');
    expect(await store.list()).toEqual(['whole']);
    await store.clear();
    await store.close();
    expect(readdirSync(rooms)).toEqual(expect.arrayContaining(['not an id.room', 'notes.txt']));
    expect(readdirSync(rooms).filter((name) => /^(whole|half)/.test(name))).toEqual([]);
  });

  it('reads no file that is larger than a snapshot may be', async () => {
    const store = make();
    await store.open();
    await store.save('large', Buffer.alloc(MAX_SNAPSHOT_BYTES + 1));
    expect(await store.load('large')).toBeUndefined();
    await store.clear();
    await store.close();
  });
});
