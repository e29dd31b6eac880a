/*
 * For work that is dear and shared: password hashing, exports, the database. Whoever asks for much waits behind himself,
 * never in front of others. To refuse instead of letting wait, see ConcurrencyLimit.
 */

/** How much a {@link FairQueue} takes on. */
export interface FairQueueOptions {
  /** How many works run at the same time. */
  readonly atOnce: number;
  /** How many of them may be of one key; half of them by default, so that whoever comes next finds a place. */
  readonly atOncePerKey?: number;
  /** How many may wait under one key. */
  readonly waitingPerKey: number;
  /** How many may wait in all; when it is full, the key with most waiting loses its latest. */
  readonly waiting: number;
}

/** It was not this work's turn, and too many wait. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';

  constructor() {
    super('Too much work is waiting already.');
  }
}

/** A work that waits. */
interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

/** What one key runs and wants to run. */
interface Lane {
  running: number;
  readonly waiting: Waiting[];
}

/** Runs a few works at a time, and of those that wait one of each key in turn. */
export class FairQueue {
  /** In the order of their turns. */
  private readonly lanes = new Map<string, Lane>();
  private readonly atOncePerKey: number;
  private running = 0;
  private waiting = 0;

  constructor(private readonly options: FairQueueOptions) {
    this.atOncePerKey = options.atOncePerKey ?? Math.ceil(options.atOnce / 2);
  }

  /** How many works wait. */
  get waitingCount(): number {
    return this.waiting;
  }

  /** How many keys run something or wait. */
  get keyCount(): number {
    return this.lanes.size;
  }

  /** Runs `work` when it is the turn of `key`. @throws QueueFullError; what `work` throws */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const lane = this.laneOf(key);
    if (this.running < this.options.atOnce && lane.running < this.atOncePerKey) this.start(lane);
    else await this.wait(key, lane);
    try {
      return await work();
    } finally {
      this.finish(key, lane);
    }
  }

  private laneOf(key: string): Lane {
    let lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, (lane = { running: 0, waiting: [] }));
    return lane;
  }

  private start(lane: Lane): void {
    this.running += 1;
    lane.running += 1;
  }

  private wait(key: string, lane: Lane): Promise<void> {
    const isFull = lane.waiting.length >= this.options.waitingPerKey;
    if (isFull || (this.waiting >= this.options.waiting && !this.makeRoom(lane))) {
      this.forgetIdle(key, lane);
      throw new QueueFullError();
    }
    this.waiting += 1;
    return new Promise((start, refuse) => lane.waiting.push({ start, refuse }));
  }

  /** Turns away the latest work of whoever has most waiting, if that is more than the newcomer has. */
  private makeRoom(newcomer: Lane): boolean {
    let longest = newcomer;
    for (const lane of this.lanes.values()) if (lane.waiting.length > longest.waiting.length) longest = lane;
    // One more each would only change who is refused.
    if (longest.waiting.length <= newcomer.waiting.length + 1) return false;
    longest.waiting.pop()?.refuse(new QueueFullError());
    this.waiting -= 1;
    return true;
  }

  private finish(key: string, lane: Lane): void {
    this.running -= 1;
    lane.running -= 1;
    this.forgetIdle(key, lane);
    if (this.waiting > 0) this.startNext();
  }

  private startNext(): void {
    for (const [key, lane] of this.lanes) {
      if (lane.waiting.length === 0 || lane.running >= this.atOncePerKey) continue;
      // Its next turn comes after everybody else's.
      this.lanes.delete(key);
      this.lanes.set(key, lane);
      this.waiting -= 1;
      this.start(lane);
      lane.waiting.shift()?.start();
      return;
    }
  }

  private forgetIdle(key: string, lane: Lane): void {
    if (lane.running === 0 && lane.waiting.length === 0) this.lanes.delete(key);
  }
}
