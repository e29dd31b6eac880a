import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { EventBus } from '../../core/events/event-bus.js';
import { BoardRegistry } from './board-registry.js';
import { SeasonRepository } from './season.repository.js';

/** A season of a leaderboard has ended for good: the time to give prizes. Of several nodes on one database, one tells it, once. */
export class LeaderboardSeasonEnded {
  constructor(
    readonly board: string,
    /** The season's number, for the reads of {@link Leaderboards}. */
    readonly season: number,
  ) {}
}

/** How often it looks for seasons that have ended. */
const LOOK_INTERVAL_MS = 10_000;

/**
 * Tells the game of ended seasons, also of those that ended while no server ran. A season is told only when no score can come
 * any more: one that was submitted just before the reset may take STORAGE_TIMEOUT_MS to be stored.
 */
@Injectable()
export class SeasonEnd implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SeasonEnd.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly boards: BoardRegistry,
    private readonly seasons: SeasonRepository,
    private readonly events: EventBus,
    private readonly config: GameConfig,
  ) {}

  /** Nest's hook: everybody listens by now. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.lookOnce(), LOOK_INTERVAL_MS);
    this.lookOnce();
  }

  /** Nest's hook: waits for a look that is under way. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Emits {@link LeaderboardSeasonEnded} for each season that ended before `nowMs` and was not told yet. */
  async look(nowMs = Date.now()): Promise<void> {
    const names = this.boards.all().flatMap(({ board }) => (board.resetAt === undefined ? [] : [board.id]));
    if (names.length === 0) return;
    const ended = await this.seasons.takeEnded(names, new Date(nowMs - this.config.STORAGE_TIMEOUT_MS));
    for (const { board, number } of ended) this.events.emit(new LeaderboardSeasonEnded(board, number));
  }

  private lookOnce(): void {
    this.looking ??= this.look()
      .catch((error: unknown) =>
        this.logger.warn({ err: error }, 'Ended seasons could not be looked for; tries again.'),
      )
      .finally(() => (this.looking = undefined));
  }
}
