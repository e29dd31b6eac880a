import { Injectable } from '@nestjs/common';

/**
 * Which of the connected players have blocked whom. The feature that keeps block lists (chat, by default) records them here;
 * every feature that passes something between players asks, and never reveals the answer.
 */
@Injectable()
export class PlayerBlocks {
  private readonly blockers = new Map<string, Set<string>>();

  /** Records that `playerId` has blocked `other`. */
  add(playerId: string, other: string): void {
    this.blockers.set(other, (this.blockers.get(other) ?? new Set()).add(playerId));
  }

  /** The reverse of {@link add}. */
  remove(playerId: string, other: string): void {
    const blockers = this.blockers.get(other);
    blockers?.delete(playerId);
    if (blockers?.size === 0) this.blockers.delete(other);
  }

  /** Whether `playerId`, who is connected, has blocked `other`. Anonymous sessions cannot be blocked. */
  has(playerId: string | undefined, other: string | undefined): boolean {
    if (playerId === undefined || other === undefined) return false;
    return this.blockers.get(other)?.has(playerId) === true;
  }

  /** The players who have blocked this one; undefined when there are none. */
  blockersOf(playerId: string | undefined): ReadonlySet<string> | undefined {
    return playerId === undefined ? undefined : this.blockers.get(playerId);
  }
}
