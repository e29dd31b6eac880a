interface Window {
  readonly endsMs: number;
  spent: number;
}

interface KeptValue {
  readonly value: string;
  readonly endsMs: number;
}

/** Above this, what is over is swept out, and then the oldest goes. */
const MAX_KEYS = 100_000;

/** The counters and single-use values of a {@link MemoryStore}, bounded. */
export class MemoryCounts {
  private readonly windows = new Map<string, Window>();
  private readonly values = new Map<string, KeptValue>();

  constructor(private readonly nowMs: () => number) {}

  /** @see SharedCounters.spend */
  spend(key: string, limit: number, windowMs: number): boolean {
    const nowMs = this.nowMs();
    let window = this.windows.get(key);
    if (!window || window.endsMs <= nowMs) {
      this.windows.delete(key);
      this.makeRoom(this.windows);
      window = { endsMs: nowMs + windowMs, spent: 0 };
      this.windows.set(key, window);
    }
    if (window.spent >= limit) return false;
    window.spent += 1;
    return true;
  }

  /** @see SharedCounters.giveBack */
  giveBack(key: string, isAll: boolean): void {
    const window = this.windows.get(key);
    if (window === undefined) return;
    window.spent -= 1;
    if (isAll || window.spent < 1) this.windows.delete(key);
  }

  /** @see SharedCounters.putOnce */
  putOnce(key: string, value: string, ttlMs: number): boolean {
    const nowMs = this.nowMs();
    const kept = this.values.get(key);
    if (kept && kept.endsMs > nowMs) return false;
    this.values.delete(key);
    this.makeRoom(this.values);
    this.values.set(key, { value, endsMs: nowMs + ttlMs });
    return true;
  }

  /** @see SharedCounters.takeOnce */
  takeOnce(key: string): string | undefined {
    const kept = this.values.get(key);
    this.values.delete(key);
    return kept && kept.endsMs > this.nowMs() ? kept.value : undefined;
  }

  private makeRoom(map: Map<string, { readonly endsMs: number }>): void {
    if (map.size < MAX_KEYS) return;
    const nowMs = this.nowMs();
    for (const [key, { endsMs }] of map) if (endsMs <= nowMs) map.delete(key);
    const oldest = map.keys().next();
    if (map.size >= MAX_KEYS && oldest.done !== true) map.delete(oldest.value);
  }
}
