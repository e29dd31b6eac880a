import type { Session } from '../../../src/core/sessions/session.js';
import { Sight } from '../../../src/core/sync/sight.js';
import { SpatialGrid } from '../../../src/core/sync/spatial-grid.js';
import { KnownEntities } from '../../../src/protocol/state/known-entities.js';
import { CELL_SIZE, type WalkerRoom } from './walker-room.js';

/** Only filters look at it. */
const nobody = {} as Session;
const sight = new Sight();

/** Who comes near a player and who goes, for servers without a search of their own: Godwit's, hysteresis included. */
export class Neighbours {
  /** Slots of those that the last look found new, and of those that it found gone. */
  readonly came: number[] = [];
  readonly gone: number[] = [];
  private readonly grid: SpatialGrid;
  private readonly seen: readonly KnownEntities[];

  constructor(
    private readonly room: WalkerRoom,
    private readonly nearest: number,
  ) {
    this.grid = new SpatialGrid(room.state.walkers.table, { at: ['x', 'y'], cellSize: CELL_SIZE });
    this.seen = room.walkers.map(() => new KnownEntities());
  }

  /** Takes over where everybody is now. */
  update(): void {
    this.grid.update();
    this.room.state.walkers.table.version++;
  }

  /** Compares what a player sees now with what it saw at the last look; the player's number is its walker's. */
  look(player: number): void {
    const { table } = this.room.state.walkers;
    const walker = this.room.walkers[player];
    const seen = this.seen[player];
    if (walker === undefined || seen === undefined) throw new Error(`there is no player ${player}`);
    sight.look(table, this.grid, { around: () => walker, nearest: this.nearest }, seen, nobody);
    this.compare(seen);
    if (seen.slots.length < sight.count) seen.slots = new Uint32Array(sight.count);
    for (let i = 0; i < sight.count; i++) seen.slots[i] = sight.slots[i] ?? 0;
    seen.count = sight.count;
  }

  /** Both lists are in the order of the ids, which here is that of the slots. */
  private compare(seen: KnownEntities): void {
    this.came.length = this.gone.length = 0;
    let old = 0;
    for (let i = 0; i < sight.count; i++) {
      const slot = sight.slots[i] ?? 0;
      while (old < seen.count && (seen.slots[old] ?? 0) < slot) this.gone.push(seen.slots[old++] ?? 0);
      if (old < seen.count && seen.slots[old] === slot) old++;
      else this.came.push(slot);
    }
    while (old < seen.count) this.gone.push(seen.slots[old++] ?? 0);
  }
}
