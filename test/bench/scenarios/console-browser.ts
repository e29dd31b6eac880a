import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inPath } from '../../../src/testing/godot-engines.js';
import { BenchChild, projectRoot } from '../child-process.js';
import { median } from '../median.js';
import type { LocalScenario } from '../scenario.js';
import type { ConsoleOrders } from '../servers/godwit-console.js';

const SERVER_CORE = 0;
const QUICK_TIMES = 3;
const TIMES = 9;
const WEB = 'src/modules/admin/web';
const SHOWN = 'console';
const ROW = { unit: 'ms', subject: SHOWN, against: SHOWN, compare: 'amount' } as const;

/** Scrolls through the whole list, slowly at its ends and in leaps between, and tells the longest frame in milliseconds. */
const SCROLL = `(async () => {
  const list = document.querySelector('.scroller');
  let [longest, last] = [0, performance.now()];
  for (let step = 0; step < 240; step++) {
    list.scrollTop += step % 60 < 40 ? 300 : list.scrollHeight / 100;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  list.scrollTop = 0;
  return longest;
})()`;

/** What the console's pages are like in a real browser. */
export const consoleBrowser: LocalScenario = {
  name: 'console-browser',
  isOnce: true,
  rows: [
    {
      ...ROW,
      work: 'console in Chromium: scrolling through 10,000 rooms, the longest frame',
      figure: 'frameMs',
      atMost: 50,
    },
    { ...ROW, work: 'console in Chromium: its first page, from nothing', figure: 'firstMs', atMost: 1_000 },
  ],
  async measure({ reps }) {
    const executablePath = process.env.CHROMIUM ?? inPath(['chromium', 'chromium-browser', 'google-chrome'])[0];
    if (executablePath === undefined) return 'Chromium is not installed';
    compilePages();
    const server = await BenchChild.start<ConsoleOrders>({ script: 'servers/godwit-console', core: SERVER_CORE });
    const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--no-sandbox'] });
    try {
      await server.ask('list', {});
      const door = await server.ask('door', {});
      const times = reps === 1 ? QUICK_TIMES : TIMES;
      const firstMs: number[] = [];
      for (let i = 0; i < times; i++) firstMs.push(await firstPage(browser, door));
      return { [SHOWN]: { firstMs: median(firstMs), frameMs: await scrolling(browser, door, times) } };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

type Door = ConsoleOrders['door']['result'];

/** The compiled bench has the server alone. */
function compilePages(): void {
  const compiled = join(projectRoot, '.cache/bench');
  const args = ['-p', join(projectRoot, WEB, 'tsconfig.json'), '--noEmit', 'false', '--outDir', join(compiled, 'src')];
  const tsc = join(projectRoot, 'node_modules/typescript-7/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The console's pages do not compile: ${stdout}`);
  copyFileSync(join(projectRoot, WEB, 'style.css'), join(compiled, WEB, 'style.css'));
}

async function opened(browser: Browser, { url, cookie }: Door, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = cookie.split('=', 2);
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.goto(`${url}/admin/${path}`);
  return page;
}

/** With an empty cache, until the numbers of now are there. */
async function firstPage(browser: Browser, door: Door): Promise<number> {
  const beganMs = performance.now();
  const page = await opened(browser, door, 'overview');
  await page.locator('.tiles dd').first().waitFor();
  const tookMs = performance.now() - beganMs;
  await page.context().close();
  return tookMs;
}

async function scrolling(browser: Browser, door: Door, times: number): Promise<number> {
  const page = await opened(browser, door, 'rooms');
  await page.getByText('10,000 rooms').waitFor();
  const longest: number[] = [];
  for (let i = 0; i < times; i++) longest.push(Number(await page.evaluate(SCROLL)));
  return median(longest);
}
