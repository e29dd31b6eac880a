import { StoreUnavailableError } from '../../../src/core/cluster/membership.js';
import { MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import type { OwnedKey } from '../../../src/core/cluster/ownership.js';
import { scheduleFaults } from './faults.js';
import { Journal } from './journal.js';
import { SimulatedNode, type Thing } from './simulated-node.js';
import { SimulatedStore } from './simulated-store.js';
import { SeededRandom, VirtualTime } from './virtual-time.js';

/** How large a run is. */
export interface SimulationSize {
  readonly nodes: number;
  readonly rooms: number;
  readonly players: number;
  /** How many faults happen. */
  readonly faults: number;
  /** With how many sessions a room moves at most. */
  readonly members: number;
}

const LEASE_MS = 1_000;
const START_MS = 1_200;
const FAULTS_MS = 7_000;
/** Long enough for every repair: what is wrong later stays wrong. */
const QUIET_MS = 6_500;

/** Several nodes in virtual time, everything in it decided by one seed. */
export class Simulation {
  readonly time = new VirtualTime();
  readonly random: SeededRandom;
  readonly journal: Journal;
  readonly store: SimulatedStore;
  readonly nodes = new Map<string, SimulatedNode>();
  private readonly network: MemoryNetwork;
  private readonly brokenLinks = new Set<string>();
  private readonly lastArrivals = new Map<string, number>();
  private readonly rooms = new Set<string>();
  private readonly endedRooms = new Set<string>();
  private readonly homes = new Map<string, string>();
  private lives = 0;
  private created = 0;
  private isOver = false;

  constructor(
    seed: number,
    private readonly size: SimulationSize,
    private readonly alter: (node: SimulatedNode) => void = () => undefined,
  ) {
    this.random = new SeededRandom(seed);
    this.journal = new Journal(
      () => this.time.nowMs,
      () => this.store.changes,
    );
    this.store = new SimulatedStore(this.time, this.random, LEASE_MS);
    this.network = new MemoryNetwork((fromId, toId, deliver) => this.carry(fromId, toId, deliver));
  }

  /** Runs it. @returns what went wrong */
  async run(): Promise<readonly string[]> {
    for (let index = 0; index < this.size.nodes; index += 1) this.startNode(`n${index}`);
    await this.time.pass(START_MS);
    this.live();
    await this.time.pass(500);
    scheduleFaults(this, this.size.faults, FAULTS_MS);
    await this.time.pass(FAULTS_MS);
    this.journal.note('no more faults');
    this.store.lateness = 0;
    await this.time.pass(QUIET_MS - 1_000);
    this.isOver = true;
    await this.time.pass(1_000);
    this.check();
    return this.journal.faults;
  }

  startNode(name: string): void {
    const node = new SimulatedNode(
      name,
      this.lives++,
      this.store,
      this.network,
      this.journal,
      () => this.nodes.values(),
      () => {
        this.nodes.delete(name);
        this.time.after(50 + this.random.number(LEASE_MS), () => this.startNode(name));
      },
    );
    this.alter(node);
    this.nodes.set(name, node);
    void node.start();
  }

  /** One of the nodes that are up. */
  anyNode(): SimulatedNode | undefined {
    return this.random.pick([...this.nodes.values()].filter((node) => node.isUp));
  }

  setLink(oneName: string, otherName: string, isBroken: boolean): void {
    const pair = [oneName, otherName].sort().join('-');
    if (isBroken) this.brokenLinks.add(pair);
    else this.brokenLinks.delete(pair);
  }

  private carry(fromId: string, toId: string, deliver: () => void): void {
    const [from, to] = [fromId, toId].map((id) => id.split('.')[0] ?? '');
    if (this.brokenLinks.has([from, to].sort().join('-'))) return;
    const node = this.nodes.get(to ?? '');
    const isLate = this.random.chance(this.store.lateness);
    const dueMs = this.time.nowMs + (isLate ? this.random.number(LEASE_MS / 2) : 0.1 + this.random.number());
    const pair = `${fromId}-${toId}`;
    const arriveMs = Math.max(dueMs, this.lastArrivals.get(pair) ?? 0);
    this.lastArrivals.set(pair, arriveMs);
    this.time.after(arriveMs - this.time.nowMs, () => {
      this.time.touch();
      if (node) node.machine.receive(deliver);
      else deliver();
    });
  }

  private live(): void {
    for (let index = 0; index < this.size.players; index += 1) this.play({ kind: 'session', id: `p${index}` });
    this.every(30, () => this.changeRooms());
    this.every(60, () => this.moveSomething());
    this.every(120, () => this.useTicket());
  }

  private every(ms: number, work: () => void): void {
    if (this.isOver) return;
    work();
    this.time.after(this.random.number(2 * ms), () => this.every(ms, work));
  }

  private play(key: OwnedKey): void {
    const again = (): void => this.time.after(150 + this.random.number(400), () => this.play(key));
    const home = [...this.nodes.values()].find(({ id }) => id === this.homes.get(key.id));
    // A client only notices that its session is gone when nobody answers.
    const node = home?.isUp === true && this.random.chance(0.9) ? home : this.anyNode();
    if (!node) return again();
    this.attempt(async () => {
      const homeId = await node.resume(key);
      if (homeId !== undefined) this.homes.set(key.id, homeId);
    });
    again();
  }

  private changeRooms(): void {
    const node = this.anyNode();
    if (!node) return;
    if (this.rooms.size < this.size.rooms) {
      const id = `r${this.created++}`;
      this.attempt(async () => {
        // It may be told so late that the room was taken over and ended meanwhile.
        if ((await node.create({ kind: 'room', id }, false)) && !this.endedRooms.has(id)) this.rooms.add(id);
      });
    }
    const rooms = [...node.things.values()].filter(({ key, isPaused }) => key.kind === 'room' && !isPaused);
    const room = this.random.chance(0.1) ? this.random.pick(rooms) : undefined;
    if (!room || this.isOver) return;
    this.rooms.delete(room.key.id);
    this.endedRooms.add(room.key.id);
    this.attempt(() => node.endThing(room.key));
  }

  private moveSomething(): void {
    const node = this.anyNode();
    const thing = node && this.random.pick([...node.things.values()]);
    if (node && thing) this.attempt(() => node.moveAway(thing, this.membersOf(thing, node)));
  }

  /** Sessions beside a room; which ones does not matter to their records. */
  private membersOf({ key }: Thing, { things }: SimulatedNode): Thing[] {
    if (key.kind !== 'room' || this.size.members === 0) return [];
    const sessions = [...things.values()].filter((thing) => thing.key.kind === 'session' && !thing.isPaused);
    return this.random.shuffled(sessions).slice(0, this.random.number(this.size.members + 1));
  }

  private useTicket(): void {
    const ticket = `ticket${this.created++}`;
    this.attempt(async () => {
      await this.anyNode()?.counters.putOnce(ticket, 'value', 5_000);
    });
    for (let use = 0; use < 3; use += 1) {
      this.time.after(this.random.number(2_500), () =>
        this.attempt(async () => {
          const node = this.anyNode();
          if ((await node?.counters.takeOnce(ticket)) !== undefined) this.journal.used(ticket, node?.id ?? '');
        }),
      );
    }
  }

  private attempt(work: () => Promise<void>): void {
    this.time.touch();
    work().catch((error: unknown) => {
      if (!(error instanceof StoreUnavailableError)) this.journal.fault(String(error));
    });
  }

  /** After a while without faults everything is as if there had been none. */
  private check(): void {
    for (const name of this.nodes.keys()) {
      if (this.nodes.get(name)?.isUp !== true) this.journal.fault(`${name} is not up again`);
    }
    const { records } = this.store.current;
    const copies = new Map<string, string>();
    for (const node of this.nodes.values()) {
      for (const thing of node.things.values()) {
        const { key, isPaused } = thing;
        copies.set(key.id, node.id);
        const record = records.find(key);
        if (record?.owner !== node.id)
          this.journal.fault(`${key.id} is at ${node.id} and its record at ${record?.owner ?? 'nobody'}`);
        if (isPaused) this.journal.fault(`${key.id} is paused for ever`);
      }
    }
    for (const [id, owner] of this.recorded()) {
      const at = copies.get(id) ?? 'nobody';
      if (at !== owner) this.journal.fault(`the record of ${id} is at ${owner}, it is at ${at}`);
    }
    this.checkNothingIsMissing(copies);
  }

  private recorded(): [id: string, owner: string][] {
    const { records } = this.store.current;
    const idsAt = (owner: string): string[] => [
      ...records.ownedBy(owner, 'room'),
      ...records.ownedBy(owner, 'session'),
    ];
    return [...records.owners()].flatMap((owner) => idsAt(owner).map((id): [string, string] => [id, owner]));
  }

  private checkNothingIsMissing(copies: ReadonlyMap<string, string>): void {
    for (let index = 0; index < this.size.players; index += 1) {
      if (!copies.has(`p${index}`)) this.journal.fault(`p${index} has no session`);
    }
    // Rooms of a dead node are gone when the store has forgotten their checkpoints.
    if (this.store.changes > 0) return;
    for (const id of this.rooms) if (!copies.has(id)) this.journal.fault(`${id} is gone`);
  }
}
