import type { SharedCounters } from '../../src/core/cluster/shared-counters.js';

/** A store that is empty, as two nodes see it. */
export interface CountersFixture {
  readonly first: SharedCounters;
  readonly second: SharedCounters;
  /** Lets time pass at the store. */
  wait(ms: number): void | Promise<void>;
  close(): void | Promise<void>;
}

/** What all {@link SharedCounters} must do. @param make a fixture over an empty store */
export function describeSharedCounters(name: string, make: () => CountersFixture | Promise<CountersFixture>): void {
  describe(`${name}, as shared counters`, () => {
    let fixture: CountersFixture;
    let first: SharedCounters;
    let second: SharedCounters;

    beforeEach(async () => {
      fixture = await make();
      ({ first, second } = fixture);
    });

    afterEach(() => fixture.close());

    it('spends up to the limit, over all nodes, and key by key', async () => {
      const spent = [];
      for (let turn = 0; turn < 6; turn += 1) spent.push(await (turn % 2 ? first : second).spend('guess:a', 4, 60_000));
      expect(spent).toEqual([true, true, true, true, false, false]);
      expect(await first.spend('guess:b', 4, 60_000)).toBe(true);
      expect(await first.spend('guess:c', 0, 60_000)).toBe(false);
    });

    it('begins anew after the window, which begins with the first', async () => {
      await first.spend('a', 2, 400);
      await fixture.wait(250);
      expect([await second.spend('a', 2, 400), await second.spend('a', 2, 400)]).toEqual([true, false]);
      await fixture.wait(250);
      expect(await first.spend('a', 2, 400)).toBe(true);
    });

    it('takes back one, or all of a key', async () => {
      for (let spent = 0; spent < 3; spent += 1) await first.spend('a', 3, 60_000);
      await second.giveBack('a');
      expect([await first.spend('a', 3, 60_000), await second.spend('a', 3, 60_000)]).toEqual([true, false]);
      await second.giveBack('a', true);
      await first.giveBack('a');
      await first.giveBack('never');
      const spent = [];
      for (let turn = 0; turn < 4; turn += 1) spent.push(await (turn % 2 ? first : second).spend('a', 3, 60_000));
      expect(spent).toEqual([true, true, true, false]);
    });

    it('gives a value once, to one of many', async () => {
      expect(await first.putOnce('ticket:1', '{"of":"ö"}', 60_000)).toBe(true);
      expect(await second.putOnce('ticket:1', 'another', 60_000)).toBe(false);
      const taken = await Promise.all([first, second, first, second].map((counters) => counters.takeOnce('ticket:1')));
      expect(taken.filter((value) => value !== undefined)).toEqual(['{"of":"ö"}']);
      expect(await first.putOnce('ticket:1', '', 60_000)).toBe(true);
      expect(await second.takeOnce('ticket:1')).toBe('');
    });

    it('gives nothing that is not there, or too old', async () => {
      expect(await first.takeOnce('ticket:2')).toBeUndefined();
      await first.putOnce('ticket:2', 'late', 100);
      await fixture.wait(200);
      expect(await second.takeOnce('ticket:2')).toBeUndefined();
      await first.putOnce('ticket:3', 'late', 100);
      await fixture.wait(200);
      expect(await second.putOnce('ticket:3', 'new', 60_000)).toBe(true);
    });

    it('keeps counts and values apart', async () => {
      await first.spend('same', 1, 60_000);
      expect(await first.putOnce('same', 'value', 60_000)).toBe(true);
      expect(await first.spend('same', 1, 60_000)).toBe(false);
      expect(await first.takeOnce('same')).toBe('value');
    });
  });
}
