import { NodeRefusedError, StoreUnavailableError } from '../../../src/core/cluster/membership.js';
import { MemoryStore, type StoreLine } from '../../../src/core/cluster/memory/memory-store.js';
import type { SimulatedMachine } from './simulated-machine.js';
import type { SeededRandom, VirtualTime } from './virtual-time.js';

interface Done {
  readonly atMs: number;
  readonly work: (store: MemoryStore) => unknown;
}

/** A store that all nodes reach over a network, and that may be away, forget its last moments, or everything. */
export class SimulatedStore {
  /** How likely a message on the way is late. */
  lateness = 0.002;
  /** How often it has forgotten something. */
  changes = 0;
  /** Whether it has forgotten everything at least once. */
  hasLostAll = false;
  isAway = false;
  private readonly cut = new Set<string>();
  private aheadMs = 0;
  private replayMs: number | undefined;
  private done: Done[] = [];
  private store: MemoryStore;

  constructor(
    readonly time: VirtualTime,
    readonly random: SeededRandom,
    readonly leaseMs: number,
  ) {
    this.store = this.next();
  }

  get current(): MemoryStore {
    return this.store;
  }

  /** Whether what is done has been done before. */
  get isReplaying(): boolean {
    return this.replayMs !== undefined;
  }

  isReachable(nodeName: string): boolean {
    return !this.isAway && !this.cut.has(nodeName);
  }

  setCut(nodeName: string, isCut: boolean): void {
    if (isCut) this.cut.add(nodeName);
    else this.cut.delete(nodeName);
  }

  setClock(aheadMs: number): void {
    this.aheadMs = aheadMs;
  }

  /** It comes back empty. */
  forgetAll(): void {
    this.changes += 1;
    this.hasLostAll = true;
    this.done = [];
    this.store = this.next();
  }

  /** Another takes over that has not heard of the last moments. */
  failOver(lostMs: number): void {
    this.changes += 1;
    const untilMs = this.time.nowMs - lostMs;
    this.done = this.done.filter(({ atMs }) => atMs <= untilMs);
    this.store = this.next();
    for (const { atMs, work } of this.done) {
      this.replayMs = atMs;
      attempt(() => work(this.store));
    }
    this.replayMs = undefined;
  }

  /** Does something, as a script does. */
  run<T>(work: (store: MemoryStore) => T): T {
    this.done.push({ atMs: this.time.nowMs, work });
    return work(this.store);
  }

  private next(): MemoryStore {
    return new MemoryStore(() => (this.replayMs ?? this.time.nowMs) + this.aheadMs, `run-${this.changes}`);
  }
}

function attempt(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof NodeRefusedError)) throw error;
  }
}

/** One node's connection to the store. */
export class SimulatedLine implements StoreLine {
  runId: string;
  private isConnecting = false;

  constructor(
    private readonly store: SimulatedStore,
    private readonly machine: SimulatedMachine,
    private readonly nodeName: string,
  ) {
    this.runId = store.current.runId;
  }

  ask<T>(work: (store: MemoryStore) => T): Promise<T> {
    const { runId, store, machine } = this;
    if (runId !== store.current.runId) this.connect();
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new StoreUnavailableError('No answer.'));
      const cancel = machine.setTimer(fail, store.leaseMs / 10);
      this.deliver(() => {
        // A connection ends with the store at its other end.
        if (store.current.runId !== runId || store.isAway) return;
        const settle = this.settle(work, resolve, reject);
        this.deliver(() =>
          machine.receive(() => {
            cancel();
            settle();
          }),
        );
      });
    });
  }

  private settle<T>(work: (store: MemoryStore) => T, resolve: (value: T) => void, reject: (error: Error) => void) {
    try {
      const value = this.store.run(work);
      return () => resolve(value);
    } catch (error) {
      return () => reject(error as Error);
    }
  }

  /** What is cut off is lost; what is late may arrive after its sender has given it up. */
  private deliver(arrive: () => void): void {
    const { store } = this;
    if (!store.isReachable(this.nodeName)) return;
    const isLate = store.random.chance(store.lateness);
    store.time.after(isLate ? store.random.number(store.leaseMs / 2) : 0.2 + store.random.number(2), () => {
      store.time.touch();
      arrive();
    });
  }

  private connect(): void {
    if (this.isConnecting) return;
    this.isConnecting = true;
    this.machine.setTimer(
      () => {
        this.isConnecting = false;
        if (this.store.isReachable(this.nodeName)) this.runId = this.store.current.runId;
      },
      1 + this.store.random.number(5),
    );
  }
}
