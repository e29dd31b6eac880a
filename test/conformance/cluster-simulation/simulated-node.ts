import { Fence } from '../../../src/core/cluster/fence.js';
import { FreezingClock } from '../../../src/core/cluster/freezing-clock.js';
import { Lease, type LeaseNode } from '../../../src/core/cluster/lease.js';
import { StoreUnavailableError, type ClusterView } from '../../../src/core/cluster/membership.js';
import { MemoryCounters, MemoryMembership, MemoryOwnership } from '../../../src/core/cluster/memory/memory-adapters.js';
import type { MemoryLinks, MemoryNetwork } from '../../../src/core/cluster/memory/memory-network.js';
import { OwnedRecords, type RecordHolder } from '../../../src/core/cluster/owned-records.js';
import type { OwnedKey, OwnedRecord, OwnerProof, RecordContent } from '../../../src/core/cluster/ownership.js';
import { StoreTrust } from '../../../src/core/cluster/store-trust.js';
import { Takeover } from '../../../src/core/cluster/takeover.js';
import type { Copy, Journal } from './journal.js';
import { SimulatedMachine } from './simulated-machine.js';
import { SimulatedLine, type SimulatedStore } from './simulated-store.js';

const BEAT_MS = 40;
const REPAIR_EVERY_MS = 200;
/** How many rooms that come with their members cannot be restored. */
const FAILS = 0.1;

/** What is offered to another node: a room or a session, and a room's members. */
interface Offer {
  readonly key: OwnedKey;
  readonly epoch: number;
  readonly along: readonly OwnerProof[];
}

/** A room or a session in the memory of a node. */
export class Thing implements RecordHolder {
  isPaused = false;

  constructor(
    readonly key: OwnedKey,
    readonly copy: Copy,
    private readonly lost: (thing: Thing) => void,
  ) {}

  content(): RecordContent {
    const bytes = Buffer.from(String(this.copy.serial));
    return this.key.kind === 'room' ? { fields: { type: 'game' }, bytes } : { fields: {} };
  }

  onLost(): void {
    this.lost(this);
  }
}

/** The ownership of a node, which notes what the store takes from it. */
class NotedOwnership extends MemoryOwnership {
  constructor(
    private readonly noted: SimulatedLine,
    private readonly store: SimulatedStore,
    private readonly journal: Journal,
    private readonly copyOf: (key: OwnedKey) => Copy | undefined,
  ) {
    super(noted);
  }

  override save(proof: OwnerProof, content: RecordContent): Promise<boolean> {
    const copy = content.bytes && this.copyOf(proof);
    return this.noted.ask(({ nodes, records }) => {
      nodes.check(proof.owner);
      const isSaved = records.save(proof, content);
      if (isSaved && copy && !this.store.isReplaying) this.journal.saved(copy);
      return isSaved;
    });
  }
}

/** One life of a node: the deciding parts as they are, and a game of rooms and sessions that only count. */
export class SimulatedNode implements LeaseNode {
  readonly self;
  readonly leaseMs: number;
  readonly machine: SimulatedMachine;
  readonly fence = new Fence();
  readonly things = new Map<string, Thing>();
  readonly records: OwnedRecords;
  readonly lease: Lease;
  readonly counters: MemoryCounters;
  readonly trust: StoreTrust;
  private readonly links: MemoryLinks;
  private readonly ownership: NotedOwnership;
  private readonly takeover: Takeover;
  private readonly clock: FreezingClock;
  private view: ClusterView | undefined;
  private repairs = 0;

