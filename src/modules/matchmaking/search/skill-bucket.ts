import { bySkill, type Seeker } from './seeker.js';
import type { Ticket } from './ticket.js';

/**
 * Tickets in the order of their skill, of which more and more are matched. Whoever asks for the next one that still
 * waits jumps over all that do not: the jumps are shortened as in a union-find structure (Tarjan and van Leeuwen,
 * "Worst-case analysis of set union algorithms", 1984, path compression), so that a pass costs little more than the
 * number of its steps.
 */
export class SkillBucket {
  private readonly tickets: Ticket[] = [];
  private right = new Int32Array(0);
  private left = new Int32Array(0);

  /** Adds a ticket that comes last in the order of skill. */
  push(ticket: Ticket): void {
    this.tickets.push(ticket);
  }

  /** Readies the jumps after the last {@link push}. */
  seal(): void {
    const { length } = this.tickets;
    this.right = new Int32Array(length);
    this.left = new Int32Array(length);
    for (let index = 0; index < length; index++) {
      this.right[index] = index + 1;
      this.left[index] = index - 1;
    }
  }

  at(index: number): Ticket | undefined {
    return this.tickets[index];
  }

  /** Index of the first ticket that does not come before `seeker`. */
  positionOf(seeker: Seeker): number {
    let low = 0;
    let high = this.tickets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ticket = this.tickets[middle];
      if (ticket && bySkill(ticket, seeker) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the first ticket from `index` upwards that waits; the length when there is none. */
  waitingFrom(index: number): number {
    return this.jump(this.right, index);
  }

  /** Index of the first ticket from `index` downwards that waits; -1 when there is none. */
  waitingDownFrom(index: number): number {
    return this.jump(this.left, index);
  }

  private jump(links: Int32Array, from: number): number {
    let found = from;
    for (let ticket = this.tickets[found]; ticket && ticket.state !== 'waiting'; ticket = this.tickets[found]) {
      found = links[found] ?? found;
    }
    for (let index = from; index !== found;) {
      const next = links[index] ?? found;
      links[index] = found;
      index = next;
    }
    return found;
  }
}
