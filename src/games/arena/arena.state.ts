import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { entitiesOf, quantizedVector2 } from '../../protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../protocol/state/synced.decorator.js';

/** Side length of the square arena, in units; one unit is a pixel in the demo. */
export const ARENA_SIZE = 2_000;

/** A precision of a thirtieth of a unit: finer than anybody can see. */
const PLACE = quantizedVector2(0, ARENA_SIZE, 16);

/** A player's or bot's pawn. */
export class Pawn {
  /** The owner's session id; empty for a bot. */
  @Synced('string')
  owner = '';

  /** The player's name as the others see it. */
  @Synced('string')
  name = '';

  /** Where it is. */
  @Synced(PLACE)
  position = new Vector2(ARENA_SIZE / 2, ARENA_SIZE / 2);

  /** How many coins it has picked up. */
  @Synced('u16')
  coins = 0;

  /** Its direction, with components from -1 to 1. Not synced: everyone sees where it goes. */
  steer = new Vector2();
}

/** A coin to pick up. */
export class Coin {
  /** Where it is. */
  @Synced(PLACE)
  position = new Vector2();
}

/** Everything visible in an arena. */
@SyncedState()
export class ArenaState {
  /** The pawns. */
  @Synced(entitiesOf(() => Pawn, { at: 'position', cellSize: 200 }))
  readonly pawns = new EntitySet(Pawn);

  /** The coins. */
  @Synced(entitiesOf(() => Coin, { at: 'position', cellSize: 200 }))
  readonly coins = new EntitySet(Coin);
}
