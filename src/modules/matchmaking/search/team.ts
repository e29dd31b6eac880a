import type { Ticket } from './ticket.js';

/** The tickets of one team in the making. */
export class Team {
  readonly tickets: Ticket[] = [];
  players = 0;
  bots = 0;
  private skill = 0;

  /** Players and bots. */
  get size(): number {
    return this.players + this.bots;
  }

  /** Skill of its players together; a ticket's skill is that of each of its players. */
  get totalSkill(): number {
    return this.skill;
  }

  add(ticket: Ticket): void {
    this.tickets.push(ticket);
    this.players += ticket.size;
    this.skill += ticket.skill * ticket.size;
  }

  /** What the average skill would be with `added` in the place of `removed`, a ticket of the same size. */
  averageWith(added: Ticket, removed: Ticket): number {
    return (this.skill + (added.skill - removed.skill) * added.size) / this.players;
  }

  /** Puts `added` in the place at `index`. */
  replace(index: number, added: Ticket): void {
    const removed = this.tickets[index];
    if (!removed) return;
    this.tickets[index] = added;
    this.skill += (added.skill - removed.skill) * added.size;
  }
}
