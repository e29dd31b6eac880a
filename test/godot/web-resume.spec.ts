import 'reflect-metadata';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ChatType } from '../../src/modules/chat/chat.messages.js';
import { startServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestClient } from '../../src/testing/test-client.js';
import { CutProxy } from './cut-proxy.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser } from './game-browser.js';
import { WebExport } from './web-export.js';

const HELLO = 0;
const AWAY_MS = 60_000;
const LINE_EVERY_MS = 500;
/** When the network breaks; the seat is held for half a minute. */
const CUT_AT_LINE = 90;
const LINES = AWAY_MS / LINE_EVERY_MS;

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

describeWithParts('A web export that signed in with a ticket', parts, (found) => {
  let game: WebExport;
  let browser: GameBrowser;
  let server: TestServer;
  let proxy: CutProxy;

  beforeAll(async () => {
    const source = join(temporaryFolder('web-resume'), 'game');
    cpSync(join(import.meta.dirname, 'fixtures/web-resume'), source, { recursive: true });
    cpSync(resolve(import.meta.dirname, '../../godot/addons'), join(source, 'addons'), { recursive: true });
    game = await WebExport.build(found['Godot 4'], found['the web engine'], source);
    browser = await GameBrowser.launch(found.Chromium);
    server = await startServer({ env: { ALLOWED_ORIGINS: game.origin(), AUTH_REQUIRED: 'true' } });
    proxy = await CutProxy.start(server.port);
  });
  afterAll(async () => {
    await browser.close();
    await proxy.stop();
    await server.stop();
    await game.close();
  });

  it('and lies in the background for a minute, in which its connection breaks, has missed nothing', async () => {
    const tom = await tomInTheLobby(server);
    const page = await browser.open(game.url([`--url=${proxy.url}`]));
    const [, session] = await page.waitForLine(/^connected (\S+) as \S+$/);
    await page.waitForLine(/^joined$/);

    const devtools = await page.page.context().newCDPSession(page.page);
    // A headless page is never hidden; a debugger that holds its script is what a suspended tab is to the game.
    await devtools.send('Debugger.enable');
    await devtools.send('Debugger.pause');
    for (let line = 1; line <= LINES; line++) {
      tom.send(ChatType.Say, { channel: 'lobby', text: `line ${line}` });
      if (line === CUT_AT_LINE) proxy.cut();
      await delay(LINE_EVERY_MS);
    }
    const mark = page.lines.length;
    expect(page.lines.filter((line) => line.startsWith('heard'))).toEqual([]);
    await devtools.send('Debugger.resume');

    const [, resumed] = await page.waitForLine(/^resumed (\S+)$/, undefined, mark);
    await page.waitForLine(new RegExp(`^heard line ${LINES}$`), undefined, mark);
    expect(resumed).toBe(session);
    const heard = page.lines.flatMap((line) => /^heard line (\d+)$/.exec(line)?.[1] ?? []);
    expect(heard).toEqual(Array.from({ length: LINES }, (_, index) => String(index + 1)));

    tom.close();
    await page.close();
  });
});

/** Tom speaks natively, from a connection that does not break. */
async function tomInTheLobby({ httpUrl, url }: TestServer): Promise<TestClient> {
  const response = await fetch(`${httpUrl}/auth/device`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ deviceId: 'toms-device-0123456789' }),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  const tom = await TestClient.connect(url);
  await tom.request(HELLO, { token: accessToken });
  await tom.request(ChatType.Join, { channel: 'lobby', name: 'tom' });
  return tom;
}
