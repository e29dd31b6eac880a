import { join, resolve } from 'node:path';
import { startServer, type TestServer } from '../support/server.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser, type GamePage } from './game-browser.js';
import { WebExport } from './web-export.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyAddonProject } from './chat-player.js';

const PATIENCE_MS = 120_000;

/** Listens to what goes to the loudspeakers: `heard()` tells whether sound may be made, and how loud it is at the moment. */
const LISTEN = `
  const connect = AudioNode.prototype.connect;
  const ears = [];
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to === this.context.destination) {
      const ear = this.context.createAnalyser();
      connect.call(this, ear);
      ears.push(ear);
    }
    return connect.call(this, to, ...rest);
  };
  const peakOf = (ear) => {
    const samples = new Float32Array(ear.fftSize);
    ear.getFloatTimeDomainData(samples);
    return Math.max(...samples.map(Math.abs));
  };
  window.heard = () => ({ states: ears.map((ear) => ear.context.state), peak: Math.max(0, ...ears.map(peakOf)) });
`;
/** From the button that closes the settings, which has the focus, to the switch after the three volumes. */
const TO_FULL_SCREEN = ['Tab', 'Tab', 'Tab', 'Tab'];

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

/** A key is held for more than a frame, on a busy machine too. */
const KEY_MS = 400;

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
      LISTEN,
    );
    await page.waitForLine(new RegExp(`^in room code=${code} members=2$`), PATIENCE_MS);
    // Browsers want a click before they make a sound.
    expect(await page.page.evaluate('[heard().peak, ...new Set(heard().states)]')).toEqual([0, 'suspended']);
    await page.page.mouse.click(480, 270);
    await page.page.waitForFunction('heard().peak > 0.01', undefined, { timeout: PATIENCE_MS });
    expect(await page.page.evaluate('[...new Set(heard().states)]')).toEqual(['running']);
    const mark = page.lines.length;
    await page.waitForLine(/^round begins$/, PATIENCE_MS, mark);
    await page.waitForLine(/^podium own=\d+ of 8$/, PATIENCE_MS, mark);
    for (const key of ['Escape', 'ArrowDown', 'ArrowDown', 'Enter', ...TO_FULL_SCREEN, 'Enter']) {
      await page.page.keyboard.press(key, { delay: KEY_MS });
    }
    await isFullScreen(page, true);
    await page.page.keyboard.press('Enter', { delay: KEY_MS });
    await isFullScreen(page, false);
    expect(page.lines.filter((line) => /SCRIPT ERROR|corrected/.test(line))).toEqual([]);
    await page.close();
    await ada.kill();
  });
});

async function isFullScreen({ page }: GamePage, isIt: boolean): Promise<void> {
  await page.waitForFunction(`(document.fullscreenElement?.tagName === 'CANVAS') === ${isIt}`, undefined, {
    timeout: PATIENCE_MS,
  });
}
