import { CloseCode } from '../../protocol/close-codes.js';
import type { SilenceWatched } from './connection.js';

/** Connections are looked at in so many groups per interval, so that thousands of pings do not leave at one moment. */
const TICKS_PER_INTERVAL = 20;
/** No look is planned further ahead than one interval, so that slow readers are noticed. */
const SLOTS = TICKS_PER_INTERVAL + 1;
/** A turn that comes so much too late tells of a server that was busy, or asleep, and not of its clients. */
const LATE_TICKS = 3;

/**
 * Pings quiet clients and cuts silent ones (RFC 6455 section 5.5.2). Any frame counts as a sign of life. One that has been
 * silent for `(maxMisses + 1)` intervals is gone by then; before, it is asked `maxMisses` times, first after two intervals,
 * or after one where there are only two. Also looks after slow readers, since it passes by anyway.
 */
export class Heartbeat {
  private readonly slots: Set<SilenceWatched>[] = Array.from({ length: SLOTS }, () => new Set());
  private readonly timer: NodeJS.Timeout;
  private readonly tickMs: number;
  private readonly firstPingMs: number;
  private readonly betweenPingsMs: number;
  private readonly cutMs: number;
  private now = 0;
  private lastTickMs: number;

  /**
   * @param intervalMs the unit of all times
   * @param maxMisses so many pings may stay unanswered
   * @param clock milliseconds, monotonic; the same that signs of life are noted by
   */
  constructor(
    intervalMs: number,
    private readonly maxMisses: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.cutMs = intervalMs * (maxMisses + 1);
    this.firstPingMs = intervalMs * Math.min(2, maxMisses);
    this.betweenPingsMs = (this.cutMs - this.firstPingMs) / maxMisses;
    this.tickMs = intervalMs / TICKS_PER_INTERVAL;
    this.lastTickMs = clock();
    this.timer = setInterval(() => this.tick(), this.tickMs);
    this.timer.unref();
  }

  /** Watches a connection from now on. */
  add(connection: SilenceWatched): void {
    connection.heardAtMs = this.clock();
    this.plan(connection, TICKS_PER_INTERVAL);
  }

  /** Forgets a connection. */
  remove(connection: SilenceWatched): void {
    connection.heartbeatSlot?.delete(connection);
    connection.heartbeatSlot = undefined;
  }

  /** Stops the timer. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Looks at those whose turn it is. */
  private tick(): void {
    const nowMs = this.clock();
    const isLate = nowMs - this.lastTickMs > this.tickMs * LATE_TICKS;
    this.lastTickMs = nowMs;
    this.now = (this.now + 1) % SLOTS;
    const due = this.slots[this.now];
    if (due === undefined || due.size === 0) return;
    this.slots[this.now] = new Set();
    for (const connection of due) this.check(connection, nowMs, isLate);
  }

  private check(connection: SilenceWatched, nowMs: number, isLate: boolean): void {
    connection.link.checkBacklog(nowMs);
    const silentMs = nowMs - connection.heardAtMs;
    if (silentMs < this.firstPingMs) {
      connection.missedPings = 0;
      this.plan(connection, this.ticksUntil(this.firstPingMs - silentMs));
    } else if (connection.missedPings < this.maxMisses) {
      connection.missedPings += 1;
      connection.link.ping();
      this.planNext(connection, silentMs);
    } else if (isLate) {
      // What it has sent meanwhile is not read yet.
      this.plan(connection, 1);
    } else {
      connection.link.cut(CloseCode.HeartbeatLost, 'session.heartbeat_lost');
    }
  }

  private planNext(connection: SilenceWatched, silentMs: number): void {
    const { missedPings } = connection;
    if (missedPings < this.maxMisses) {
      this.plan(connection, this.ticksUntil(this.firstPingMs + missedPings * this.betweenPingsMs - silentMs));
      return;
    }
    // One tick early rather than late: the time is a promise. What is asked only now has a moment to answer.
    const leftMs = Math.max(this.cutMs - silentMs, this.betweenPingsMs / 2);
    this.plan(connection, Math.floor(leftMs / this.tickMs) - 1);
  }

  private ticksUntil(ms: number): number {
    return Math.ceil(ms / this.tickMs);
  }

  private plan(connection: SilenceWatched, ticks: number): void {
    const slot = this.slots[(this.now + Math.min(Math.max(ticks, 1), TICKS_PER_INTERVAL)) % SLOTS];
    slot?.add(connection);
    connection.heartbeatSlot = slot;
  }
}
