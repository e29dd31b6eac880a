import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { LineLog } from '../../src/testing/line-log.js';

/** No screen, no graphics card, no root sandbox, and no calls home. */
const BROWSER_ARGS = [
  '--disable-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const PAGE_SIZE = { width: 960, height: 540 };
const START_TIMEOUT_MS = 60_000;

/** One game, opened in a browser profile of its own. What it prints are lines; so are the browser's complaints. */
export class GamePage {
  private readonly log = new LineLog('The page');

  /** Use {@link GameBrowser.open}. */
  constructor(
    private readonly context: BrowserContext,
    /** For what is not wrapped here, such as bringing another page to the front. */
    readonly page: Page,
  ) {
    page.on('console', (message) => this.log.add(message.text()));
    page.on('pageerror', (error) => this.log.add(`${error.name}: ${error.message}`));
    page.on('close', () => this.log.close('was closed'));
    page.on('crash', () => this.log.close('crashed'));
  }

  /** Everything printed so far, oldest first. */
  get lines(): readonly string[] {
    return this.log.lines;
  }

  /** See {@link LineLog.waitFor}. */
  waitForLine(pattern: RegExp, timeoutMs = START_TIMEOUT_MS, fromLine?: number): Promise<RegExpExecArray> {
    return this.log.waitFor(pattern, timeoutMs, fromLine);
  }

  /** What the player sees, as PNG. */
  screenshot(): Promise<Buffer> {
    return this.page.screenshot({ timeout: START_TIMEOUT_MS });
  }

  /** Closes the page as a player closes a tab. */
  close(): Promise<void> {
    return this.context.close();
  }
}

/** A real headless Chromium. */
export class GameBrowser {
  private constructor(private readonly browser: Browser) {}

  /** Starts the browser at this path. */
  static async launch(executablePath: string): Promise<GameBrowser> {
    return new GameBrowser(await chromium.launch({ executablePath, args: BROWSER_ARGS }));
  }

  /**
   * Opens a game and returns at once; wait for its lines.
   * @param first script that the page runs before its own
   */
  async open(url: string, first = ''): Promise<GamePage> {
    const context = await this.browser.newContext({ viewport: PAGE_SIZE });
    await context.addInitScript({ content: first });
    const game = new GamePage(context, await context.newPage());
    await game.page.goto(url, { waitUntil: 'commit' });
    return game;
  }

  /** Ends the browser with all its pages. */
  close(): Promise<void> {
    return this.browser.close();
  }
}
