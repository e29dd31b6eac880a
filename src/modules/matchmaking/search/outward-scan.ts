import type { Seeker } from './seeker.js';
import type { SkillBucket } from './skill-bucket.js';
import type { Ticket } from './ticket.js';

/** Walks through a bucket from the skill of a seeker outwards, the nearest first, to the end of its window. */
export class OutwardScan {
  /** Tickets seen so far. */
  seen = 0;
  private up: number;
  private down: number;
  private above: Ticket | undefined;
  private below: Ticket | undefined;

  constructor(
    private readonly bucket: SkillBucket,
    private readonly seeker: Seeker,
    private readonly limit: number,
  ) {
    this.up = bucket.positionOf(seeker) - 1;
    this.down = this.up + 1;
    this.climb();
    this.descend();
  }

  /** The next ticket that waits; undefined at the end of the window or the limit. */
  next(): Ticket | undefined {
    const ticket = this.nearest();
    if (!ticket || this.seen >= this.limit) return undefined;
    if (Math.abs(ticket.skill - this.seeker.skill) > this.seeker.window) return undefined;

    this.seen++;
    if (ticket === this.below) this.descend();
    else this.climb();
    return ticket;
  }

  /** At the same distance the lower one, which among equals is the older one. */
  private nearest(): Ticket | undefined {
    const { above, below, seeker } = this;
    if (!below || !above) return below ?? above;
    return seeker.skill - below.skill <= above.skill - seeker.skill ? below : above;
  }

  private climb(): void {
    this.up = this.bucket.waitingFrom(this.up + 1);
    if (this.bucket.at(this.up) === this.seeker) this.up = this.bucket.waitingFrom(this.up + 1);
    this.above = this.bucket.at(this.up);
  }

  private descend(): void {
    this.down = this.bucket.waitingDownFrom(this.down - 1);
    this.below = this.bucket.at(this.down);
  }
}
