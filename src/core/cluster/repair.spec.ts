import { ManualClock } from '../time/monotonic-clock.js';
import { Fence } from './fence.js';
import { Lease, type LeaseNode } from './lease.js';
import { MemoryMembership, MemoryOwnership } from './memory/memory-adapters.js';
import { DirectLine, MemoryStore, type StoreLine } from './memory/memory-store.js';
import { OwnedRecords } from './owned-records.js';
import type { OwnedRecord, RecordKind } from './ownership.js';
import { Repair } from './repair.js';
import { StoreTrust } from './store-trust.js';
import { Takeover } from './takeover.js';

const LEASE_MS = 10_000;
const HOLDER = { content: () => ({}), onLost: () => undefined };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A node with a lease and records of its own; what it asks the store is counted. */
async function nodeFixture(clock: ManualClock) {
  const direct = new DirectLine(new MemoryStore(() => clock.nowMs()));
  let calls = 0;
  const line: StoreLine = {
    runId: direct.runId,
    ask: (work) => {
      calls += 1;
      return direct.ask(work);
    },
  };
  const [membership, ownership] = [new MemoryMembership(line), new MemoryOwnership(line)];
  const trust = new StoreTrust(membership, clock);
  const records = new OwnedRecords(ownership, trust, 'a', () => clock.nowMs());
  const log = { failed: (_: OwnedRecord, error: unknown) => expect(error).toBeUndefined() };
  const takeover = new Takeover(records, ownership, trust, clock, { nodeId: 'a', log });
  const node: LeaseNode = {
    self: { id: 'a', name: 'a', address: '', versions: {} },
    leaseMs: LEASE_MS,
    wallMs: () => clock.nowMs(),
    report: () => ({ phase: 'ready', load: 0 }),
    onFrozen: () => undefined,
    onThawed: () => undefined,
    onBuried: () => undefined,
    onView: () => undefined,
    onBurial: () => undefined,
  };
  const lease = new Lease(node, membership, records, trust, clock, new Fence());
  await lease.join();
  return { records, lease, repair: new Repair(records, takeover, clock), calls: () => calls };
}

describe(Repair.name, () => {
  it("looks for what a store that forgot takes for this node's as soon as that is settled, and then once a minute", async () => {
    const clock = new ManualClock();
    const records = { isSettled: true, repair: () => Promise.resolve() };
    const lookedAtS: number[] = [];
    const takeStrays = (): Promise<void> => Promise.resolve(void lookedAtS.push(clock.nowMs() / 1_000));
    const repair = new Repair(records, { takeStrays }, clock);
    const pass = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds; passed++) {
        await turn();
        clock.advance(1_000);
      }
    };
    repair.start();
    await pass(10);
    records.isSettled = false;
    await pass(10);
    records.isSettled = true;
    await pass(50);
    repair.stop();

    expect(lookedAtS).toEqual([0, 21, 60]);
  });

  it('and the lease ask the store 25 times a second at most, with 1,000 rooms and 2,000 sessions at rest', async () => {
    const clock = new ManualClock(1_000_000);
    const { records, lease, repair, calls } = await nodeFixture(clock);
    const make = async (kind: RecordKind, count: number): Promise<void> => {
      for (let index = 0; index < count; index++) await records.create({ kind, id: `${kind}${index}` }, HOLDER);
    };
    const pass = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds * 4; passed++) {
        clock.advance(250);
        await turn();
      }
    };
    await make('room', 1_000);
    await make('code', 1_000);
    await make('session', 2_000);
    repair.start();
    await pass(60);

    const before = calls();
    await pass(600);
    const perSecond = (calls() - before) / 600;
    expect(lease.current).toBe('sure');
    expect(perSecond).toBeLessThan(25);
    // Each room once a minute.
    expect(perSecond).toBeGreaterThan(1_000 / 60);
    repair.stop();
    lease.stop();
  });
});
