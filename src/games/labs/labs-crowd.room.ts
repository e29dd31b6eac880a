import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { LabsCrowdOptionsDto } from './labs.messages.js';
import { FIELD_HEIGHT, FIELD_WIDTH } from './labs.shared.js';
import { LabsCrowdState, LabWalker } from './labs.state.js';

const COLUMNS = 15;
const ROWS = 7;
/** More than 16 KB of state each second. */
const WALKERS = COLUMNS * ROWS;

/** A crowd that never rests: more state than a slow link carries. */
@RoomType('labs-crowd', { tickHz: 30, patchHz: 20, maxPlayers: 8, options: LabsCrowdOptionsDto })
export class LabsCrowdRoom extends Room<LabsCrowdState> {
  override readonly state = new LabsCrowdState();

  override onCreate({ walkers = WALKERS }: LabsCrowdOptionsDto): void {
    for (let made = 0; made < walkers; made++) this.state.walkers.add(new LabWalker());
  }

  override update({ number, seconds }: Tick): void {
    let place = 0;
    for (const walker of this.state.walkers) walker.position = onLoop(place++, number * seconds);
  }
}

/** Where walker number `place` is: each on a loop of its own. */
function onLoop(place: number, seconds: number): Vector2 {
  const column = place % COLUMNS;
  const row = Math.floor(place / COLUMNS) % ROWS;
  const angle = seconds * 1.5 + place * 0.7;
  return new Vector2(
    (FIELD_WIDTH * (column + 0.5)) / COLUMNS + Math.cos(angle) * 18,
    (FIELD_HEIGHT * (row + 0.5)) / ROWS + Math.sin(angle) * 18,
  );
}
