import { Injectable } from '@nestjs/common';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { EventBus } from './event-bus.js';
import { PlayerErased, PlayerExported } from './player.events.js';

/** What is refused of players who are not there any more. */
export const PlayerError = defineErrors({
  'player.erased': { text: 'This player was erased.', httpStatus: 410 },
});

/** How many erased players are remembered; the first is forgotten. */
const MAX_ERASED = 100_000;

/**
 * What the modules keep about players, and its end. Whatever a module writes about a player goes through {@link write}, so
 * that an erasure waits for what is under way and nothing is written behind it, whichever session, room or timer wants to:
 *
 * ```ts
 * await this.records.write(playerId, () => this.repository.put(playerId, value));
 * ```
 */
@Injectable()
export class PlayerRecords {
  private readonly erased = new Set<string>();
  private readonly writing = new Map<string, Set<Promise<unknown>>>();

  constructor(private readonly events: EventBus) {}

  /** Whether the player was erased lately, or is being erased. */
  isErased(playerId: string | undefined): boolean {
    return playerId !== undefined && this.erased.has(playerId);
  }

  /** Does `work`, which writes something about the player. @throws GameError player.erased; what `work` throws */
  async write<T>(playerId: string, work: () => Promise<T>): Promise<T> {
    if (this.erased.has(playerId)) throw new GameError(PlayerError['player.erased']);
    const running = work();
    const all = this.writing.get(playerId) ?? new Set();
    this.writing.set(playerId, all.add(running));
    try {
      return await running;
    } finally {
      all.delete(running);
      if (all.size === 0 && this.writing.get(playerId) === all) this.writing.delete(playerId);
    }
  }

  /**
   * Erases what is kept about a player, see {@link PlayerErased}.
   * @param finish deletes the player, when all modules have done their part
   * @throws what one of them was rejected with; the player is there again then
   */
  async erase(playerId: string, finish: () => Promise<void>): Promise<void> {
    this.note([playerId]);
    try {
      // What they refuse is not ours to hear.
      await Promise.allSettled([...(this.writing.get(playerId) ?? [])]);
      const event = new PlayerErased(playerId);
      this.events.emit(event);
      await event.settled();
      await finish();
    } catch (error) {
      this.erased.delete(playerId);
      throw error;
    }
  }

  /** Everything that is kept about a player, by section, see {@link PlayerExported}. @throws what one of the modules was rejected with */
  async export(playerId: string): Promise<Record<string, unknown>> {
    const event = new PlayerExported(playerId);
    this.events.emit(event);
    await event.settled();
    return event.sections;
  }

  /** Remembers that these players were erased. */
  note(playerIds: readonly string[]): void {
    for (const playerId of playerIds) this.erased.add(playerId);
    for (const first of this.erased) {
      if (this.erased.size <= MAX_ERASED) break;
      this.erased.delete(first);
    }
  }
}
