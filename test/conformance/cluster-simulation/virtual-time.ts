import { DueHeap, type Due } from '../../../src/core/time/due-heap.js';

interface Event extends Due {
  readonly run: () => void;
}

/** Time that passes only here, from one event to the next; promises that an event settles go on before the next one. */
export class VirtualTime {
  /** Milliseconds, as wall clocks have them. */
  nowMs = 1_800_000_000_000;
  private readonly events = new DueHeap<Event>();
  private order = 0;
  private isTouched = false;

  /** Something that promises wait for has happened. */
  touch(): void {
    this.isTouched = true;
  }

  /** Runs something later, in the order of time, and of the calls for one time. */
  after(delayMs: number, run: () => void): void {
    this.events.push({ run, dueMs: this.nowMs + Math.max(0, delayMs), order: this.order++, heapIndex: -1 });
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (let event = this.events.top; event !== undefined && event.dueMs <= endMs; event = this.events.top) {
      this.events.remove(event);
      this.nowMs = event.dueMs;
      event.run();
      // Most events settle nothing, and this is what a run costs.
      if (!this.isTouched) continue;
      this.isTouched = false;
      await settled();
    }
    this.nowMs = endMs;
  }
}

/** Resolves after all that promises had to do: nothing here waits for anything else. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Random numbers that repeat by their seed. */
export class SeededRandom {
  constructor(private state: number) {}

  /** From 0 up to but without `below`. */
  number(below = 1): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return (((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296) * below;
  }

  /** Whether something of this likelihood happens. */
  chance(likelihood: number): boolean {
    return this.number() < likelihood;
  }

  /** One of them. */
  pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.number(list.length))];
  }

  /** In another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, key: this.number() }))
      .sort((one, other) => one.key - other.key)
      .map(({ item }) => item);
  }
}
