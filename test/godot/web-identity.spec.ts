import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser, type GamePage } from './game-browser.js';
import { WebExport } from './web-export.js';

const SIGNED_IN = /^signed in as (\S+) new=(\w+) kept=(\w+)$/;

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

describeWithParts('The identity of a web export', parts, (found) => {
  let game: WebExport;
  let browser: GameBrowser;
  let server: TestServer;

  beforeAll(async () => {
    const source = join(temporaryFolder('web-identity'), 'game');
    cpSync(join(import.meta.dirname, 'fixtures/web-identity'), source, { recursive: true });
    cpSync(resolve(import.meta.dirname, '../../godot/addons'), join(source, 'addons'), { recursive: true });
    game = await WebExport.build(found['Godot 4'], found['the web engine'], source);
    browser = await GameBrowser.launch(found.Chromium);
    server = await startServer({ env: { ALLOWED_ORIGINS: game.origin() } });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await game.close();
  });

  it('is the same player after the page was loaded again, and another one in another browser', async () => {
    const page = await browser.open(game.url([`--url=${server.url}`]));
    const [, player, ...first] = await page.waitForLine(SIGNED_IN);
    expect(first).toEqual(['true', 'true']);
    await stored(page);

    const mark = page.lines.length;
    await page.page.reload({ waitUntil: 'commit' });
    const [, again, ...second] = await page.waitForLine(SIGNED_IN, undefined, mark);
    expect(again).toBe(player);
    expect(second).toEqual(['false', 'true']);

    const other = await browser.open(game.url([`--url=${server.url}`]));
    const [, stranger] = await other.waitForLine(SIGNED_IN);
    expect(stranger).not.toBe(player);

    await other.close();
    await page.close();
  });
});

/** Whether IndexedDB has a file of the identity; runs in the page. */
const IS_STORED = `(async () => {
  const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    const isOfFiles = database.objectStoreNames.contains('FILE_DATA');
    const keys = isOfFiles ? await asked(database.transaction('FILE_DATA').objectStore('FILE_DATA').getAllKeys()) : [];
    database.close();
    if (keys.some((key) => /godwit\\/.+/.test(key))) return true;
  }
  return false;
})()`;

/** Waits until the browser has what the game wrote: the engine copies user:// into its IndexedDB in the frames that follow. */
async function stored(page: GamePage): Promise<void> {
  await page.page.waitForFunction(IS_STORED);
}
