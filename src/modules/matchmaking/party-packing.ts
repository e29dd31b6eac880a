import type { TeamOptions } from './queue-rules.js';

/** Steps after which a packing counts as impossible; parties are few, and real ones take some dozens. */
const MAX_STEPS = 300;

/**
 * Puts whole parties into teams by depth-first search, the largest party first, never trying two teams with equally
 * many players for one party (bin packing; Martello and Toth, "Knapsack Problems", 1990, chapter 8).
 */
export class PartyPacking {
  private readonly loads: number[];
  private readonly teams: number[] = [];
  private steps = 0;

  private constructor(
    private readonly sizes: readonly number[],
    private readonly options: TeamOptions,
  ) {
    this.loads = Array.from({ length: options.count }, () => 0);
  }

  /**
   * The team of each party, or undefined when there is no way to put them.
   * @param sizes players of each party, in falling order
   */
  static find(sizes: readonly number[], teams: TeamOptions): readonly number[] | undefined {
    const packing = new PartyPacking(sizes, teams);
    const players = sizes.reduce((sum, size) => sum + size, 0);
    return packing.place(0, players) ? packing.teams : undefined;
  }

  private place(party: number, playersLeft: number): boolean {
    const size = this.sizes[party];
    if (++this.steps > MAX_STEPS || playersLeft < this.playersLacking()) return false;
    if (size === undefined) return true;

    for (let team = 0; team < this.loads.length; team++) {
      const load = this.loads[team] ?? 0;
      if (load + size > this.options.maxSize || this.loads.indexOf(load) < team) continue;
      this.loads[team] = load + size;
      this.teams[party] = team;
      if (this.place(party + 1, playersLeft - size)) return true;
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
