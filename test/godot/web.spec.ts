import { join } from 'node:path';
import { startServer } from '../support/server.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser } from './game-browser.js';
import { WebExport } from './web-export.js';

const GREETING = '{"type":1,"message":{"text":"hello, client!"}}';
// Godot 4 sorts the keys of what it sends.
const HELLO_LOGGED = /\{ (type: 0, text: 'hello, server!'|text: 'hello, server!', type: 0) \}/;

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

describeWithParts('A web export in a browser', parts, (found) => {
  let game: WebExport;
  let browser: GameBrowser;

  beforeAll(async () => {
    game = await WebExport.build(
      found['Godot 4'],
      found['the web engine'],
      join(import.meta.dirname, 'fixtures/seed4'),
    );
    browser = await GameBrowser.launch(found.Chromium);
  });
  afterAll(async () => {
    await browser.close();
    await game.close();
  });

  it.each(['text', 'binary'])(
    'from an allowed Origin has the conversation, saying hello in a %s frame',
    async (frame) => {
      const server = await startServer({ env: { ALLOWED_ORIGINS: game.origin() } });
      const page = await browser.open(game.url([`--url=${server.url}`, `--frame=${frame}`]));

      const [, received] = await page.waitForLine(/^received (.*)$/);
      expect(received).toBe(GREETING);
      await page.waitForLine(/^\{ "type": 1\.0, "message": \{ "text": "hello, client!" \} \}$/);
      await server.waitForLog(/Client connected/);
      await server.waitForLog(HELLO_LOGGED);

      await page.close();
      await server.stop();
    },
  );

  it('from a foreign Origin is refused with 403 before the upgrade', async () => {
    const server = await startServer({ env: { ALLOWED_ORIGINS: 'https://game.example' } });
    const page = await browser.open(game.url([`--url=${server.url}`], '127.0.0.1'));

    await page.waitForLine(/WebSocket connection to .* failed: .*Unexpected response code: 403/);
    await page.waitForLine(/^closed 1006$/);
    expect(page.lines).not.toContain('connected');
    expect(server.logs.map(({ msg }) => msg)).not.toContainEqual(expect.stringContaining('Client connected'));

    await page.close();
    await server.stop();
  });
});
