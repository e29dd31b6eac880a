import { acceptEachOther, type Seeker } from './seeker.js';

/** Seekers of whom each accepts each other one, by query and by skill. */
export class MutualGroup {
  private readonly members: Seeker[] = [];
  private lowest = 0;
  private highest = 0;
  private reachLow = 0;
  private reachHigh = 0;

  constructor(private readonly first: Seeker) {
    this.lowest = this.highest = first.skill;
    this.reachLow = first.skill - first.window;
    this.reachHigh = first.skill + first.window;
    this.members.push(first);
  }

  /** True when `seeker` and every member accept each other. */
  accepts(seeker: Seeker): boolean {
    if (!this.isInReach(seeker)) return false;
    for (const member of this.members) if (!acceptEachOther(member, seeker)) return false;
    return true;
  }

  /** True when `seeker` and the first member accept each other, whatever the rest would say. */
  isAcceptedByFirst(seeker: Seeker): boolean {
    const distance = Math.abs(seeker.skill - this.first.skill);
    return distance <= seeker.window && distance <= this.first.window && acceptEachOther(this.first, seeker);
  }

  /** Adds someone whom the group accepts. */
  add(seeker: Seeker): void {
    this.members.push(seeker);
    this.lowest = Math.min(this.lowest, seeker.skill);
    this.highest = Math.max(this.highest, seeker.skill);
    this.reachLow = Math.max(this.reachLow, seeker.skill - seeker.window);
    this.reachHigh = Math.min(this.reachHigh, seeker.skill + seeker.window);
  }

  /** Each bears the difference to each other: two comparisons with the ends instead of one with everybody. */
  private isInReach({ skill, window }: Seeker): boolean {
    if (skill < this.reachLow || skill > this.reachHigh) return false;
    return this.lowest >= skill - window && this.highest <= skill + window;
  }
}
