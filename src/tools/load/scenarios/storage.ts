import { scenario } from '../scenario.js';

/** Players with accounts, each of whom saves a document of a kilobyte every five seconds and reads it back. */
export default scenario('storage', { signIn: 'device' }, async (bot) => {
  const document = { collection: 'load', key: 'save' };
  const value = JSON.stringify({ level: bot.random.int(1, 99), inventory: 'x'.repeat(1_000) });
  await bot.every('5s', async () => {
    await bot.request('StorageWrite', { documents: [{ ...document, value }] });
    await bot.request('StorageFetch', { documents: [document] });
  });
});
