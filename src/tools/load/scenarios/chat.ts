import { scenario } from '../scenario.js';

/** Members of each channel. */
const CHANNEL_SIZE = 50;

/** Channels of 50; everyone says a line every ten seconds. `delivery` is the time until a line has reached another member. */
export default scenario('chat', {}, async (bot) => {
  const channel = `load-${Math.floor(bot.number / CHANNEL_SIZE)}`;
  await bot.request('ChatJoin', { channel, name: bot.name });
  bot.on<{ readonly text: string }>('ChatReceived', ({ text }) => {
    const [, saidMs] = /^said at (\d+\.\d+)$/.exec(text) ?? [];
    if (saidMs !== undefined) bot.time('delivery', performance.timeOrigin + performance.now() - Number(saidMs));
  });
  await bot.every('10s', () => {
    const nowMs = performance.timeOrigin + performance.now();
    return bot.request('ChatSay', { channel, text: `said at ${nowMs.toFixed(3)}` });
  });
});
