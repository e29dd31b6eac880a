import type { TeamOptions } from './queue-rules.js';
import type { Ticket } from './ticket.js';

/** Steps after which a packing counts as impossible; parties are few, and real ones take some dozens. */
const MAX_STEPS = 300;

/**
 * Puts whole parties into teams by depth-first search, the largest party first, never trying two teams with equally
 * many players for one party (bin packing; Martello and Toth, "Knapsack Problems", 1990, chapter 8).
 */
export class PartyPacking {
  private readonly loads: number[];
  private readonly places = new Map<Ticket, number>();
  private steps = 0;

  private constructor(
    private readonly tickets: readonly Ticket[],
    private readonly options: TeamOptions,
  ) {
    this.loads = Array.from({ length: options.count }, () => 0);
  }

  /** The team of each ticket, or undefined when there is no way to put them. */
  static find(tickets: readonly Ticket[], teams: TeamOptions): ReadonlyMap<Ticket, number> | undefined {
    const sorted = [...tickets].sort((one, other) => other.size - one.size);
    const packing = new PartyPacking(sorted, teams);
    const players = sorted.reduce((sum, { size }) => sum + size, 0);
    return packing.place(0, players) ? packing.places : undefined;
  }

  private place(index: number, playersLeft: number): boolean {
    const ticket = this.tickets[index];
    if (++this.steps > MAX_STEPS || playersLeft < this.playersLacking()) return false;
    if (!ticket) return true;

    for (let team = 0; team < this.loads.length; team++) {
      const load = this.loads[team] ?? 0;
      if (load + ticket.size > this.options.maxSize || this.loads.indexOf(load) < team) continue;
      this.loads[team] = load + ticket.size;
      this.places.set(ticket, team);
      if (this.place(index + 1, playersLeft - ticket.size)) return true;
      this.loads[team] = load;
    }
    return false;
  }

  private playersLacking(): number {
    let lacking = 0;
    for (const load of this.loads) lacking += Math.max(0, this.options.minSize - load);
    return lacking;
  }
}
