import { scenario } from '../scenario.js';

/** One in so many players opens a room; the others look for one. */
const SEARCHERS_PER_HOST = 10;

/**
 * The room list: a tenth of the players open rooms and close them after half a minute, the others follow the list and
 * search it every few seconds.
 */
export default scenario('lobby', { allows: ['lobby.too_many_rooms'] }, async (bot) => {
  const [type] = bot.contract.rooms ?? [];
  if (type === undefined) throw new Error('The server has no type of rooms.');
  if (bot.number % SEARCHERS_PER_HOST === 0) {
    await bot.request('LobbyCreate', { roomType: type.type, name: bot.name, metadata: { by: bot.name } });
    await bot.think('20s', '40s');
    await bot.leave();
    return;
  }
  await bot.request('LobbySubscribe');
  const text = `bot ${bot.random.int(0, 99)}`;
  await bot.every('5s', () => bot.request('LobbyList', { hasSeats: true, limit: 50, text }));
});
