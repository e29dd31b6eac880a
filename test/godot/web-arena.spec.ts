import { join, resolve } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser } from './game-browser.js';
import { WebExport } from './web-export.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyAddonProject } from './chat-player.js';

const PATIENCE_MS = 120_000;

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

describeWithParts('The arena in a browser', parts, (found) => {
  let game: WebExport;
  let browser: GameBrowser;
  let server: TestServer;

  beforeAll(async () => {
    game = await WebExport.build(
      found['Godot 4'],
      found['the web engine'],
      resolve(import.meta.dirname, '../../godot'),
      join(import.meta.dirname, 'fixtures/seed4/export_presets.cfg'),
    );
    browser = await GameBrowser.launch(found.Chromium);
    server = await startServer({ env: { ALLOWED_ORIGINS: game.origin(), AUTH_REQUIRED: 'false' } });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await game.close();
  });

  it('plays a round in the room of a native player', async () => {
    const ada = new GodotProcess(found['Godot 4'], {
      project: await copyAddonProject(found['Godot 4']),
      engineArgs: ['--max-fps', '20'],
      args: ['--demo=arena', '--name=Ada', '--walk', '--bots=6', '--round=5', `--url=${server.url}`],
    });
    const [, code = ''] = await ada.waitForLine(/^in room code=(\w+) members=1$/, PATIENCE_MS);
    const page = await browser.open(
      game.url(['--demo=arena', '--name=Webb', '--walk', `--code=${code}`, `--url=${server.url}`]),
    );
    await page.waitForLine(new RegExp(`^in room code=${code} members=2$`), PATIENCE_MS);
    // Sound needs a click; nothing breaks when it comes.
    await page.page.mouse.click(480, 270);
    const mark = page.lines.length;
    await page.waitForLine(/^round begins$/, PATIENCE_MS, mark);
    await page.waitForLine(/^podium own=\d+ of 8$/, PATIENCE_MS, mark);
    expect(page.lines.filter((line) => /SCRIPT ERROR|corrected/.test(line))).toEqual([]);
    await page.close();
    await ada.kill();
  });
});
