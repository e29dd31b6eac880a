import type { KeptMute } from '../lines/line-store.js';

/** How many may be muted in one channel, and how many are remembered to have spoken in slow mode. */
const MAX_MUTES = 1_000;
const MAX_TURNS = 10_000;

/** Who may speak in a channel, and how often. Its people are players, and sessions of those who have not signed in. */
export class ChannelRules {
  /** The least time between two lines of one; 0: no limit. */
  slowModeMs = 0;
  private readonly mutedUntil = new Map<string, number>();
  private readonly spokeAt = new Map<string, number>();

  constructor(mutes: readonly KeptMute[]) {
    for (const { playerId, untilMs } of mutes) this.mutedUntil.set(playerId, untilMs);
  }

  /** Mutes somebody until then, or not any more when it is past. @returns false when too many are muted already */
  mute(who: string, untilMs: number, nowMs: number): boolean {
    if (untilMs <= nowMs) {
      this.mutedUntil.delete(who);
      return true;
    }
    if (this.mutedUntil.size >= MAX_MUTES) {
      for (const [other, until] of this.mutedUntil) if (until <= nowMs) this.mutedUntil.delete(other);
      if (this.mutedUntil.size >= MAX_MUTES && !this.mutedUntil.has(who)) return false;
    }
    this.mutedUntil.set(who, untilMs);
    return true;
  }

  /** Whether somebody may not speak. */
  isMuted(who: string, nowMs: number): boolean {
    return this.mutedUntil.size > 0 && (this.mutedUntil.get(who) ?? 0) > nowMs;
  }

  /** A guest has signed in: what was decided about him holds for the player, where it is the stricter. */
  inherit(guest: string, playerId: string): void {
    takeOver(this.spokeAt, guest, playerId);
    takeOver(this.mutedUntil, guest, playerId);
  }

  /** Notes that somebody speaks at `nowMs` of a monotonic clock; false, and nothing is noted, when slow mode does not allow it yet. */
  takeTurn(who: string, nowMs: number): boolean {
    if (this.slowModeMs === 0) return true;
    const last = this.spokeAt.get(who);
    if (last !== undefined && nowMs - last < this.slowModeMs) return false;
    // In the order of speaking, so that the first is the one who waited longest.
    this.spokeAt.delete(who);
    this.spokeAt.set(who, nowMs);
    for (const first of this.spokeAt.keys()) {
      if (this.spokeAt.size <= MAX_TURNS) break;
      this.spokeAt.delete(first);
    }
    return true;
  }
}

/** Gives what is noted of one to another, where it is the later. */
function takeOver(times: Map<string, number>, one: string, other: string): void {
  const time = times.get(one);
  if (time === undefined) return;
  times.delete(one);
  times.set(other, Math.max(time, times.get(other) ?? time));
}
