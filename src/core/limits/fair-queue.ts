/*
 * For expensive shared work: password hashing, exports, the database. A key with many requests waits behind its own, never
 * ahead of others'. To refuse instead of queueing, see ConcurrencyLimit.
 */

/** The limits of a {@link FairQueue}. */
export interface FairQueueOptions {
  /** Number of jobs that run at the same time. */
  readonly atOnce: number;
  /** How many of those may belong to one key; half by default, so that the next key finds a slot. */
  readonly atOncePerKey?: number;
  /** Maximum number waiting under one key. */
  readonly waitingPerKey: number;
  /** Maximum number waiting in total; when full, the key with the most waiting loses its latest. */
  readonly waiting: number;
}

/** The job could not run right away, and too many are waiting. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';

  constructor() {
    super('Too much work is waiting already.');
  }
}

/** A waiting job. */
interface Waiting {
  readonly start: () => void;
  readonly refuse: (error: Error) => void;
}

/** The running and waiting jobs of one key. */
interface Lane {
  running: number;
  readonly waiting: Waiting[];
}

/** Runs a few jobs at a time, and serves waiting keys in turn. */
export class FairQueue {
  /** In the order of their turns. */
  private readonly lanes = new Map<string, Lane>();
  private readonly atOncePerKey: number;
  private running = 0;
  private waiting = 0;

  constructor(private readonly options: FairQueueOptions) {
    this.atOncePerKey = options.atOncePerKey ?? Math.ceil(options.atOnce / 2);
  }

  /** Number of waiting jobs. */
  get waitingCount(): number {
    return this.waiting;
  }

  /** Number of keys that have running or waiting jobs. */
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

  /** Refuses the latest job of the key with the most waiting, if that is more than the newcomer has. */
  private makeRoom(newcomer: Lane): boolean {
    let longest = newcomer;
    for (const lane of this.lanes.values()) if (lane.waiting.length > longest.waiting.length) longest = lane;
    // With a difference of one, it would only change who is refused.
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
      // Moves the key to the end of the order.
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
