import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { EventBus } from '../../core/events/event-bus.js';
import { BoardRegistry } from './board-registry.js';
import { SeasonRepository } from './season.repository.js';

/** A season has ended and its scores are final: time to award prizes. With several nodes on one database, one emits it, once. */
export class LeaderboardSeasonEnded {
  constructor(
    readonly board: string,
    /** The season's number, for the reads of {@link Leaderboards}. */
    readonly season: number,
  ) {}
}

/** How often it checks for ended seasons. */
const LOOK_INTERVAL_MS = 10_000;

/**
 * Announces ended seasons, including those that ended while no server was running. A season is announced only when no more
 * scores can arrive: one submitted just before the reset may take STORAGE_TIMEOUT_MS to be stored.
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

  /** Nest's hook: by now all listeners are registered. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.lookOnce(), LOOK_INTERVAL_MS);
    this.lookOnce();
  }

  /** Nest's hook: waits for a check in progress. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Emits {@link LeaderboardSeasonEnded} for each season that ended before `nowMs` and was not announced yet. */
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
