import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { entitiesOf, quantizedVector2 } from '../../protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../protocol/state/synced.decorator.js';

/** The arena is a square with sides of so many units; one of them is a pixel of the demo. */
export const ARENA_SIZE = 2_000;

/** A thirtieth of a unit: finer than anybody sees. */
const PLACE = quantizedVector2(0, ARENA_SIZE, 16);

/** Somebody who runs about. */
export class Pawn {
  /** Whose it is: the session's id; empty for a bot. */
  @Synced('string')
  owner = '';

  /** How the others call it. */
  @Synced('string')
  name = '';

  /** Where it is. */
  @Synced(PLACE)
  position = new Vector2(ARENA_SIZE / 2, ARENA_SIZE / 2);

  /** How many coins it has picked up. */
  @Synced('u16')
  coins = 0;

  /** Where it steers: the components are -1 to 1. Nobody is told; all see where it goes. */
  steer = new Vector2();
}

/** Something to pick up. */
export class Coin {
  /** Where it lies. */
  @Synced(PLACE)
  position = new Vector2();
}

/** All that can be seen of an arena. */
@SyncedState()
export class ArenaState {
  /** Who runs about. */
  @Synced(entitiesOf(() => Pawn, { at: 'position', cellSize: 200 }))
  readonly pawns = new EntitySet(Pawn);

  /** What there is to pick up. */
  @Synced(entitiesOf(() => Coin, { at: 'position', cellSize: 200 }))
  readonly coins = new EntitySet(Coin);
}
