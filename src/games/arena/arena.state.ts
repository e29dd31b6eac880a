import type { Room } from '../../core/rooms/api/room.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { angle, entitiesOf, oneOf, quantizedVector2, ref } from '../../protocol/state/state-forms.js';
import { Predicted, Saved, Synced, SyncedState } from '../../protocol/state/synced.decorator.js';
import type { ArenaOptionsDto } from './arena.messages.js';
import { ARENA_SIZE, fly, PAWN_RADIUS, PawnBody, play, RocketBody } from './arena.shared.js';

export const FULL_HEALTH = 100;

/** A precision of a thirtieth of a unit: finer than anybody can see. */
const PLACE = quantizedVector2(0, ARENA_SIZE, 16);

/** A player's or bot's pawn. */
export class Pawn {
  /** Whose it is, as `Room.ownerOf` says; empty for a bot. */
  @Synced('string') owner = '';

  /** The player's name as the others see it. */
  @Synced('string') name = '';

  /** Where the others see it. */
  @Synced(PLACE) position = new Vector2(ARENA_SIZE / 2, ARENA_SIZE / 2);

  /** Where it aims, in radians. */
  @Synced(angle(8)) aim = 0;

  /** What is left of it: 0 to 100; 0 is dead. */
  @Synced('u8') health = FULL_HEALTH;

  /** Nothing hurts it until its first shot, or for a while. */
  @Synced('bool') isShielded = false;

  /** Points in this round: 3 for a kill, 1 for a coin. */
  @Synced('u16') score = 0;

  /** Bullets that it has fired, modulo 256: the others draw those that are new. */
  @Synced('u8') shots = 0;

  /** Where the last bullet went, in radians. */
  @Synced(angle(10)) shotAngle = 0;

  /** How far it went, in units. */
  @Synced('u16') shotLength = 0;

  /** What makes its bullets scatter: only its owner knows where the next ones go. */
  @Synced('u32', { to: 'owner' }) salt = 0;

  /** Ticks for which its player has done nothing. */
  @Saved() idleTicks = 0;

  /** Ticks until its shield ends; 0 if it has none, or no longer. */
  @Saved() shieldTicks = 0;

  /** Ticks until it comes back; 0 unless it is dead. */
  @Saved() outTicks = 0;

  /** What its owner predicts. */
  @Predicted(play) readonly body: PawnBody = new PawnBody();
}

/** A rocket in flight. */
export class Rocket {
  /** Who launched it, as {@link Pawn.owner}. */
  @Synced('string') owner = '';

  /** The number of the input that launched it. */
  @Synced('u16') seq = 0;

  /** Where it is. */
  @Predicted(fly) readonly body: RocketBody = new RocketBody();

  /** The pawn that launched it, while it is there. */
  @Synced(ref(() => Pawn)) shooter?: Pawn;
}

/** A coin to pick up. */
export class Coin {
  /** Where it is. */
  @Synced(PLACE) position = new Vector2();
}

/** A health pack. */
export class Pack {
  /** Where it is. */
  @Synced(PLACE) position = new Vector2();

  /** Whether it can be taken now. */
  @Synced('bool') isThere = true;
}

/** Everything visible in an arena. */
@SyncedState()
export class ArenaState {
  /** The pawns. Where they were is remembered, for shots at what was seen. */
  @Synced(entitiesOf(() => Pawn, { at: 'position', cellSize: 200, rewind: { radius: PAWN_RADIUS } }))
  readonly pawns = new EntitySet(Pawn);

  /** The rockets. */
  @Synced(entitiesOf(() => Rocket, { at: 'body', cellSize: 200 })) readonly rockets = new EntitySet(Rocket);

  /** The coins. */
  @Synced(entitiesOf(() => Coin, { at: 'position', cellSize: 200 })) readonly coins = new EntitySet(Coin);

  /** The health packs. */
  @Synced(entitiesOf(() => Pack, { at: 'position', cellSize: 200 })) readonly packs = new EntitySet(Pack);

  /** What goes on: people fight, or look at the podium. */
  @Synced(oneOf('fight', 'podium')) phase: 'fight' | 'podium' = 'fight';

  /** The tick in which this phase ends. */
  @Synced('u32') endsAtTick = 0;
}

/** The room, as its parts know it. */
export interface Arena extends Room<ArenaState> {
  readonly state: ArenaState;
  /** What was chosen for the room. */
  readonly options: ArenaOptionsDto;
}
