import type { LRUCache } from 'lru-cache';
import { boundedCache } from './bounded-cache.js';
import { RateLimit, type RateLimited } from './rate-limit.js';

/*
 * Limits by key: a player id, an `addressKey`, an account. A rate for things that cost something (chat lines, searches), a
 * number of failures for things that can be guessed (passwords, codes). If an object can carry the state, plain RateLimit is
 * cheaper; for how many a key *holds* at a time there is ConcurrencyLimit; for guesses by player and address, GuessLimit.
 */

/** Default maximum of keys per limit. */
const MAX_KEYS = 50_000;
/** Number of expired keys removed for each new one. */
const SWEPT_PER_NEW_KEY = 2;

/** `perSecond` in the long run, `burst` at once. */
export interface RateRule {
  readonly perSecond: number;
  readonly burst: number;
}

/** A number of failures within a window that starts with the first; then none until the lock-out ends. */
export interface FailureRule {
  /** How many a key may have before it is locked out. */
  readonly failures: number;
  /** How long they count, in milliseconds from the first. */
  readonly windowMs: number;
  /** How long the key is locked out, in milliseconds from the last failure; `windowMs` by default. */
  readonly lockoutMs?: number;
}

/** Options of a limit besides its rule. */
export interface KeyedLimitOptions {
  /** Maximum number of keys; beyond that, the least recently used is dropped. 50,000 by default. */
  readonly maxKeys?: number;
  /** A monotonic clock, in milliseconds; the process's own by default. */
  readonly nowMs?: () => number;
}

/** The state of a key. */
interface Count extends RateLimited {
  /** Failures so far; stays 0 for a rate. */
  count: number;
  /** For a rate, the bucket's level; for failures, when they expire. */
  dueMs: number;
}

/**
 * A separate limit for each of many keys, in memory, on this node only. Memory is bounded: a key is dropped when its count
 * has expired, or when more than `maxKeys` others were used since.
 */
export class KeyedLimit {
  private readonly counts: LRUCache<string, Count>;
  private readonly nowMs: () => number;
  private readonly rate: RateLimit | undefined;
  private readonly failures: number;
  private readonly windowMs: number;
  private readonly lockoutMs: number;

  constructor(rule: RateRule | FailureRule, { maxKeys = MAX_KEYS, nowMs = monotonicMs }: KeyedLimitOptions = {}) {
    this.counts = boundedCache(maxKeys);
    this.nowMs = nowMs;
    const isRate = 'perSecond' in rule;
    this.rate = isRate ? new RateLimit(rule.perSecond, rule.burst) : undefined;
    this.failures = isRate ? 0 : rule.failures;
    this.windowMs = isRate ? 0 : rule.windowMs;
    this.lockoutMs = isRate ? 0 : (rule.lockoutMs ?? rule.windowMs);
  }

  /** Number of keys stored. */
  get size(): number {
    return this.counts.size;
  }

  /** Counts one under `key`; returns false, counting nothing, when that would exceed the limit. */
  admits(key: string): boolean {
    const nowMs = this.nowMs();
    const count = this.counts.get(key) ?? this.add(key, nowMs);
    if (this.rate !== undefined) return this.rate.admits(count, nowMs);
    if (count.dueMs <= nowMs) {
      count.count = 0;
      count.dueMs = nowMs + this.windowMs;
    }
    if (count.count >= this.failures) return false;
    count.count += 1;
    if (count.count === this.failures) count.dueMs = nowMs + this.lockoutMs;
    return true;
  }

  /** Like {@link admits}, for something that counts as `amount`: all or nothing. Only for rates. */
  admitsMany(key: string, amount: number): boolean {
    if (this.rate === undefined) throw new TypeError('A number of failures counts one at a time.');
    const nowMs = this.nowMs();
    return this.rate.admitsMany(this.counts.get(key) ?? this.add(key, nowMs), nowMs, amount);
  }

  /** Whether {@link admits} would return false; counts nothing. */
  isExhausted(key: string): boolean {
    return this.waitMs(key) > 0;
  }

  /** Whether anything is currently counted under `key`. */
  has(key: string): boolean {
    const count = this.counts.get(key);
    return count !== undefined && count.dueMs > this.nowMs();
  }

  /** How long until `key` is admitted again, in milliseconds; 0 when it is now. */
  waitMs(key: string): number {
    const count = this.counts.get(key);
    if (count === undefined) return 0;
    const nowMs = this.nowMs();
    if (this.rate !== undefined) return this.rate.waitMs(count, nowMs);
    return count.count < this.failures ? 0 : Math.max(0, count.dueMs - nowMs);
  }

  /** Takes back one count: it was not a failure, or came to nothing. */
  giveBack(key: string): void {
    const count = this.counts.get(key);
    if (count === undefined) return;
    if (this.rate !== undefined) this.rate.giveBack(count);
    else if (count.count > 0) count.count -= 1;
  }

  /** Clears the count of `key`. */
  clear(key: string): void {
    this.counts.delete(key);
  }

  private add(key: string, nowMs: number): Count {
    for (let swept = 0; swept < SWEPT_PER_NEW_KEY; swept++) {
      const oldest = this.counts.rkeys().next().value;
      if (oldest === undefined || (this.counts.peek(oldest)?.dueMs ?? 0) > nowMs) break;
      this.counts.delete(oldest);
    }
    const count = { count: 0, dueMs: 0 };
    this.counts.set(key, count);
    return count;
  }
}

function monotonicMs(): number {
  return performance.now();
}
