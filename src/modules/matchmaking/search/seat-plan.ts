import { PartyPacking } from './party-packing.js';
import type { TeamOptions } from './queue-rules.js';
import type { Ticket } from './ticket.js';

/** Where the parties of a growing group could sit, so that most of those who come need no search for a place. */
export class SeatPlan {
  private readonly loads: number[];
  private readonly teams: TeamOptions;
  private isStale = false;

  constructor(teams: TeamOptions, first: Ticket) {
    this.teams = { ...teams, minSize: 0 };
    this.loads = Array.from({ length: teams.count }, () => 0);
    this.loads[0] = first.size;
  }

  /** True when there is room for `candidate` beside `seated`. */
  holds(seated: readonly Ticket[], candidate: Ticket): boolean {
    if (!this.isStale && this.freest() + candidate.size <= this.teams.maxSize) return true;
    return PartyPacking.find([...seated, candidate], this.teams) !== undefined;
  }

  /** Seats someone for whom there is room. */
  add({ size }: Ticket): void {
    const load = this.freest();
    if (load + size > this.teams.maxSize) this.isStale = true;
    else this.loads[this.loads.indexOf(load)] = load + size;
  }

  /** Players of the team that has the fewest. */
  private freest(): number {
    let least = Infinity;
    for (const load of this.loads) if (load < least) least = load;
    return least;
  }
}
