import 'reflect-metadata';
import { EntitySet } from '../../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../../src/protocol/state/synced.decorator.js';
import { quantized } from '../../../src/protocol/contract/wire.decorator.js';
import { seeded, type RoomPlan } from './walkers.js';

export const CELL_SIZE = 100;

/** Somebody who walks. */
export class Mover {
  @Synced(quantized(0, 6553.5, 16)) x = 0;
  @Synced(quantized(0, 6553.5, 16)) y = 0;
}

/** A room of them. */
@SyncedState()
export class WalkerState {
  @Synced(entitiesOf(() => Mover, { at: ['x', 'y'], cellSize: CELL_SIZE })) readonly walkers = new EntitySet(Mover);
}

/** A room with its walkers at their places. */
export interface WalkerRoom {
  readonly state: WalkerState;
  readonly walkers: readonly Mover[];
  readonly random: () => number;
}

/** Makes a room of a plan. */
export function newRoom(plan: RoomPlan, seed: number): WalkerRoom {
  const state = new WalkerState();
  const random = seeded(seed + 1);
  const walkers = Array.from({ length: plan.entities }, () => {
    const walker = new Mover();
    walker.x = random() * plan.size;
    walker.y = random() * plan.size;
    return state.walkers.add(walker);
  });
  return { state, walkers, random };
}
