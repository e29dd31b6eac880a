import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import type { ArenaRound } from './arena.round.js';
import { ARENA_SIZE, isBlocked } from './arena.shared.js';
import { type Arena, Coin, FULL_HEALTH, Pack, type Pawn } from './arena.state.js';

const COINS = 30;
const COIN_POINTS = 1;
/** How close a pawn must be to a thing. */
const REACH = 24;
const PACK_HEALTH = 50;
const PACK_RETURNS_MS = 15_000;
/** Where health packs lie: the middles of the four sides. */
const PACKS = [
  [1000, 250],
  [1750, 1000],
  [1000, 1750],
  [250, 1000],
] as const;

/** Coins and health packs. */
export class ArenaPickups {
  constructor(
    private readonly room: Arena,
    private readonly round: ArenaRound,
  ) {}

  /** Lays them out in a new arena. */
  lay(): void {
    const { state } = this.room;
    for (let made = 0; made < COINS; made++) this.drop(state.coins.add(new Coin()));
    for (const [x, y] of PACKS) state.packs.add(new Pack()).position = new Vector2(x, y);
  }

  /** Takes up the named timers. */
  listen(): void {
    this.room.clock.on('pack', (id) => {
      const pack = this.room.state.packs.get(Number(id));
      if (pack) pack.isThere = true;
    });
  }

  /** Gives what lies about to who is there. */
  offer(): void {
    const { state, clock } = this.room;
    for (const pawn of state.pawns) {
      if (pawn.health === 0) continue;
      for (const coin of state.coins) {
        if (!reaches(pawn, coin)) continue;
        this.round.score(pawn, COIN_POINTS);
        this.drop(coin);
      }
      for (const pack of state.packs) {
        if (!pack.isThere || pawn.health === FULL_HEALTH || !reaches(pawn, pack)) continue;
        pawn.health = Math.min(pawn.health + PACK_HEALTH, FULL_HEALTH);
        pack.isThere = false;
        clock.after('pack', PACK_RETURNS_MS, state.packs.idOf(pack));
      }
    }
  }

  private drop(coin: Coin): void {
    const { random } = this.room;
    do coin.position = new Vector2(random.int(0, ARENA_SIZE), random.int(0, ARENA_SIZE));
    while (isBlocked(coin.position.x, coin.position.y, REACH));
  }
}

function reaches({ body }: Pawn, { position }: { readonly position: Vector2 }): boolean {
  const [dx, dy] = [body.x - position.x, body.y - position.y];
  return dx * dx + dy * dy <= REACH * REACH;
}
