import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { entitiesOf, quantizedVector2 } from '../../protocol/state/state-forms.js';
import { Predicted, Synced, SyncedState } from '../../protocol/state/synced.decorator.js';
import { BoltBody, FIELD_WIDTH, fly, LabBody, RADIUS, run } from './labs.shared.js';

/** An eightieth of a unit: finer than anybody can see. */
const PLACE = quantizedVector2(0, FIELD_WIDTH, 16);

/** A player's runner, or the lab's own, which goes round. */
export class LabRunner {
  /** Whose it is; empty for the lab's own. */
  @Synced('string')
  owner = '';

  /** Where the others see it. */
  @Synced(PLACE)
  position = new Vector2();

  /** Where it is, for its owner. */
  @Predicted(run)
  readonly body: LabBody = new LabBody();
}

/** Something to shoot at. */
export class LabTarget {
  /** Where it is. */
  @Synced(PLACE)
  position = new Vector2();

  /** How often it was hit. */
  @Synced('u16')
  hits = 0;

  /** Whether it shrugs off what hits it; only the server knows. */
  isShielded = false;
}

/** A bolt, which flies by itself. */
export class LabBolt {
  /** Who shot it. */
  @Synced('string')
  owner = '';

  /** The input that shot it. */
  @Synced('u16')
  seq = 0;

  /** Where it is, and where it flies. */
  @Predicted(fly)
  readonly body: BoltBody = new BoltBody();
}

/** Somebody in the crowd. */
export class LabWalker {
  /** Where it is. */
  @Synced('vec2')
  position = new Vector2();
}

/** What the field shows: the labs of prediction, corrections and interpolation. */
@SyncedState()
export class LabsFieldState {
  /** Who runs about. */
  @Synced(entitiesOf(() => LabRunner))
  readonly runners = new EntitySet(LabRunner);
}

/** What the range shows: the labs of rewind and projectiles. */
@SyncedState()
export class LabsRangeState {
  /** Who shoots. */
  @Synced(entitiesOf(() => LabRunner))
  readonly runners = new EntitySet(LabRunner);

  /** What they shoot at. */
  @Synced(entitiesOf(() => LabTarget, { at: 'position', cellSize: 200, rewind: { radius: RADIUS } }))
  readonly targets = new EntitySet(LabTarget);

  /** What flies. */
  @Synced(entitiesOf(() => LabBolt))
  readonly bolts = new EntitySet(LabBolt);

  /** What makes the spread of this range's blasts. */
  @Synced('u32')
  salt = 0;
}

/** What the crowd shows: the lab of slow links. */
@SyncedState()
export class LabsCrowdState {
  /** Who walks. */
  @Synced(entitiesOf(() => LabWalker))
  readonly walkers = new EntitySet(LabWalker);
}
