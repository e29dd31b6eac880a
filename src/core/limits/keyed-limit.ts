import type { LRUCache } from 'lru-cache';
import { boundedCache } from './bounded-cache.js';
import { RateLimit, type RateLimited } from './rate-limit.js';

/*
 * Limits by key: a player's id, an `addressKey`, an account. A rate for what costs something (lines of chat, searches), a
 * number of failures for what may be guessed (passwords, codes). Where an object can carry the number, RateLimit alone is
 * cheaper; for how many a key *holds* at a time there is ConcurrencyLimit; for guesses by player and address, GuessLimit.
 */

/** How many keys a limit watches unless told otherwise. */
const MAX_KEYS = 50_000;
/** How many keys that count for nothing any more go with each new one. */
const SWEPT_PER_NEW_KEY = 2;

/** So many a second in the long run, `burst` at once. */
export interface RateRule {
  readonly perSecond: number;
  readonly burst: number;
}

/** So many within a window that begins with the first; then none until the lock-out is over. */
export interface FailureRule {
  /** How many a key has before it is locked out. */
  readonly failures: number;
  /** How long they count, in milliseconds from the first. */
  readonly windowMs: number;
  /** How long the key is locked out, in milliseconds from the last; `windowMs` by default. */
  readonly lockoutMs?: number;
}

/** How a limit is set up besides its rule. */
export interface KeyedLimitOptions {
  /** How many keys are watched at once; the one that was asked for least recently is forgotten. 50,000 by default. */
  readonly maxKeys?: number;
  /** A monotonic clock, in milliseconds; the process' own by default. */
  readonly nowMs?: () => number;
}

/** What is kept of a key. */
interface Count extends RateLimited {
  /** How many were counted; of a rate it stays 0. */
  count: number;
  /** For a rate the bucket's level; for failures when they count no more. */
  dueMs: number;
}

/**
 * One limit for each of many keys, in memory, on this node alone. What it keeps is bounded: a key is forgotten when its
 * count is of no consequence any more, or when more than `maxKeys` others were asked for since.
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

  /** How many keys it watches. */
  get size(): number {
    return this.counts.size;
  }

  /** Counts one under `key`; false, and nothing is counted, when that would be one too many. */
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

  /** As {@link admits}, for what counts as `amount`: all of it or nothing. Only a rate counts amounts. */
  admitsMany(key: string, amount: number): boolean {
    if (this.rate === undefined) throw new TypeError('A number of failures counts one at a time.');
    const nowMs = this.nowMs();
    return this.rate.admitsMany(this.counts.get(key) ?? this.add(key, nowMs), nowMs, amount);
  }

  /** Whether {@link admits} would be false; nothing is counted. */
  isExhausted(key: string): boolean {
    return this.waitMs(key) > 0;
  }

  /** Whether anything is counted under `key` at the moment. */
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

  /** Takes back one that was counted: it was no failure, or came to nothing. */
  giveBack(key: string): void {
    const count = this.counts.get(key);
    if (count === undefined) return;
    if (this.rate !== undefined) this.rate.giveBack(count);
    else if (count.count > 0) count.count -= 1;
  }

  /** Forgets what was counted under `key`. */
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
