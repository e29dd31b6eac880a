/** Member numbers go from 2: 1 is the server in Godot's high-level multiplayer. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 65_535;

/** Gives the members of a room their numbers; the same number comes again as late as can be. */
export class MemberNumbers {
  private last = FIRST_NUMBER - 1;

  /** The next number that none of those in use equals. */
  next(inUse: ReadonlySet<number>): number {
    do this.last = this.last === LAST_NUMBER ? FIRST_NUMBER : this.last + 1;
    while (inUse.has(this.last));
    return this.last;
  }
}
