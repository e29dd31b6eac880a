import type { Mirrored } from '../../../testing/mirrored-state.js';
import type { ArenaInputDto } from '../../../games/arena/arena.messages.js';
import type { ArenaState } from '../../../games/arena/arena.state.js';
import { scenario } from '../scenario.js';

/** Players in rooms of 16 who run for the nearest coin, with an input for each tick. */
export default scenario('arena', { rooms: { type: 'arena', size: 16 } }, async (bot) => {
  await bot.joinOrCreate('arena');
  await bot.play<ArenaInputDto, ArenaState>({}, (input, state) => {
    const [x, y] = wayToNearestCoin(bot.sessionId, state);
    input.x = x;
    input.y = y;
  });
});

function wayToNearestCoin(owner: string, { pawns, coins }: Mirrored<ArenaState>): [x: number, y: number] {
  const own = [...pawns.values()].find((pawn) => pawn.owner === owner)?.position;
  if (own === undefined) return [0, 0];
  let best: [x: number, y: number] = [0, 0];
  let bestDistance = Infinity;
  for (const { position } of coins.values()) {
    const x = position.x - own.x;
    const y = position.y - own.y;
    const distance = Math.hypot(x, y);
    if (distance >= bestDistance || distance === 0) continue;
    bestDistance = distance;
    best = [x / distance, y / distance];
  }
  return best;
}
