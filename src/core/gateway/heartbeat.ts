import { CloseCode } from '../../protocol/close-codes.js';
import { Fence } from '../cluster/fence.js';
import type { SilenceWatched } from './connection.js';

/** Connections are checked in this many groups per interval, so that thousands of pings are not sent at once. */
const TICKS_PER_INTERVAL = 20;
/** Every connection is checked at least once per interval, so that slow readers are noticed. */
const SLOTS = TICKS_PER_INTERVAL + 1;
/** A tick this late means that the server was busy or suspended, and says nothing about its clients. */
const LATE_TICKS = 3;

/**
 * Pings quiet clients and closes dead ones (RFC 6455 section 5.5.2). Any frame counts as a sign of life. A client is closed after
 * `maxMisses + 1` silent intervals; before that it is pinged `maxMisses` times, first after two intervals, or after one if there
 * are only two. Checks for slow readers on the same pass. While the node may not act, nobody is asked and nobody cut off: what
 * clients answer waits like everything else. Afterwards everybody has the whole time again.
 */
export class Heartbeat<T extends SilenceWatched = SilenceWatched> {
  private readonly slots: Set<T>[] = Array.from({ length: SLOTS }, () => new Set());
  private readonly timer: NodeJS.Timeout;
  private readonly tickMs: number;
  private readonly firstPingMs: number;
  private readonly betweenPingsMs: number;
  private readonly cutMs: number;
  private now = 0;
  private lastTickMs: number;
  private isStanding = false;
  /** For how long the node was not allowed to act, in all. */
  private stoodMs = 0;

  /**
   * @param intervalMs the unit of all times
   * @param maxMisses missed pings before a connection is closed
   * @param clock milliseconds, monotonic; the same that signs of life are noted by
   * @param fence whether the node may act
   */
  constructor(
    intervalMs: number,
    private readonly maxMisses: number,
    private readonly clock: () => number = () => performance.now(),
    private readonly fence = new Fence(),
  ) {
    this.cutMs = intervalMs * (maxMisses + 1);
    this.firstPingMs = intervalMs * Math.min(2, maxMisses);
    this.betweenPingsMs = (this.cutMs - this.firstPingMs) / maxMisses;
    this.tickMs = intervalMs / TICKS_PER_INTERVAL;
    this.lastTickMs = clock();
    this.timer = setInterval(() => this.tick(), this.tickMs);
    this.timer.unref();
  }

  /** All connections that are watched. */
  *watched(): Generator<T> {
    for (const slot of this.slots) yield* slot;
  }

  /** Watches a connection from now on. */
  add(connection: T): void {
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

  /** Checks the connections of the current slot. */
  private tick(): void {
    const nowMs = this.clock();
    if (!this.fence.isOpenAt(nowMs)) {
      this.stoodMs += nowMs - this.lastTickMs;
      this.lastTickMs = nowMs;
      this.isStanding = true;
      return;
    }
    if (this.isStanding) this.goOn(nowMs);
    const isLate = nowMs - this.lastTickMs > this.tickMs * LATE_TICKS;
    this.lastTickMs = nowMs;
    this.now = (this.now + 1) % SLOTS;
    const due = this.slots[this.now];
    if (due === undefined || due.size === 0) return;
    this.slots[this.now] = new Set();
    for (const connection of due) this.check(connection, nowMs, isLate);
  }

  private goOn(nowMs: number): void {
    this.isStanding = false;
    for (const connection of this.watched()) {
      connection.heardAtMs = nowMs;
      connection.missedPings = 0;
    }
  }

  private check(connection: T, nowMs: number, isLate: boolean): void {
    connection.link.checkBacklog(nowMs - this.stoodMs);
    const silentMs = nowMs - connection.heardAtMs;
    if (silentMs < this.firstPingMs) {
      connection.missedPings = 0;
      this.plan(connection, this.ticksUntil(this.firstPingMs - silentMs));
    } else if (connection.missedPings < this.maxMisses) {
      connection.missedPings += 1;
      connection.link.ping();
      this.planNext(connection, silentMs);
    } else if (isLate) {
      // What clients sent meanwhile has not been read yet.
      this.plan(connection, 1);
    } else {
      connection.link.cut(CloseCode.HeartbeatLost, 'session.heartbeat_lost');
    }
  }

  private planNext(connection: T, silentMs: number): void {
    const { missedPings } = connection;
    if (missedPings < this.maxMisses) {
      this.plan(connection, this.ticksUntil(this.firstPingMs + missedPings * this.betweenPingsMs - silentMs));
      return;
    }
    // Rather one tick early than late, as the limit is a promise. A ping sent only now still gets a moment to be answered.
    const leftMs = Math.max(this.cutMs - silentMs, this.betweenPingsMs / 2);
    this.plan(connection, Math.floor(leftMs / this.tickMs) - 1);
  }

  private ticksUntil(ms: number): number {
    return Math.ceil(ms / this.tickMs);
  }

  private plan(connection: T, ticks: number): void {
    const slot = this.slots[(this.now + Math.min(Math.max(ticks, 1), TICKS_PER_INTERVAL)) % SLOTS];
    slot?.add(connection);
    connection.heartbeatSlot = slot;
  }
}
