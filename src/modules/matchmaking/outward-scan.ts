import type { Seeker } from './seeker.js';
import type { SkillBucket } from './skill-bucket.js';
import type { Ticket } from './ticket.js';

/** Walks through a bucket from the skill of a seeker outwards, the nearest first, to the end of its window. */
export class OutwardScan {
  /** Tickets seen so far. */
  seen = 0;
  private up: number;
  private down: number;

  constructor(
    private readonly bucket: SkillBucket,
    private readonly seeker: Seeker,
    private readonly limit: number,
  ) {
    this.up = bucket.positionOf(seeker);
    this.down = this.up - 1;
  }

  /** The next ticket that waits; undefined at the end of the window or the limit. */
  next(): Ticket | undefined {
    const ticket = this.seen < this.limit ? this.nearest() : undefined;
    if (!ticket || Math.abs(ticket.skill - this.seeker.skill) > this.seeker.window) return undefined;
    this.seen++;
    return ticket;
  }

  private nearest(): Ticket | undefined {
    const above = this.above();
    const below = this.below();
    // At the same distance the lower one, which among equals is the older one.
    if (below && (!above || this.seeker.skill - below.skill <= above.skill - this.seeker.skill)) {
      this.down--;
      return below;
    }
    this.up++;
    return above;
  }

  private above(): Ticket | undefined {
    this.up = this.bucket.waitingFrom(this.up);
    if (this.bucket.at(this.up) === this.seeker) this.up = this.bucket.waitingFrom(this.up + 1);
    return this.bucket.at(this.up);
  }

  private below(): Ticket | undefined {
    this.down = this.bucket.waitingDownFrom(this.down);
    return this.bucket.at(this.down);
  }
}
