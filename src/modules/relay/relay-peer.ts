import { TokenBucket } from '../../core/gateway/token-bucket.js';
import type { Session } from '../../core/sessions/session.js';

/** One end of the relay: a member of the room. */
export class RelayPeer {
  private readonly bucket: TokenBucket;

  /**
   * @param number the member's number in the room
   * @param since the roster that its first packets, and the first ones for it, must know; moves on when its role changes
   * @param packetsPerSecond how many it may send in the long run; twice as many at once
   */
  constructor(
    readonly session: Session,
    readonly number: number,
    public since: number,
    packetsPerSecond: number,
  ) {
    this.bucket = new TokenBucket(packetsPerSecond, 2 * packetsPerSecond, performance.now());
  }

  /** Whether it may send so many packets now. */
  maySend(packets: number): boolean {
    const nowMs = performance.now();
    let isAllowed = true;
    for (let packet = 0; packet < packets && isAllowed; packet++) isAllowed = this.bucket.take(nowMs);
    return isAllowed;
  }
}