  constructor(
    readonly name: string,
    life: number,
    private readonly store: SimulatedStore,
    private readonly network: MemoryNetwork,
    private readonly journal: Journal,
    private readonly everybody: () => Iterable<SimulatedNode>,
    private readonly onEnd: (node: SimulatedNode) => void,
  ) {
    const id = `${name}.${life}`;
    this.self = { id, name, address: id, versions: {} };
    this.leaseMs = store.leaseMs;
    this.machine = new SimulatedMachine(store.time, store.random);
    const line = new SimulatedLine(store, this.machine, name);
    const membership = new MemoryMembership(line);
    this.ownership = new NotedOwnership(line, store, journal, (key) => this.things.get(nameOf(key))?.copy);
    this.counters = new MemoryCounters(line);
    this.trust = new StoreTrust(membership, this.machine);
    this.records = new OwnedRecords(this.ownership, this.trust, id, () => this.machine.nowMs());
    this.lease = new Lease(this, membership, this.records, this.trust, this.machine, this.fence);
    this.clock = new FreezingClock(this.machine, this.fence, () => this.lease.look());
    const log = { failed: (record: OwnedRecord, error: unknown) => this.tolerate(error, `restore ${record.id}`) };
    const options = { nodeId: id, log, sweepAfterMs: this.leaseMs / 2 };
    this.takeover = new Takeover(this.records, this.ownership, this.trust, this.machine, options);
    for (const kind of ['room', 'session'] as const) this.takeover.restores(kind, (record) => this.restore(record));
    this.links = network.join(id, this.machine);
    this.links.answer('take', (offer) => this.accept(offer as Offer));
  }

  get id(): string {
    return this.self.id;
  }

  /** Whether a copy of something here can act at this moment. */
  canAct(name: string): Copy | undefined {
    const thing = this.isUp ? this.things.get(name) : undefined;
    return thing?.isPaused === false ? thing.copy : undefined;
  }

  get isUp(): boolean {
    return this.lease.current === 'sure' && this.machine.isRunning && this.fence.isOpenAt(this.machine.nowMs());
  }

  async start(): Promise<void> {
    for (;;) {
      try {
        if (!(await this.lease.join())) return this.end('a living namesake');
        break;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        await this.machine.pause(50);
      }
    }
    this.journal.note(`${this.id} has joined`);
    this.beat();
    this.repair();
  }

  wallMs(): number {
    return this.machine.wallMs();
  }

  report() {
    return { phase: 'ready', load: 0 } as const;
  }

  onFrozen(): void {
    this.journal.note(`${this.id} is frozen`);
    this.clock.freeze();
  }

  onThawed(): void {
    this.journal.note(`${this.id} has thawed`);
    this.clock.thaw();
  }

  onBuried(): void {
    this.end('buried');
  }

  onView(view: ClusterView): void {
    this.view = view;
    this.takeover.onView(view);
  }

  onBurial(nodeId: string): void {
    this.journal.note(`${this.id} has buried ${nodeId}`);
    this.lease.renewSoon();
  }

  /** A crash, or the end of the process for another reason. */
  end(why: string): void {
    if (this.machine.isDead) return;
    this.journal.note(`${this.id} ends: ${why}`);
    this.machine.die();
    this.network.leave(this.id);
    this.onEnd(this);
  }

  async leave(): Promise<void> {
    for (const thing of [...this.things.values()]) await this.moveAway(thing);
    try {
      await this.lease.leave();
    } catch (error) {
      this.tolerate(error, 'leave');
    }
    this.end('left');
  }

  /** @returns whether the room is there */
  async create(key: OwnedKey, isNamed: boolean): Promise<boolean> {
    const thing = this.thing(key);
    const found = await this.records.create(key, thing, isNamed);
    if (found === undefined) this.keep(thing);
    return found === undefined;
  }

  async endThing(key: OwnedKey): Promise<void> {
    this.things.delete(nameOf(key));
    await this.records.end(key);
  }

  /** A client comes here. @returns the id of the node that it belongs to */
  async resume(key: OwnedKey): Promise<string | undefined> {
    if (this.things.has(nameOf(key))) return this.id;
    if (!this.trust.isSettled) return undefined;
    const record = await this.ownership.find(key);
    if (!record) return (await this.create(key, true)) ? this.id : undefined;
    if (record.owner !== undefined && this.view?.departed.includes(record.owner) !== true) return record.owner;
    await this.restore(record);
    return this.things.has(nameOf(key)) ? this.id : undefined;
  }

