import { BoundedMap } from './bounded-map.js';

/** How many keys one limit watches; the least recent one is forgotten. */
const MOST_KEYS = 50_000;

/** A sliding window: at most so many attempts under one key within so many milliseconds. */
export class AttemptLimit {
  private readonly attemptsOf = new BoundedMap<number[]>(MOST_KEYS);

  /**
   * @param most attempts within the window
   * @param windowMs the window's length
   */
  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts an attempt; false, and nothing is counted, when there were too many. */
  take(key: string, nowMs = Date.now()): boolean {
    const recent = (this.attemptsOf.get(key) ?? []).filter((atMs) => atMs > nowMs - this.windowMs);
    const isFree = recent.length < this.most;
    if (isFree) recent.push(nowMs);
    this.attemptsOf.set(key, recent);
    return isFree;
  }

  /** Takes back the latest attempt: it was a good one. */
  giveBack(key: string): void {
    this.attemptsOf.get(key)?.pop();
  }

  /** Forgets a key's attempts. */
  clear(key: string): void {
    this.attemptsOf.take(key);
  }
}

/** The key of a client's address: of IPv6 the network, since one household has all of it. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%', 1).join('').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
