import { describeWithParts, findChromium } from '../godot/engines.js';
import { GameBrowser, type GamePage } from '../godot/game-browser.js';
import { TestApp } from '../../src/testing/test-app.js';
import { FormsModule } from './contract-forms.fixture.js';
import { HallModule } from './hall.fixture.js';

/** What WCAG 2.2 asks of text at level AA. */
const MIN_CONTRAST = 4.5;

/** In the page: every text whose colour is too close to what is behind it, as "ratio text". */
const FAINT_TEXTS = `
  (() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const known = new Map();
    const channels = (color) => {
      if (!known.has(color)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
      }
      return known.get(color);
    };
    const luminance = (color) => {
      const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const backgroundOf = (element) => {
      const { backgroundColor } = getComputedStyle(element);
      return channels(backgroundColor)[3] === 255 || !element.parentElement ? backgroundColor : backgroundOf(element.parentElement);
    };
    const faint = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (textContent.trim() === '') continue;
      const [dark, light] = [getComputedStyle(parentElement).color, backgroundOf(parentElement)].map(luminance).sort((a, b) => a - b);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < ${MIN_CONTRAST}) faint.add(ratio.toFixed(2) + ' ' + textContent.trim());
    }
    return [...faint];
  })()`;

describeWithParts('The protocol page in a browser', { Chromium: findChromium() }, ({ Chromium }) => {
  let app: TestApp;
  let browser: GameBrowser;
  let view: GamePage;
  const requests: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ imports: [HallModule, FormsModule] });
    browser = await GameBrowser.launch(Chromium);
    view = await browser.open('about:blank');
    view.page.on('request', (request) => requests.push(request.url()));
    await view.page.goto(`${app.httpUrl}/protocol`);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it('comes alone, and without a complaint', () => {
    expect(requests).toEqual([`${app.httpUrl}/protocol`]);
    expect(view.lines).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('can be read in %s', async (colorScheme) => {
    await view.page.emulateMedia({ colorScheme });

    expect(await view.page.evaluate(FAINT_TEXTS)).toEqual([]);
  });

  it.each([360, 800, 1600])('fits into %d pixels', async (width) => {
    await view.page.setViewportSize({ width, height: 900 });

    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('goes to a message by its name', async () => {
    await view.page.setViewportSize({ width: 1280, height: 900 });
    await view.page.click('nav >> text=HallSay');

    const { y } = (await view.page.locator('#HallSay').boundingBox()) ?? { y: NaN };
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(900);
  });

  it('finds what is typed, without a script', async () => {
    await view.page.goto(`${app.httpUrl}/protocol`);
    await view.page.fill('input[type=search]', 'hallsay');
    await view.page.press('input[type=search]', 'Enter');
    await view.page.click('.hits >> text=HallSay');

    expect(new URL(view.page.url()).search).toBe('?module=e2e');
    expect(await view.page.locator('#HallSay').count()).toBe(1);
    expect(await view.page.locator('#RoomJoin').count()).toBe(0);
  });

  it.each(['?module=rooms', '?module=e2e', '?search=room', '?all'])(
    'has a page %s that a phone can show',
    async (query) => {
      await view.page.setViewportSize({ width: 360, height: 800 });
      await view.page.goto(`${app.httpUrl}/protocol${query}`);

      expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await view.page.evaluate(FAINT_TEXTS)).toEqual([]);
      if (process.env.PICTURES) await view.page.screenshot({ path: `${process.env.PICTURES}/${query.slice(1)}.png` });
    },
  );
});