  async restore(record: OwnedRecord): Promise<void> {
    const key = { kind: record.kind, id: record.id };
    const thing = this.thing(key);
    const bytes = record.kind === 'room' ? await this.ownership.load(key) : undefined;
    if (!(await this.records.take(key, record.epoch, thing))) return;
    this.keep(thing);
    if (record.kind === 'room' && !bytes) await this.endThing(key);
  }

  /** Gives a room or a session to another node, in an orderly way. @param along sessions that go with a room, its members */
  async moveAway(thing: Thing, along: readonly Thing[] = []): Promise<void> {
    const others = this.view?.nodes.filter(({ id }) => id !== this.id) ?? [];
    const target = this.store.random.pick(others);
    if (!target || thing.isPaused || !this.things.has(nameOf(thing.key))) return;
    const moving = [thing, ...along];
    for (const each of moving) each.isPaused = true;
    const proofs = along.flatMap(({ key }) => this.records.proofOf(key) ?? []);
    const offer = async ({ epoch }: OwnerProof): Promise<boolean> => {
      const offered: Offer = { key: thing.key, epoch, along: proofs };
      await this.links.call(target.id, 'take', offered, this.leaseMs / 5);
      return true;
    };
    const end = await this.records.handOver(thing.key, offer, proofs);
    for (const each of moving) {
      if (end === 'kept') each.isPaused = false;
      else this.drop(each);
    }
  }

  private async accept({ key, epoch, along }: Offer): Promise<void> {
    const room = this.thing(key);
    if (!(await this.records.take(key, epoch, room, true))) throw new Error('Somebody else has it.');
    const taken = await Promise.all(
      along.map(async (proof) => {
        const member = this.thing({ kind: proof.kind, id: proof.id });
        const isTaken = await this.records.take(member.key, proof.epoch, member, true).catch(() => false);
        return isTaken ? [member] : [];
      }),
    );
    const all = [room, ...taken.flat()];
    // A room may fail to be restored, and goes back with everybody.
    if (along.length > 0 && this.store.random.chance(FAILS)) {
      await Promise.all(all.map((each) => this.records.giveBack(each.key)));
      throw new Error('The room cannot be restored.');
    }
    for (const each of all) this.keep(each);
  }

  private thing(key: OwnedKey): Thing {
    return new Thing(key, this.journal.copy(nameOf(key), this.id), (thing) => this.drop(thing));
  }

  private keep(thing: Thing): void {
    // It may have been lost in the same turn.
    if (this.records.proofOf(thing.key)) this.things.set(nameOf(thing.key), thing);
  }

  private drop(thing: Thing): void {
    if (this.things.get(nameOf(thing.key)) === thing) this.things.delete(nameOf(thing.key));
  }

  private beat(): void {
    for (const thing of this.things.values()) {
      if (thing.isPaused) continue;
      this.journal.acts(thing.copy, this.everybody());
      if (thing.key.kind === 'room' && this.store.random.chance(0.05)) void this.save(thing);
    }
    this.clock.setTimer(() => this.beat(), BEAT_MS);
  }

  private async save(thing: Thing): Promise<void> {
    try {
      await this.records.save(thing.key, thing.content());
    } catch (error) {
      this.tolerate(error, 'save');
    }
  }

  private repair(): void {
    const periodMs = this.leaseMs * 3;
    const done = async (): Promise<void> => {
      try {
        await this.records.repair(() => periodMs, 50);
        if (this.repairs++ % (periodMs / REPAIR_EVERY_MS) === 0) await this.takeover.takeStrays();
      } catch (error) {
        this.tolerate(error, 'repair');
      }
    };
    void done();
    this.machine.setTimer(() => this.repair(), REPAIR_EVERY_MS);
  }

  private tolerate(error: unknown, what: string): void {
    if (!(error instanceof StoreUnavailableError)) this.journal.fault(`${this.id}: ${what}: ${String(error)}`);
  }
}

function nameOf({ kind, id }: OwnedKey): string {
  return `${kind}:${id}`;
}
