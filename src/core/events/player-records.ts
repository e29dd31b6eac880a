import { Injectable } from '@nestjs/common';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import { EventBus } from './event-bus.js';
import { PlayerErased, PlayerExported } from './player.events.js';

/** Error codes for players who no longer exist. */
export const PlayerError = defineErrors({
  'player.erased': { text: 'This player was erased.', httpStatus: 410 },
});

/** How many erased players are remembered; beyond that, the oldest is dropped. */
const MAX_ERASED = 100_000;

/**
 * Coordinates what modules store about players with erasure. Everything a module writes about a player goes through
 * {@link write}, so that an erasure waits for writes in progress and nothing is written after it by any session, room or timer:
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

  /** Whether the player was erased recently, or is being erased. */
  isErased(playerId: string | undefined): boolean {
    return playerId !== undefined && this.erased.has(playerId);
  }

  /** Runs `work`, which writes something about the player. @throws GameError player.erased; what `work` throws */
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
   * Erases everything stored about a player, see {@link PlayerErased}.
   * @param finish deletes the player, once all modules have finished
   * @throws the error of a module that failed; the player then continues to exist
   */
  async erase(playerId: string, finish: () => Promise<void>): Promise<void> {
    this.note([playerId]);
    try {
      // Errors of those writes go to their callers.
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

  /** Everything stored about a player, by section, see {@link PlayerExported}. @throws the error of a module that failed */
  async export(playerId: string): Promise<Record<string, unknown>> {
    const event = new PlayerExported(playerId);
    this.events.emit(event);
    await event.settled();
    return event.sections;
  }

  /** Marks these players as erased. */
  note(playerIds: readonly string[]): void {
    for (const playerId of playerIds) this.erased.add(playerId);
    for (const first of this.erased) {
      if (this.erased.size <= MAX_ERASED) break;
      this.erased.delete(first);
    }
  }
}
