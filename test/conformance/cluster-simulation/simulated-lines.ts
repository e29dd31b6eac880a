import type { ClusterView } from '../../../src/core/cluster/membership.js';
import { MemoryNetwork, type MemoryLinks } from '../../../src/core/cluster/memory/memory-network.js';
import type { SimulatedNode } from './simulated-node.js';
import type { Simulation } from './simulation.js';

/** For so long a link bears that the other end does not answer. */
const BEARS_MS = 400;
/** How long it takes to find out that there is nobody to connect to. */
const DIAL_MS = 100;

/** The connection between two nodes. */
interface Line {
  /** Another number, another connection: nothing of the former one arrives any more. */
  generation: number;
  isBroken: boolean;
  isCut: boolean;
  /** What is sent while it is cut, and arrives if that does not last. */
  readonly stuck: (() => void)[];
  isWatched: boolean;
}

/**
 * Connections between nodes, as TCP makes them: all that is sent arrives in order, late perhaps, or the connection breaks, and both ends
 * notice in their time. What a node sends that may not act waits until it may.
 */
export class SimulatedLines {
  private readonly network = new MemoryNetwork((fromId, toId, deliver) => this.carry(fromId, toId, deliver));
  private readonly lines = new Map<string, Line>();
  private readonly lastArrivals = new Map<string, number>();
  private readonly barred = new Set<string>();
  private readonly seen = new Map<string, { readonly runId: string; readonly ids: ReadonlySet<string> }>();

  constructor(private readonly simulation: Simulation) {}

  join(nodeId: string, clock: SimulatedNode['machine']): MemoryLinks {
    return this.network.join(nodeId, clock);
  }

  /** A process has ended: the others' connections to it break. */
  leave(nodeId: string): void {
    this.network.vanish(nodeId);
    for (const other of this.simulation.nodes.values()) {
      if (other.id !== nodeId) this.bring(nodeId, other, () => this.network.breakLink(other.id, nodeId));
    }
  }

  /** A node sees who there is; with those that are gone it has nothing to do any more, as long as it is the same store that says so. */
  see(nodeId: string, { runId, nodes }: ClusterView): void {
    const seen = this.seen.get(nodeId) ?? { runId, ids: new Set<string>() };
    const present = new Set(nodes.map(({ id }) => id));
    for (const id of present) this.barred.delete(`${id} ${nodeId}`);
    const gone = seen.runId === runId ? [...seen.ids].filter((id) => !present.has(id)) : [];
    for (const id of gone) this.bar(nodeId, id);
    const ids = seen.runId === runId ? present : new Set([...seen.ids, ...present]);
    this.seen.set(nodeId, { runId, ids });
  }

  private bar(nodeId: string, goneId: string): void {
    this.barred.add(`${goneId} ${nodeId}`);
    this.lineOf(nodeId, goneId).generation += 1;
    this.network.breakLink(nodeId, goneId);
    const gone = this.simulation.alive(goneId);
    if (gone !== undefined) this.bring(nodeId, gone, () => this.network.breakLink(goneId, nodeId));
  }

  cut(oneName: string, otherName: string, isCut: boolean): void {
    const line = this.lineOf(oneName, otherName);
    line.isCut = isCut;
    if (isCut) return;
    for (const go of line.stuck.splice(0)) go();
  }

  /** A node has stood still for so long that the others take it for gone. */
  halted(node: SimulatedNode): void {
    this.simulation.time.after(BEARS_MS, () => {
      if (!node.machine.isHalted) return;
      for (const other of this.simulation.nodes.values()) if (other !== node) this.break(node, other);
    });
  }

  private carry(fromId: string, toId: string, deliver: () => void): void {
    const { simulation } = this;
    const from = simulation.alive(fromId);
    const to = simulation.alive(toId);
    if (from?.fence.isClosed === true) {
      from.afterThaw(() => this.carry(fromId, toId, deliver));
      return;
    }
    const line = this.lineOf(fromId, toId);
    if (to === undefined || this.barred.has(`${fromId} ${toId}`)) {
      // Nobody answers at that address, or it does not let this node in.
      if (from !== undefined) this.refuse(from, toId);
      return;
    }
    if (line.isBroken && (line.isCut || to.machine.isHalted)) {
      if (from !== undefined) this.refuse(from, toId);
      return;
    }
    line.isBroken = false;
    const { generation } = line;
    const go = (): void =>
      this.bring(fromId, to, () => {
        if (line.generation === generation) deliver();
      });
    if (!line.isCut) go();
    else {
      line.stuck.push(go);
      this.watch(line, fromId, to);
    }
  }

  private watch(line: Line, fromId: string, to: SimulatedNode): void {
    if (line.isWatched) return;
    line.isWatched = true;
    this.simulation.time.after(BEARS_MS, () => {
      line.isWatched = false;
      const from = this.simulation.alive(fromId);
      if (line.stuck.length > 0 && from !== undefined) this.break(from, to);
    });
  }

  private break(one: SimulatedNode, other: SimulatedNode): void {
    const line = this.lineOf(one.id, other.id);
    line.generation += 1;
    line.isBroken = true;
    line.stuck.length = 0;
    one.machine.receive(() => this.network.breakLink(one.id, other.id));
    other.machine.receive(() => this.network.breakLink(other.id, one.id));
    this.simulation.time.touch();
  }

  private refuse(from: SimulatedNode, toId: string): void {
    this.simulation.time.after(DIAL_MS, () => {
      this.simulation.time.touch();
      from.machine.receive(() => this.network.breakLink(from.id, toId));
    });
  }

  private bring(fromId: string, to: SimulatedNode, work: () => void): void {
    const { time, random, store } = this.simulation;
    const isLate = random.chance(store.lateness);
    const lane = `${fromId} ${to.id}`;
    const dueMs = time.nowMs + (isLate ? random.number(store.leaseMs / 2) : 0.1 + random.number());
    const arriveMs = Math.max(dueMs, this.lastArrivals.get(lane) ?? 0);
    this.lastArrivals.set(lane, arriveMs);
    time.after(arriveMs - time.nowMs, () => {
      time.touch();
      to.machine.receive(work, lane);
    });
  }

  private lineOf(one: string, other: string): Line {
    const pair = [one, other]
      .map((id) => id.split('.')[0] ?? '')
      .sort()
      .join('-');
    let line = this.lines.get(pair);
    if (line === undefined) {
      line = { generation: 0, isBroken: false, isCut: false, stuck: [], isWatched: false };
      this.lines.set(pair, line);
    }
    return line;
  }
}
