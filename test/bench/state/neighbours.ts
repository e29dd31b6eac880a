import type { Session } from '../../../src/core/sessions/session.js';
import { InterestQuery } from '../../../src/core/sync/interest-query.js';
import { SpatialGrid } from '../../../src/core/sync/spatial-grid.js';
import { KnownEntities } from '../../../src/protocol/state/known-entities.js';
import { CELL_SIZE, type WalkerRoom } from './walker-room.js';

/** Only filters look at it. */
const nobody = {} as Session;
const query = new InterestQuery();

/** Who is near a player, for servers without a search of their own: Godwit's search, hysteresis included. */
export class Neighbours {
  /** Slots of those that the last comparison found new, and of those that it found gone. */
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

  /** Looks what a player sees now, which holds until the next look; the player's number is its walker's. */
  see(player: number): InterestQuery {
    remember(this.look(player), this.room.state.walkers.table.ids);
    return query;
  }

  /** The same, compared with what it saw at the last look. */
  compare(player: number): void {
    const seen = this.look(player);
    this.findChanges(seen);
    remember(seen, this.room.state.walkers.table.ids);
  }

  private look(player: number): KnownEntities {
    const { table } = this.room.state.walkers;
    const walker = this.room.walkers[player];
    const seen = this.seen[player];
    if (walker === undefined || seen === undefined) throw new Error(`there is no player ${player}`);
    query.look(table, this.grid, { around: () => walker, nearest: this.nearest }, seen, nobody);
    return seen;
  }

  /** Both lists are in the order of the ids, which here is that of the slots. */
  private findChanges(seen: KnownEntities): void {
    this.came.length = this.gone.length = 0;
    let old = 0;
    for (let i = 0; i < query.count; i++) {
      const slot = query.slots[i] ?? 0;
      while (old < seen.count && seen.slotAt(old) < slot) this.gone.push(seen.slotAt(old++));
      if (old < seen.count && seen.slotAt(old) === slot) old++;
      else this.came.push(slot);
    }
    while (old < seen.count) this.gone.push(seen.slotAt(old++));
  }
}

function remember(seen: KnownEntities, ids: ArrayLike<number>): void {
  seen.beginNext(query.count);
  for (let i = 0; i < query.count; i++) {
    const slot = query.slots[i] ?? 0;
    seen.putNext(ids[slot] ?? 0, slot, 0);
  }
  seen.endNext();
}
