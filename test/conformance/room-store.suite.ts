import type { RoomStore } from '../../src/core/snapshots/room-store.js';

/**
 * What every {@link RoomStore} must do.
 * @param make another store over what the ones before it in the same test have kept
 */
export function describeRoomStore(name: string, make: () => RoomStore): void {
  describe(`${name}, as a room store`, () => {
    let store: RoomStore;

    beforeEach(async () => {
      store = make();
      expect(await store.open()).toBe(true);
      await store.clear();
    });

    afterEach(() => store.close());

    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const textOf = async (id: string): Promise<string | undefined> => {
      const content = await store.load(id);
      return content && Buffer.from(content).toString();
    };

    async function reopen(): Promise<void> {
      await store.close();
      store = make();
      expect(await store.open()).toBe(true);
    }

    it('keeps each room under its id, also for the next process', async () => {
      await store.save('a', bytes('one'));
      await store.save('B_-9', bytes('two'));
      await reopen();

      expect((await store.list()).sort()).toEqual(['B_-9', 'a']);
      expect(await textOf('a')).toBe('one');
      expect(await textOf('B_-9')).toBe('two');
      expect(await textOf('c')).toBeUndefined();
    });

    it('replaces what was there, with less or more', async () => {
      await store.save('a', bytes('a longer text'));
      await store.save('a', bytes('short'));
      expect(await textOf('a')).toBe('short');
      await store.save('a', new Uint8Array(300_000).fill(7));
      await reopen();
      expect((await store.load('a'))?.every((byte) => byte === 7)).toBe(true);
      expect((await store.load('a'))?.length).toBe(300_000);
    });

    it('keeps bytes as they are, none included', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index);
      await store.save('all', all);
      await store.save('none', new Uint8Array());
      expect(Buffer.from((await store.load('all')) ?? [])).toEqual(Buffer.from(all));
      expect((await store.load('none'))?.length).toBe(0);
    });

    it('forgets a room, and takes forgetting nothing', async () => {
      await store.save('a', bytes('one'));
      await store.remove('a');
      await store.remove('a');
      expect(await store.list()).toEqual([]);
    });

    it('lists no more what was set aside', async () => {
      await store.save('a', bytes('one'));
      await store.setAside('a');
      await store.setAside('b');
      expect(await store.list()).toEqual([]);
      await store.save('a', bytes('two'));
      expect(await textOf('a')).toBe('two');
    });

    it('has a seal that is broken once', async () => {
      expect(await store.breakSeal()).toBeUndefined();
      await store.seal('first');
      await store.seal('second');
      await reopen();
      expect(await store.breakSeal()).toBe('second');
      expect(await store.breakSeal()).toBeUndefined();
    });

    it('forgets all', async () => {
      await store.save('a', bytes('one'));
      await store.seal('stamp');
      await store.clear();
      expect(await store.list()).toEqual([]);
      expect(await store.breakSeal()).toBeUndefined();
    });

    it('takes many rooms at once', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => `room-${index}`);
      await Promise.all(ids.map((id) => store.save(id, bytes(id))));
      expect((await store.list()).sort()).toEqual(ids.sort());
      expect(await textOf('room-31')).toBe('room-31');
    });

    it.each(['', '../a', 'a/b', 'a.b', 'x'.repeat(65)])('refuses an id that is none: %j', async (id) => {
      await expect(async () => store.save(id, bytes('one'))).rejects.toThrow(RangeError);
    });

    it('is for one process at a time', async () => {
      const other = make();
      expect(await other.open()).toBe(false);
      await store.close();
      expect(await other.open()).toBe(true);
      await other.close();
      expect(await store.open()).toBe(true);
    });
  });
}
