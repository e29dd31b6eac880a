import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Session } from '../../core/sessions/session.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { ArenaInputDto, ArenaOptionsDto } from './arena.messages.js';
import { move, reaches } from './arena.rules.js';
import { ARENA_SIZE, ArenaState, Coin, Pawn } from './arena.state.js';

const COINS = 30;
/** This many bots cost as much as a room of players, so they count as one for whoever creates the room. */
const BOTS_PER_ROOM = 100;
/** A bot changes direction about once a second. */
const TURNS_PER_SECOND = 1;

/** The demo game, and the template to copy: pawns run around and pick up coins. */
@RoomType('arena', {
  ...{ tickHz: 20, patchHz: 20, maxPlayers: 100, options: ArenaOptionsDto, input: ArenaInputDto },
  costOf: ({ bots = 0 }: ArenaOptionsDto) => 1 + Math.floor(bots / BOTS_PER_ROOM),
})
export class ArenaRoom extends Room<ArenaState> {
  override readonly state = new ArenaState();
  private readonly pawns = new Map<Session, Pawn>();

  override onCreate({ bots = 0 }: ArenaOptionsDto): void {
    for (let made = 0; made < COINS; made++) this.dropCoin(new Coin());
    for (let made = 1; made <= bots; made++) this.addPawn('', `Bot ${made}`);
  }

  override onJoin(session: Session): void {
    this.pawns.set(session, this.addPawn(session.id, this.members.get(session)?.name ?? ''));
  }

  override onDrop(session: Session): void {
    const pawn = this.pawns.get(session);
    if (pawn) pawn.steer = new Vector2();
  }

  override onLeave(session: Session): void {
    const pawn = this.pawns.get(session);
    if (pawn) this.state.pawns.delete(pawn);
    this.pawns.delete(session);
  }

  override update({ deltaMs }: Tick): void {
    for (const [session, pawn] of this.pawns) {
      for (const input of this.inputs(session, ArenaInputDto)) pawn.steer = new Vector2(input.x, input.y);
    }
    for (const pawn of this.state.pawns) {
      if (pawn.owner === '' && this.random.chance((TURNS_PER_SECOND * deltaMs) / 1000)) this.turn(pawn);
      if (pawn.steer.x === 0 && pawn.steer.y === 0) continue;
      pawn.position = move(pawn.position, pawn.steer, deltaMs);
    }
    for (const coin of this.state.coins) this.offer(coin);
  }

  override save(): unknown {
    return { steers: [...this.state.pawns].map((pawn) => [this.state.pawns.idOf(pawn), pawn.steer.x, pawn.steer.y]) };
  }

  override restore(saved: { readonly steers: readonly (readonly [id: number, x: number, y: number])[] }): void {
    for (const [id, x, y] of saved.steers) {
      const pawn = this.state.pawns.get(id);
      if (pawn) pawn.steer = new Vector2(x, y);
    }
    for (const session of this.members.keys()) {
      const own = [...this.state.pawns].find(({ owner }) => owner === session.id);
      if (own) this.pawns.set(session, own);
    }
  }

  private addPawn(owner: string, name: string): Pawn {
    const pawn = new Pawn();
    Object.assign(pawn, { owner, name, position: this.somewhere() });
    if (owner === '') this.turn(pawn);
    return this.state.pawns.add(pawn);
  }

  private turn(bot: Pawn): void {
    const angle = this.random.next() * 2 * Math.PI;
    bot.steer = new Vector2(Math.cos(angle), Math.sin(angle));
  }

  private offer(coin: Coin): void {
    for (const pawn of this.state.pawns) {
      if (!reaches(pawn.position, coin.position)) continue;
      pawn.coins = Math.min(pawn.coins + 1, 65_535);
      this.dropCoin(coin);
      return;
    }
  }

  private dropCoin(coin: Coin): void {
    coin.position = this.somewhere();
    if (!this.state.coins.has(coin)) this.state.coins.add(coin);
  }

  private somewhere(): Vector2 {
    return new Vector2(this.random.int(0, ARENA_SIZE), this.random.int(0, ARENA_SIZE));
  }
}
