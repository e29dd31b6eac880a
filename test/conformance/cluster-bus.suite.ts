import type { ClusterBus } from '../../src/core/cluster/cluster-bus.js';

/** One bus, as two nodes see it. */
export interface BusFixture {
  readonly first: ClusterBus;
  readonly second: ClusterBus;
  /** Resolves once what was subscribed and published before has its effect everywhere. */
  settle(): void | Promise<void>;
  /** The node `first` loses its bus for a moment. */
  interrupt(): void | Promise<void>;
  close(): void | Promise<void>;
}

/** What every {@link ClusterBus} must do. */
export function describeClusterBus(name: string, make: () => BusFixture | Promise<BusFixture>): void {
  describe(`${name}, as a bus`, () => {
    let fixture: BusFixture;
    let first: ClusterBus;
    let second: ClusterBus;

    beforeEach(async () => {
      fixture = await make();
      ({ first, second } = fixture);
    });

    afterEach(() => fixture.close());

    it('tells all who listen to the topic, in order, the one who tells included', async () => {
      const heard: string[] = [];
      first.subscribe('rooms:changed', (text) => heard.push(`first ${text}`));
      second.subscribe('rooms:changed', (text) => heard.push(`second ${text}`));
      second.subscribe('rooms:other', (text) => heard.push(`other ${text}`));
      await fixture.settle();
      for (const text of ['1', 'ö\n"', '']) first.publish('rooms:changed', text);
      await fixture.settle();
      expect(heard.filter((line) => line.startsWith('first'))).toEqual(['first 1', 'first ö\n"', 'first ']);
      expect(heard.filter((line) => line.startsWith('second'))).toEqual(['second 1', 'second ö\n"', 'second ']);
      expect(heard).toHaveLength(6);
    });

    it('calls nobody within publish', async () => {
      let calls = 0;
      first.subscribe('topic', () => (calls += 1));
      await fixture.settle();
      first.publish('topic', 'text');
      expect(calls).toBe(0);
      await fixture.settle();
      expect(calls).toBe(1);
    });

    it('calls each listener as often as it subscribed, and no more once it is gone', async () => {
      let calls = 0;
      const listener = (): void => void (calls += 1);
      const [stopOne, stopOther] = [first.subscribe('topic', listener), first.subscribe('topic', listener)];
      await fixture.settle();
      second.publish('topic', 'text');
      await fixture.settle();
      expect(calls).toBe(2);
      stopOne();
      stopOne();
      second.publish('topic', 'text');
      await fixture.settle();
      expect(calls).toBe(3);
      stopOther();
      second.publish('topic', 'text');
      await fixture.settle();
      expect(calls).toBe(3);
    });

    it('goes on after a listener that throws', async () => {
      let calls = 0;
      first.subscribe('topic', () => {
        throw new Error('a listener of this test');
      });
      first.subscribe('topic', () => (calls += 1));
      await fixture.settle();
      second.publish('topic', 'text');
      await fixture.settle();
      expect(calls).toBe(1);
    });

    it('says that something may be missing after an interruption, and hears again', async () => {
      let gaps = 0;
      const heard: string[] = [];
      const stop = first.onGap(() => (gaps += 1));
      first.subscribe('topic', (text) => heard.push(text));
      await fixture.settle();
      expect(gaps).toBe(0);
      await fixture.interrupt();
      await fixture.settle();
      expect(gaps).toBe(1);
      second.publish('topic', 'after');
      await fixture.settle();
      expect(heard).toEqual(['after']);
      stop();
      await fixture.interrupt();
      expect(gaps).toBe(1);
    });
  });
}
