import { ManualClock } from '../time/monotonic-clock.js';
import { Fence } from './fence.js';
import { Lease, type LeaseNode } from './lease.js';
import { MemoryMembership } from './memory/memory-adapters.js';
import { DirectLine, MemoryStore } from './memory/memory-store.js';
import { StoreUnavailableError } from './membership.js';
import { StoreTrust } from './store-trust.js';

const LEASE_MS = 10_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A node with a clock of its own at a store that can be away; it has no records. */
function leaseFixture(store: MemoryStore, clock: ManualClock, id: string) {
  const told: string[] = [];
  let isAway = false;
  const line = new DirectLine(store);
  const membership = new MemoryMembership({
    runId: line.runId,
    ask: (work) => (isAway ? Promise.reject(new StoreUnavailableError('away')) : line.ask(work)),
  });
  const node: LeaseNode = {
    self: { id, name: id.split('.')[0] ?? '', address: '', versions: {} },
    leaseMs: LEASE_MS,
    wallMs: () => clock.nowMs(),
    report: () => ({ phase: 'ready', load: 0 }),
    onFrozen: () => told.push('frozen'),
    onThawed: () => told.push('thawed'),
    onBuried: () => told.push('buried'),
    onView: () => undefined,
    onBurial: (nodeId) => told.push(`buried ${nodeId}`),
  };
  const yes = () => Promise.resolve(true);
  const fence = new Fence();
  const agreement = { assertAll: yes, compareAll: yes, retakeAll: yes };
  const lease = new Lease(node, membership, agreement, new StoreTrust(membership, clock), clock, fence);
  return { lease, fence, told, setAway: (value: boolean) => (isAway = value) };
}

async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    clock.advance(250);
    await turn();
  }
}

describe(Lease.name, () => {
  let clock: ManualClock;
  let store: MemoryStore;

  beforeEach(() => {
    clock = new ManualClock(1_000_000);
    store = new MemoryStore(() => clock.nowMs());
  });

  it('keeps the fence open by renewals, 85 % of the lease from when they were sent', async () => {
    const { lease, fence, told } = leaseFixture(store, clock, 'a.1');
    expect(fence.isOpenAt(clock.nowMs())).toBe(false);
    expect(await lease.join()).toBe(true);
    expect(fence.untilMs).toBe(clock.nowMs() + 8_500);
    await pass(clock, 60_000);
    expect(fence.untilMs - clock.nowMs()).toBeGreaterThan(5_000);
    expect([lease.current, told]).toEqual(['sure', []]);
    lease.stop();
  });

  it('freezes when the store is away, and thaws when it is back', async () => {
    const { lease, fence, told, setAway } = leaseFixture(store, clock, 'a.1');
    await lease.join();
    setAway(true);
    await pass(clock, 8_000);
    expect(fence.isOpenAt(clock.nowMs())).toBe(true);
    await pass(clock, 20_000);
    expect([fence.isOpenAt(clock.nowMs()), lease.current, told]).toEqual([false, 'frozen', ['frozen']]);
    setAway(false);
    await pass(clock, 500);
    expect([fence.isOpenAt(clock.nowMs()), lease.current, told]).toEqual([true, 'sure', ['frozen', 'thawed']]);
    lease.stop();
  });

  it('buries who is silent for a lease, and that life is over', async () => {
    const one = leaseFixture(store, clock, 'a.1');
    const other = leaseFixture(store, clock, 'b.1');
    await one.lease.join();
    await other.lease.join();
    await pass(clock, 5_000);
    other.setAway(true);
    await pass(clock, 9_000);
    expect(one.told).toEqual([]);
    await pass(clock, 4_000);
    expect([one.told, other.told]).toEqual([['buried b.1'], ['frozen']]);
    other.setAway(false);
    await pass(clock, 500);
    expect([other.told, other.lease.current]).toEqual([['frozen', 'buried'], 'buried']);
    await expect(leaseFixture(store, clock, 'b.1').lease.join()).rejects.toThrow('new life');
    one.lease.stop();
  });

  it('buries nobody after both were without a store', async () => {
    const one = leaseFixture(store, clock, 'a.1');
    const other = leaseFixture(store, clock, 'b.1');
    await one.lease.join();
    await other.lease.join();
    for (const { setAway } of [one, other]) setAway(true);
    await pass(clock, 60_000);
    one.setAway(false);
    await pass(clock, 5_000);
    other.setAway(false);
    await pass(clock, 20_000);
    expect([one.told, other.told]).toEqual([
      ['frozen', 'thawed'],
      ['frozen', 'thawed'],
    ]);
    for (const { lease } of [one, other]) lease.stop();
  });

  it('does not come under the name of a node that renews', async () => {
    const one = leaseFixture(store, clock, 'a.1');
    await one.lease.join();
    const joining = leaseFixture(store, clock, 'a.2').lease.join();
    await pass(clock, 5_000);
    expect(await joining).toBe(false);
    one.lease.stop();
  });

  it('comes after one that died, when its lease is over', async () => {
    const one = leaseFixture(store, clock, 'a.1');
    await one.lease.join();
    one.lease.stop();
    const next = leaseFixture(store, clock, 'a.2');
    const joining = next.lease.join();
    await pass(clock, 12_000);
    expect(await joining).toBe(true);
    next.lease.stop();
  });

  it('freezes for a renewal when the wall clock shows that the machine slept', async () => {
    let aheadMs = 0;
    const { lease, told } = leaseFixture(store, clock, 'a.1');
    (lease as unknown as { node: { wallMs: () => number } }).node.wallMs = () => clock.nowMs() + aheadMs;
    await lease.join();
    await pass(clock, 1_000);
    aheadMs = 900;
    await pass(clock, 1_000);
    expect(told).toEqual([]);
    aheadMs = 5_000;
    await pass(clock, 1_000);
    expect(told).toEqual(['frozen', 'thawed']);
    lease.stop();
  });
});
