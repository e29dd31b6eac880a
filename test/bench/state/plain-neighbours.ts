import type { WalkerRoom } from './walker-room.js';

/**
 * Who is near a player, as a game finds it whose server has no search: everyone's distance in one pass, the nearest kept in
 * order by insertion, and a set of who was seen before.
 */
export class PlainNeighbours {
  /** Slots of those that the last comparison found new, and of those that it found gone. */
  readonly came: number[] = [];
  readonly gone: number[] = [];
  private readonly seen: Set<number>[];
  private readonly slots: number[] = [];
  private readonly distances: number[] = [];

  constructor(
    private readonly room: WalkerRoom,
    private readonly nearest: number,
  ) {
    this.seen = room.walkers.map(() => new Set());
  }

  /** Nothing is kept of where everybody is. */
  update(): void {
    // The comparison looks itself.
  }

  /** Looks what a player sees now, compared with what it saw at the last look; the player's number is its walker's. */
  compare(player: number): void {
    const { came, gone, slots } = this;
    const before = this.seen[player];
    if (before === undefined) throw new Error(`there is no player ${player}`);
    this.look(player);
    const now = new Set(slots);
    came.length = gone.length = 0;
    for (const slot of before) if (!now.has(slot)) gone.push(slot);
    for (const slot of now) if (!before.has(slot)) came.push(slot);
    this.seen[player] = now;
  }

  private look(player: number): void {
    const { slots, distances, nearest, room } = this;
    const { x, y } = room.walkers[player] ?? { x: 0, y: 0 };
    slots.length = distances.length = 0;
    for (const [slot, walker] of room.walkers.entries()) {
      const distance = (walker.x - x) ** 2 + (walker.y - y) ** 2;
      if (slots.length === nearest && distance >= (distances[nearest - 1] ?? 0)) continue;
      let at = slots.length < nearest ? slots.length : nearest - 1;
      for (; at > 0 && (distances[at - 1] ?? 0) > distance; at--) {
        slots[at] = slots[at - 1] ?? 0;
        distances[at] = distances[at - 1] ?? 0;
      }
      slots[at] = slot;
      distances[at] = distance;
    }
  }
}
