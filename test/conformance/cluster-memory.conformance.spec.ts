import { MemoryCounters, MemoryMembership, MemoryOwnership } from '../../src/core/cluster/memory/memory-adapters.js';
import { MemoryBus } from '../../src/core/cluster/memory/memory-bus.js';
import { MemoryLinks, MemoryNetwork } from '../../src/core/cluster/memory/memory-network.js';
import { DirectLine, MemoryStore } from '../../src/core/cluster/memory/memory-store.js';
import { ManualClock } from '../../src/core/time/monotonic-clock.js';
import { describeClusterBus } from './cluster-bus.suite.js';
import { describeMembership } from './membership.suite.js';
import { describeNodeLinks } from './node-links.suite.js';
import { describeOwnership } from './ownership.suite.js';
import { describeSharedCounters } from './shared-counters.suite.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const close = (): void => undefined;

/** A store, and time that passes there. */
function storeFixture() {
  const clock = new ManualClock(Date.now());
  const line = new DirectLine(new MemoryStore(() => clock.nowMs()));
  return { clock, line, wait: (ms: number) => clock.advance(ms), close };
}

describeMembership(MemoryMembership.name, () => {
  const { line, wait } = storeFixture();
  return { first: new MemoryMembership(line), second: new MemoryMembership(line), wait, close };
});

describeOwnership(MemoryOwnership.name, () => {
  const { line } = storeFixture();
  const membership = new MemoryMembership(line);
  return { membership, first: new MemoryOwnership(line), second: new MemoryOwnership(line), close };
});

describeSharedCounters(MemoryCounters.name, () => {
  const { line, wait } = storeFixture();
  return { first: new MemoryCounters(line), second: new MemoryCounters(line), wait, close };
});

describeClusterBus(MemoryBus.name, () => {
  const bus = new MemoryBus();
  return { first: bus, second: bus, settle: nextTurn, interrupt: () => bus.tellGap(), close };
});

describeNodeLinks(MemoryLinks.name, () => {
  const clock = new ManualClock();
  const network = new MemoryNetwork();
  return {
    first: network.join('a.1', clock),
    second: network.join('b.1', clock),
    firstId: 'a.1',
    secondId: 'b.1',
    settle: nextTurn,
    wait: (ms: number) => clock.advance(ms),
    kill: () => network.leave('b.1'),
    close,
  };
});
