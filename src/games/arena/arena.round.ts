import type { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import type { ArenaRoom } from './arena.room.js';
import type { Pawn } from './arena.state.js';

/** The board of the best rounds of a week. */
export const WEEKLY = 'arena-weekly';

const ROUND_MS = 180_000;
const PODIUM_MS = 8_000;
const POINTS_TO_WIN = 30;

/** Rounds: people fight until time is up or somebody has won, look at the podium, and fight again. */
export class ArenaRound {
  constructor(
    private readonly room: ArenaRoom,
    private readonly boards: Leaderboards | undefined,
  ) {}

  /** Takes up the named timers. */
  listen(): void {
    this.room.clock.on('podium', (round) => this.isNow(round) && this.end());
    this.room.clock.on('fight', (round) => this.isNow(round) && this.begin());
  }

  /** A new round: all scores are 0, everybody starts afresh. */
  begin(): void {
    const { room } = this;
    for (const pawn of room.state.pawns) {
      pawn.score = 0;
      room.combat.place(pawn);
    }
    if (!room.options.peaceful) this.goOn('fight', 'podium', ROUND_MS);
  }

  /** Somebody has earned points. */
  score(pawn: Pawn, points: number): void {
    if (this.room.state.phase !== 'fight') return;
    pawn.score = Math.min(pawn.score + points, 65_535);
    if (pawn.score >= POINTS_TO_WIN && !this.room.options.peaceful) this.end();
  }

  private end(): void {
    for (const [{ playerId }, { score }] of this.room.fighters) {
      if (playerId !== undefined && score > 0 && this.boards) this.submit(this.boards, playerId, score);
    }
    this.goOn('podium', 'fight', PODIUM_MS);
  }

  private submit(boards: Leaderboards, playerId: string, score: number): void {
    this.room.whenDone(
      () => boards.submit(WEEKLY, playerId, score).then(() => null),
      () => undefined,
    );
  }

  private goOn(phase: 'fight' | 'podium', next: 'fight' | 'podium', ms: number): void {
    const { state, clock, live } = this.room;
    state.phase = phase;
    state.endsAtTick = live.tickNumber + Math.ceil((ms * live.tickHz) / 1000);
    clock.after(next, ms, state.endsAtTick);
  }

  /** Whether a timer belongs to this phase, and not to one that ended early. */
  private isNow(endsAtTick: unknown): boolean {
    return endsAtTick === this.room.state.endsAtTick;
  }
}
