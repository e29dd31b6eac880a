import { scenario } from '../scenario.js';

/** In rooms of the arena where there are any. */
const ROOMS = 'arena';

/** Bad lines: after 5 to 15 seconds each player loses the connection for up to 3 seconds, and resumes. */
export default scenario('reconnect', { rooms: { type: ROOMS, size: 16, isOptional: true } }, async (bot) => {
  if (bot.hasRooms(ROOMS)) await bot.joinOrCreate();
  for (;;) {
    await bot.think('5s', '15s');
    await bot.dropAndResume(bot.random.int(100, 3_000));
  }
});
