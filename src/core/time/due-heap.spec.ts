import fc from 'fast-check';
import { DueHeap, type Due } from './due-heap.js';

const item = (dueMs: number, order = 0): Due => ({ dueMs, order, heapIndex: -1 });

function drain(heap: DueHeap<Due>): Due[] {
  const items: Due[] = [];
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) items.push(next);
  return items;
}

const inOrder = (items: readonly Due[]): Due[] => [...items].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);

describe(DueHeap.name, () => {
  it('gives out by time, then by order, whatever was taken out before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 60 }), (entries) => {
        const heap = new DueHeap<Due>();
        const items = entries.map(([dueMs], order) => item(dueMs, order));
        for (const each of items) heap.push(each);
        const leaving = items.filter((_, index) => entries[index]?.[1]);
        for (const each of leaving) expect(heap.remove(each)).toBe(true);

        const left = items.filter((each) => !leaving.includes(each));
        expect(heap.size).toBe(left.length);
        expect(drain(heap)).toEqual(inOrder(left));
      }),
    );
  });

  it('removes nothing twice, and nothing that waits elsewhere', () => {
    const [here, there] = [new DueHeap<Due>(), new DueHeap<Due>()];
    const [mine, other] = [item(1), item(1)];
    here.push(mine);
    there.push(other);

    expect(here.remove(other)).toBe(false);
    expect(here.remove(mine)).toBe(true);
    expect(here.remove(mine)).toBe(false);
    expect(there.has(other)).toBe(true);
  });

  it('takes an item again after it was cleared', () => {
    const heap = new DueHeap<Due>();
    const mine = item(1);
    heap.push(mine);
    heap.clear();
    expect(heap.has(mine)).toBe(false);
    heap.push(mine);
    expect(heap.top).toBe(mine);
  });
});
