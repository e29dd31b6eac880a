/** Member numbers go from 2: 1 is the server in Godot's high-level multiplayer. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 65_535;

/** Numbers the members of a room; a number comes again as late as can be. */
export class MemberNumbers {
  /** @param last the last one that was given */
  constructor(public last = FIRST_NUMBER - 1) {}

  /** A number that is not among those in use. */
  next(inUse: ReadonlySet<number>): number {
    do this.last = this.last === LAST_NUMBER ? FIRST_NUMBER : this.last + 1;
    while (inUse.has(this.last));
    return this.last;
  }
}
