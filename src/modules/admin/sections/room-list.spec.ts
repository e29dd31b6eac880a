import { performance } from 'node:perf_hooks';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { LiveRoomPage, roomPage, type RoomSource } from './room-list.js';
import { RoomTraffic } from './room-traffic.js';

/** As many rooms as a list reads of them. */
function sourceOf(count: number): RoomSource & { readonly rooms: RoomRuntime[] } {
  const rooms = Array.from({ length: count }, (_, at) => {
    const room = { id: `room-${at}`, code: String((at * 7_919) % count).padStart(5, '0'), typeName: `t${at % 3}` };
    const facts = { openedAtMs: at, loop: { tickMs: (at * 31) % 17 }, tickNumber: at, tickHz: 20, maxPlayers: 4 };
    const state = {
      members: new Map(),
      settings: {},
      metadata: { map: `m${at}` },
      isLocked: at % 2 === 0,
      isOver: false,
    };
    return { ...room, ...facts, ...state } as unknown as RoomRuntime;
  });
  return { rooms, all: () => rooms, traffic: new RoomTraffic() };
}

describe(roomPage.name, () => {
  it.each([
    [{ sort: 'code', isDescending: false }, '00000', '09999'],
    [{ sort: 'code', isDescending: true }, '09999', '00000'],
    [{ sort: 'openedAt', isDescending: false }, '00000', '02081'],
  ])('sorts ten thousand rooms by %j', async (query, first, last) => {
    const source = sourceOf(10_000);
    const { rows, total } = await roomPage(source, { ...query, limit: 10_000 });
    expect(total).toBe(10_000);
    expect([rows[0]?.code, rows.at(-1)?.code]).toEqual([first, last]);
    const key = query.sort as 'code';
    for (let i = 1; i < rows.length; i++) {
      const [before, after] = [rows[i - 1]![key], rows[i]![key]];
      expect(query.isDescending ? before >= after : before <= after).toBe(true);
    }
  });

  it('filters, and counts what is left', async () => {
    const source = sourceOf(1_000);
    const page = await roomPage(source, { type: 't1', isLocked: true, from: 2, limit: 3, sort: 'tickMs' });
    expect(page.total).toBe(source.rooms.filter((room) => room.typeName === 't1' && room.isLocked).length);
    expect(page.rows).toHaveLength(3);
    expect((await roomPage(source, { search: 'M77' })).rows[0]?.id).toBe('room-779');
    expect((await roomPage(source, { player: 'nobody' })).total).toBe(0);
    Object.assign(source.rooms[5]!, { openedAtMs: Date.now() });
    expect((await roomPage(source, { minutesOpen: 60 })).total).toBe(999);
  });

  it('lets others have their turn meanwhile', async () => {
    const source = sourceOf(10_000);
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await roomPage(
      {
        ...source,
        all: () => source.rooms.map((room) => Object.create(room, { loop: { get: costly } }) as RoomRuntime),
      },
      { sort: 'tickMs' },
    );
    isDone = true;
    expect(turns).toBeGreaterThan(20);
  });
});

describe(LiveRoomPage.name, () => {
  it('shows rows as they are now, and no room that is over', async () => {
    const source = sourceOf(5_000);
    const page = new LiveRoomPage(source, { sort: 'code', isDescending: false, limit: 2 });
    const [first] = (await page.read()).rows;
    const room = source.rooms.find(({ id }) => id === first?.id)!;
    room.isLocked = !room.isLocked;
    expect((await page.read()).rows[0]?.isLocked).toBe(room.isLocked);
    room.isOver = true;
    const { rows, total } = await page.read();
    expect(rows[0]?.id).not.toBe(room.id);
    expect(total).toBe(4_999);
  });
});

/** A key that takes its time. */
function costly(): object {
  const untilMs = performance.now() + 0.01;
  while (performance.now() < untilMs);
  return { tickMs: 1 };
}
