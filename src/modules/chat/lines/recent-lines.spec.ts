import { fitting } from '../channels/chat-pages.js';
import type { ChatLineDto } from '../chat.messages.js';
import { RecentLines } from './recent-lines.js';

const ANN = { id: 's1', name: 'Ann', playerId: 'Ann' };
const BOB = { id: 's2', name: 'Bob' };

function filled(count: number, before: readonly ChatLineDto[] = []): RecentLines {
  const lines = new RecentLines('lobby', before);
  for (let i = 0; i < count; i++) lines.add(i % 2 ? BOB : ANN, `line ${i}`, i);
  return lines;
}

const ids = (lines: readonly ChatLineDto[]): number[] => lines.map(({ id }) => id);

describe(RecentLines.name, () => {
  it('goes on with the numbers of what was said before', () => {
    const old = filled(3).latest();
    expect(ids(filled(2, old).latest())).toEqual([1, 2, 3, 4, 5]);
  });

  it('remembers the latest hundred, and gives those before a number', () => {
    const lines = filled(105);
    expect(ids(lines.latest())).toEqual(Array.from({ length: 100 }, (_, index) => index + 6));
    expect(ids(lines.latest(10, 2))).toEqual([8, 9]);
    expect(lines.latest(6)).toEqual([]);
    expect(lines.find(5)).toBeUndefined();
  });

  it('replaces a line that it remembers, and no other', () => {
    const lines = filled(3);
    const changed = { id: 2, channel: 'lobby', from: BOB, text: 'changed', sentAtMs: 1 };
    lines.replace(changed);
    lines.replace({ ...changed, id: 9 });
    expect(lines.latest().map(({ text }) => text)).toEqual(['line 0', 'changed', 'line 2']);
  });

  it('gives what was said around a line', () => {
    expect(ids(filled(9).around(5, 2))).toEqual([3, 4, 6, 7]);
    expect(ids(filled(9).around(1, 2))).toEqual([2, 3]);
    expect(filled(9).around(10, 2)).toEqual([]);
  });

  it('forgets a player, and never gives a number twice', () => {
    const lines = filled(3);
    lines.forget('Ann');
    expect(ids(lines.latest())).toEqual([2]);
    expect(lines.add(BOB, 'x', 1).id).toBe(4);
  });
});

describe(fitting.name, () => {
  it('takes the latest lines whose texts fit into one answer', () => {
    const long = Array.from({ length: 100 }, (_, id) => ({
      ...{ id, channel: 'lobby', from: BOB, sentAtMs: 1 },
      text: '東'.repeat(500),
    }));
    const page = fitting(long);
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(60_000);
    expect(page.length).toBeGreaterThan(20);
    expect(page.at(-1)).toBe(long.at(-1));
    expect(fitting([])).toEqual([]);
  });
});
