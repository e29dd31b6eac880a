import { Injectable } from '@nestjs/common';

/**
 * Which of the players who are here want to hear nothing of whom. Whoever keeps block lists (chat, by default) notes them
 * here; whatever passes something from one player to another asks, and tells nobody the answer.
 */
@Injectable()
export class PlayerBlocks {
  private readonly blockers = new Map<string, Set<string>>();

  /** Notes that `playerId` has blocked `other`. */
  add(playerId: string, other: string): void {
    this.blockers.set(other, (this.blockers.get(other) ?? new Set()).add(playerId));
  }

  /** The reverse of {@link add}. */
  remove(playerId: string, other: string): void {
    const blockers = this.blockers.get(other);
    blockers?.delete(playerId);
    if (blockers?.size === 0) this.blockers.delete(other);
  }

  /** Whether `playerId`, who is here, has blocked `other`; nobody blocks who has not signed in. */
  has(playerId: string | undefined, other: string | undefined): boolean {
    if (playerId === undefined || other === undefined) return false;
    return this.blockers.get(other)?.has(playerId) === true;
  }

  /** The players who have blocked this one; undefined when there are none. */
  blockersOf(playerId: string | undefined): ReadonlySet<string> | undefined {
    return playerId === undefined ? undefined : this.blockers.get(playerId);
  }
}
