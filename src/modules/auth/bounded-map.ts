/** A map that forgets its oldest entry when it is full, so that no client can make it grow. */
export class BoundedMap<V> {
  private readonly entries = new Map<string, V>();

  /** @param most how many entries it holds */
  constructor(private readonly most: number) {}

  /** How many it holds. */
  get size(): number {
    return this.entries.size;
  }

  /** What was set under this key. */
  get(key: string): V | undefined {
    return this.entries.get(key);
  }

  /** Sets an entry, which becomes the youngest. */
  set(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.most) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  /** Removes an entry, and returns what it was. */
  take(key: string): V | undefined {
    const value = this.entries.get(key);
    this.entries.delete(key);
    return value;
  }
}
