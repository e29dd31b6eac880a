import { scenario } from '../scenario.js';

/** The smallest request and its answer, ten times a second: what the way from socket to handler and back costs. */
export default scenario('echo', {}, async (bot) => {
  await bot.every('100ms', () => bot.request('Ping'));
});
