/** Member numbers go from 2: 1 is the server in Godot's high-level multiplayer. */
const FIRST_NUMBER = 2;
const LAST_NUMBER = 65_535;

/** Numbers the members of a room; a number comes again as late as can be. */
export class MemberNumbers {
  /** The last one that was given. */
  last: number;
  /** Whether some of the next numbers may be in use: of a room that comes back, nobody knows. */
  private mayCollide: boolean;

  /** @param last the last one that was given, in a room that comes back */
  constructor(last?: number) {
    this.last = last ?? FIRST_NUMBER - 1;
    this.mayCollide = last !== undefined;
  }

  /** A number that none of the members has. */
  next(members: Iterable<{ readonly number: number }>): number {
    if (this.last < LAST_NUMBER && !this.mayCollide) return ++this.last;
    this.mayCollide = true;
    const inUse = new Set([...members].map(({ number }) => number));
    do this.last = this.last === LAST_NUMBER ? FIRST_NUMBER : this.last + 1;
    while (inUse.has(this.last));
    return this.last;
  }
}
