import { scenario } from '../scenario.js';

/** Players who look for a match in the first queue, stay in its room for a few seconds, and look for another. */
export default scenario('matchmaking', {}, async (bot) => {
  const { queues } = await bot.request<{ readonly queues: readonly { readonly name: string }[] }>('MatchmakingQueues');
  const [queue] = queues;
  if (queue === undefined) throw new Error('The server has no queue.');
  for (;;) {
    const joined = bot.next('RoomJoined');
    const enqueuedMs = performance.now();
    await Promise.all([joined, bot.request('MatchmakingEnqueue', { queue: queue.name, name: bot.name })]);
    bot.time('match', performance.now() - enqueuedMs);
    await bot.think('5s', '15s');
    await bot.leave();
    await bot.think('1s', '3s');
  }
});
