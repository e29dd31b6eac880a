import { rewindCounts } from './rewind-metrics.js';
import type { SeenWindow } from './entity-history.js';
import { clamp } from './step-math.shared.js';

/** How far a client's word about its view may stray from what was measured of it, in milliseconds. */
const TOLERANCE_MS = 50;
/** The share of each new measurement. */
const WEIGHT = 0.05;
/** NumberedInputDto.seen counts so many to a tick. */
const PER_TICK = 256;
/** Its lowest bits are the moment of the view, the others the part of the player's own tick. */
const VIEW_BITS = 24;
const VIEW_MASK = 2 ** VIEW_BITS - 1;

/** The part of its own tick that a player had on the screen when it made an input, from 0 up to but not including 1. */
export function partOf(seen: number): number {
  return (seen >>> VIEW_BITS) / PER_TICK;
}

/**
 * What one client is believed about what it saw. `seen` may only move forwards, lies at most the room's `rewindMs` back and
 * never ahead of what was sent, and within 50 ms of this client's usual lag: who claims to see further back now and then,
 * to hit those who have taken cover, is clamped.
 */
export class ViewLag {
  private usualTicks: number | undefined;
  private last = -Infinity;

  /** @param tickHz of the room */
  constructor(
    private readonly tickHz: number,
    private readonly rewindMs: number,
  ) {}

  /**
   * The tick that a client saw.
   * @param seen as its input says
   * @param now the room's tick
   * @param sent the newest tick that it was sent; `now` if that is not known
   */
  resolve(seen: number, now: number, sent: number): number {
    if ((seen & VIEW_MASK) === 0) return this.forwards(sent);
    // The nearest tick whose lowest bits these are.
    const spare = 32 - VIEW_BITS;
    const behind = (((now * PER_TICK - seen) << spare) >> spare) / PER_TICK;
    const usual = (this.usualTicks ??= clamp(behind, 0, this.ticks(this.rewindMs)));
    const tolerance = this.ticks(TOLERANCE_MS);
    const lag = clamp(clamp(behind, usual - tolerance, usual + tolerance), 0, this.ticks(this.rewindMs));
    this.usualTicks = usual + (lag - usual) * WEIGHT;
    const tick = Math.min(now - lag, sent);
    if (tick !== now - behind || tick < this.last) rewindCounts.clamped += 1;
    return this.forwards(tick);
  }

  private forwards(tick: number): number {
    this.last = Math.max(this.last, tick);
    return this.last;
  }

  private ticks(ms: number): number {
    return (ms * this.tickHz) / 1000;
  }
}

/**
 * Between which of the patches that a client was sent a moment lies.
 * @param sent ticks of its patches, in ascending order
 */
export function windowOf(tick: number, sent: readonly number[]): SeenWindow {
  let from = sent[0] ?? tick;
  for (const to of sent) {
    if (to > tick) return { from, to, fraction: to === from ? 0 : Math.max(0, (tick - from) / (to - from)) };
    from = to;
  }
  return { from, to: from, fraction: 0 };
}
