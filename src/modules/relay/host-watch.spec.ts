import { jest } from '@jest/globals';
import { Fence } from '../../core/cluster/fence.js';
import type { Session } from '../../core/sessions/session.js';
import { HostWatch } from './host-watch.js';
import { RelayPeer } from './relay-peer.js';

const PATIENCE = { lostMs: 2_000, silentMs: 4_000 };

class FakeSession {
  signsOfLife = 0;
  isConnected = true;
}

function watchFixture(
  sessions: FakeSession[],
  fence = new Fence(),
): { watch: HostWatch; gone: number[]; hostIs: (index: number) => void } {
  const peers = new Map(
    sessions.map((session, index) => [session, new RelayPeer(session as unknown as Session, index + 2, 0, 100)]),
  );
  const gone: number[] = [];
  const watch = new HostWatch(peers, PATIENCE, ({ number }) => gone.push(number), fence);
  const hostIs = (index: number): void => watch.follow([...peers.values()][index]);
  hostIs(0);
  watch.peersChanged();
  return { watch, gone, hostIs };
}

describe(HostWatch.name, () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function pass(ms: number, ...awake: FakeSession[]): void {
    for (let passed = 0; passed < ms; passed += 100) {
      for (const session of awake) session.signsOfLife += 1;
      jest.advanceTimersByTime(100);
    }
  }

  it('does not miss a host while the server may not act, which hears nobody; then he has the whole time again', () => {
    const fence = new Fence();
    const [ada, bob] = [new FakeSession(), new FakeSession()];
    const { gone } = watchFixture([ada, bob], fence);
    pass(3_000, bob);
    fence.untilMs = performance.now();
    pass(60_000);
    expect(gone).toEqual([]);
    fence.untilMs = Infinity;
    pass(3_500, bob);
    expect(gone).toEqual([]);
    pass(1_000, bob);
    expect(gone).toEqual([3]);
  });

  it('finds a silent host gone after its time, and names the first peer whose game goes on', () => {
    const [ada, bob, cleo] = [new FakeSession(), new FakeSession(), new FakeSession()];
    const { gone, watch } = watchFixture([ada, bob, cleo]);
    pass(1_000, ada, cleo);
    pass(3_900, cleo);
    expect(gone).toEqual([]);
    pass(700, cleo);
    expect(gone[0]).toBe(4);
    watch.stop();
  });

  it('keeps a host that says something', () => {
    const [ada, bob] = [new FakeSession(), new FakeSession()];
    const { gone, watch } = watchFixture([ada, bob]);
    pass(20_000, ada, bob);
    expect(gone).toEqual([]);
    watch.stop();
  });

  it('finds one gone whose connection is lost, sooner, unless it comes back', () => {
    const [ada, bob] = [new FakeSession(), new FakeSession()];
    const { gone, watch } = watchFixture([ada, bob]);
    watch.lost();
    pass(1_500, bob);
    watch.back();
    pass(1_500, bob);
    expect(gone).toEqual([]);
    watch.lost();
    pass(2_500, bob);
    expect(gone[0]).toBe(3);
    watch.stop();
  });

  it('does not mind while nobody waits, or all sleep', () => {
    const [ada, bob] = [new FakeSession(), new FakeSession()];
    const { gone, watch } = watchFixture([ada, bob]);
    pass(20_000);
    expect(gone).toEqual([]);
    watch.stop();

    const alone = watchFixture([ada]);
    pass(20_000);
    expect([...alone.gone, jest.getTimerCount()]).toEqual([0]);
  });

  it('does not blame the host for a time in which this process stood still', () => {
    const [ada, bob] = [new FakeSession(), new FakeSession()];
    const { gone, watch } = watchFixture([ada, bob]);
    pass(1_000, ada, bob);
    jest.setSystemTime(Date.now() + 60_000);
    const later = performance.now() + 60_000;
    jest.spyOn(performance, 'now').mockImplementation(() => later);
    jest.advanceTimersByTime(500);
    expect(gone).toEqual([]);
    jest.restoreAllMocks();
    watch.stop();
  });
});
