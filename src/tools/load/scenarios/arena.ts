import type { Vector2 } from '../../../protocol/contract/wire.decorator.js';
import type { EntitySet } from '../../../protocol/state/entity-set.js';
import { scenario } from '../scenario.js';

const TURN = 2 * Math.PI;
/** What a player does in a tick: an ArenaInput. */
const AT_REST = { x: 0, y: 0, aim: 0, dash: false, fire: false, launch: false };

/** Players in rooms of 16 who run for the nearest coin and shoot at the nearest pawn, with an input for each tick. */
export default scenario('arena', { rooms: { type: 'arena', size: 16 } }, async (bot) => {
  await bot.joinOrCreate('arena');
  await bot.play<typeof AT_REST, Arena>({}, (input, { pawns, coins }) => {
    Object.assign(input, AT_REST);
    const own = [...pawns.values()].find(({ owner }) => owner !== '' && owner === (bot.playerId ?? bot.sessionId));
    if (own === undefined) return;
    const [x, y] = wayToNearest(own.position, [...coins.values()]);
    const [dx, dy] = wayToNearest(own.position, [...pawns.values()]);
    Object.assign(input, { x, y, fire: true, aim: (Math.atan2(dy, dx) + TURN) % TURN });
  });
});

/** What it looks at of the ArenaState. */
interface Arena {
  readonly pawns: EntitySet<Thing & { owner: string }>;
  readonly coins: EntitySet<Thing>;
}

interface Thing {
  position: Vector2;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The direction to what is nearest, but not right here, as a vector of length 1. */
function wayToNearest(from: Point, things: readonly { readonly position: Point }[]): [x: number, y: number] {
  let best: [x: number, y: number] = [1, 0];
  let bestDistance = Infinity;
  for (const { position } of things) {
    const distance = Math.hypot(position.x - from.x, position.y - from.y);
    if (distance >= bestDistance || distance === 0) continue;
    bestDistance = distance;
    best = [(position.x - from.x) / distance, (position.y - from.y) / distance];
  }
  return best;
}
