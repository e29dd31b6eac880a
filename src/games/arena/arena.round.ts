import type { ResultLedger } from '../../core/storage/ledger/result-ledger.js';
import type { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import { distanceBetween } from '../../core/prediction/plane.js';
import { ARENA_SIZE, isBlocked, PAWN_RADIUS } from './arena.shared.js';
import { type Arena, FULL_HEALTH, Pawn } from './arena.state.js';

/** The board of the best rounds of a week. */
export const WEEKLY = 'arena-weekly';

const ROUND_SECONDS = 180;
const PODIUM_MS = 8_000;
const POINTS_TO_WIN = 30;
const RESPAWN_TICKS = 75;
const SHIELD_TICKS = 45;
/** Places that are tried, to come back far from the others. */
const TRIES = 8;

/** Rounds: people fight until time is up or somebody has won, look at the podium, and fight again; and where they begin. */
export class ArenaRound {
  constructor(
    private readonly room: Arena,
    private readonly boards: Leaderboards | undefined,
    private readonly ledger: ResultLedger | undefined,
  ) {}

  /** Takes up the named timers. */
  listen(): void {
    const { clock } = this.room;
    clock.on('podium', (round) => this.isNow(round) && this.end());
    clock.on('fight', (round) => this.isNow(round) && this.begin());
  }

  /** A new round: all scores are 0, everybody starts afresh. */
  begin(): void {
    const { room } = this;
    for (const pawn of room.state.pawns) {
      pawn.score = 0;
      this.place(pawn);
    }
    const { peaceful, roundSeconds = ROUND_SECONDS } = room.options;
    if (!peaceful) this.goOn('fight', 'podium', roundSeconds * 1000);
  }

  /** Somebody has earned points. */
  score(pawn: Pawn, points: number): void {
    if (this.room.state.phase !== 'fight') return;
    pawn.score = Math.min(pawn.score + points, 65_535);
    if (pawn.score >= POINTS_TO_WIN && !this.room.options.peaceful) this.end();
  }

  /** A pawn has died. */
  bringBack(pawn: Pawn): void {
    pawn.outTicks = RESPAWN_TICKS;
  }

  /** Ends shields, and brings back the dead. Counted in ticks: 500 bots would be more timers than a room may have. */
  countDown(): void {
    for (const pawn of this.room.state.pawns) {
      if (pawn.shieldTicks > 0 && --pawn.shieldTicks === 0) pawn.isShielded = false;
      if (pawn.outTicks > 0 && --pawn.outTicks === 0) this.place(pawn);
    }
  }

  /** A pawn comes in; bots have no owner. */
  enter(owner: string, name: string): Pawn {
    const pawn = Object.assign(new Pawn(), { owner, name });
    this.room.state.pawns.add(pawn);
    this.place(pawn);
    return pawn;
  }

  /** Puts a pawn, new or dead, where few others are. */
  private place(pawn: Pawn): void {
    const { random, state } = this.room;
    const others = [...state.pawns].filter((other) => other !== pawn);
    let [best, bestDistance] = [{ x: 0, y: 0 }, -1];
    for (let tries = 0; tries < TRIES || bestDistance < 0; tries++) {
      const place = { x: random.int(0, ARENA_SIZE), y: random.int(0, ARENA_SIZE) };
      const nearest = Math.min(...others.map(({ body }) => distanceBetween(body, place)));
      if (nearest > bestDistance && !isBlocked(place.x, place.y, PAWN_RADIUS * 2))
        [best, bestDistance] = [place, nearest];
    }
    this.room.teleport(pawn.body, { ...best, vx: 0, vy: 0, dash: 0, isOut: false });
    Object.assign(pawn, { health: FULL_HEALTH, isShielded: true, salt: random.nextUint32(), outTicks: 0 });
    pawn.shieldTicks = SHIELD_TICKS;
  }

  private end(): void {
    for (const { owner, score } of this.room.state.pawns) {
      const playerId = this.room.sessionOf(owner)?.playerId;
      if (playerId !== undefined && score > 0 && this.boards) this.submit(this.boards, playerId, score);
    }
    this.goOn('podium', 'fight', PODIUM_MS);
  }

  private submit(boards: Leaderboards, playerId: string, score: number): void {
    const submit = (): Promise<unknown> => boards.submit(WEEKLY, playerId, score);
    const { id } = this.room.live;
    // Set when the round began, so it is the same when the room comes back after a crash and ends the round again.
    const key = `round until ${this.room.state.endsAtTick} of ${playerId}`;
    this.room.whenDone(
      () => (this.ledger?.once(id, key, submit) ?? submit()).then(() => null),
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
