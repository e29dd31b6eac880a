import { scenario } from '../scenario.js';

/** Players who are only connected: what a session costs. */
export default scenario('idle', {}, async (bot) => {
  await bot.think('24h');
});
