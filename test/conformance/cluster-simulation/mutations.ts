import { MemoryNodes } from '../../../src/core/cluster/memory/memory-nodes.js';
import { MemoryRecords } from '../../../src/core/cluster/memory/memory-records.js';
import type { OwnerProof } from '../../../src/core/cluster/ownership.js';
import type { SimulatedNode } from './simulated-node.js';
import type { Simulation } from './simulation.js';

/** Breaks something on purpose, in each life of each node. */
export type Mutation = (node: SimulatedNode, simulation: Simulation) => void;

type Broken = Record<string, unknown>;

const always = (target: object, name: string, value: (self: never) => unknown): void => {
  Object.defineProperty(target, name, {
    get() {
      return value(this as never);
    },
  });
};
const replace = (target: object, methods: Broken): void => void Object.assign(target, methods);
const inside = (target: object, name: string): object => (target as Record<string, object>)[name] ?? {};
const recordsOf = ({ store }: Simulation): Broken => store.current.records as unknown as Broken;

/** What the simulation has to find. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'the fence is skipped': (node) => replace(node.fence, { isOpenAt: () => true }),
  'the fence closes after the lease': (node) =>
    replace(node.lease, {
      extend(sentMs: number) {
        replace(node.lease, { sentMs });
        node.fence.untilMs = sentMs + node.leaseMs * 1.5;
      },
    }),
  'sleep is not noticed': (node) => replace(node.lease, { noticeSleep: () => undefined }),
  'a buried node goes on': (node) => replace(node.lease, { die: () => undefined }),
  'there is no grace after the store forgot': (node) =>
    always(node.trust, 'isGraceOver', (self: { isCurrent: boolean }) => self.isCurrent),
  'the store is believed before all was said': (node) => {
    always(node.trust, 'isAgreed', () => true);
    always(node.trust, 'isSettled', () => true);
  },
  'nothing is said again': (node) => replace(node.records, { assertAll: () => Promise.resolve(true) }),
  'who was frozen takes nothing anew': (node) => replace(node.records, { retakeAll: () => Promise.resolve(true) }),
  'a refused proof is ignored': (node) => replace(node.records, { refused: () => false }),
  'nodes are buried after half a lease': (node) => replace(inside(node.lease, 'watch'), { leaseMs: node.leaseMs / 2 }),
  'who hears nothing of a hand-over keeps its copy': (node) =>
    replace(node.records, { takeBack: () => Promise.resolve('kept') }),
  'who hands a room over keeps the records of its members': (node) =>
    replace(node.records, { follow: () => Promise.resolve() }),
  'strays are not looked for': (node) => replace(inside(node, 'takeover'), { takeStrays: () => Promise.resolve() }),
  'records of buried nodes are not taken': (node) => replace(inside(node, 'takeover'), { onView: () => undefined }),
  'tickets outlive a change of the store': (node) => {
    const line = inside(node.counters, 'line');
    always(node.counters, 'line', () => ({
      runId: 'any',
      ask: (work: never) => (line as { ask: (work: never) => never }).ask(work),
    }));
  },
  'the store takes writes under any epoch': (_node, simulation) =>
    replace(recordsOf(simulation), {
      own(proof: OwnerProof) {
        const { records } = this as unknown as { records: Map<string, unknown> };
        return records.get(`${proof.kind}:${proof.id}`);
      },
    }),
  'a take needs no epoch': (_node, simulation) => {
    const records = recordsOf(simulation);
    const take = MemoryRecords.prototype.take;
    replace(records, {
      take(key: OwnerProof, _epoch: number, owner: string, content: object) {
        const known = simulation.store.current.records.find(key);
        return take.call(simulation.store.current.records, key, known?.epoch ?? 0, owner, content);
      },
    });
  },
  'the store takes writes of buried nodes': (_node, simulation) =>
    replace(simulation.store.current.nodes, {
      check: () => undefined,
      renew(...[runId, nodeId, report, leaseMs]: Parameters<MemoryNodes['renew']>) {
        const answer = MemoryNodes.prototype.renew.call(this, runId, nodeId, report, leaseMs);
        return typeof answer === 'string' ? { runId, nodes: [], departed: [] } : answer;
      },
    }),
};

/** From this seed on rooms move together with their members. */
export const TOGETHER = 1_000_000;

/** The first seed that finds it, of those that most seeds do not. */
export const RARE: Readonly<Record<string, number>> = {
  'there is no grace after the store forgot': 35,
  'nothing is said again': 39,
  'who was frozen takes nothing anew': 96,
  'the store takes writes under any epoch': 97,
  'who hands a room over keeps the records of its members': TOGETHER,
};
