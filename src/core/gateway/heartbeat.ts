import { CloseCode } from '../../protocol/close-codes.js';
import type { Connection } from './connection.js';

/** Connections are spread over this many slots, so that thousands of pings do not leave at one moment. */
const SLOTS = 20;

/**
 * Pings quiet clients and cuts silent ones (RFC 6455 section 5.5.2). Any frame counts as a sign of life. Also looks after slow
 * readers, since it passes by anyway.
 */
export class Heartbeat {
  private readonly slots: Set<Connection>[] = Array.from({ length: SLOTS }, () => new Set());
  private readonly timer: NodeJS.Timeout;
  private nextToFill = 0;
  private nextToCheck = 0;

  /**
   * @param intervalMs between two looks at one connection
   * @param maxMisses so many unanswered pings are forgiven but one
   */
  constructor(
    intervalMs: number,
    private readonly maxMisses: number,
  ) {
    this.timer = setInterval(() => this.checkSlot(), intervalMs / SLOTS);
    this.timer.unref();
  }

  /** Watches a connection from now on. */
  add(connection: Connection): void {
    const slot = this.slots[this.nextToFill];
    this.nextToFill = (this.nextToFill + 1) % SLOTS;
    slot?.add(connection);
    connection.heartbeatSlot = slot;
  }

  /** Forgets a connection. */
  remove(connection: Connection): void {
    connection.heartbeatSlot?.delete(connection);
  }

  /** Stops the timer. */
  stop(): void {
    clearInterval(this.timer);
  }

  private checkSlot(): void {
    const slot = this.slots[this.nextToCheck];
    this.nextToCheck = (this.nextToCheck + 1) % SLOTS;
    const nowMs = performance.now();
    for (const connection of slot ?? []) this.check(connection, nowMs);
  }

  private check(connection: Connection, nowMs: number): void {
    connection.link.checkBacklog(nowMs);
    if (connection.isAlive) {
      connection.isAlive = false;
      connection.missedPings = 0;
      return;
    }
    if (connection.missedPings >= this.maxMisses) {
      // Nobody is there to answer the close; the cut follows when the close is not answered.
      connection.link.close(CloseCode.HeartbeatLost, 'session.heartbeat_lost');
      return;
    }
    connection.missedPings += 1;
    connection.link.ping();
  }
}
