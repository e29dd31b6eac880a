import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestClient } from '../../../src/testing/test-client.js';
import { describeWithParts, findChromium } from '../../godot/engines.js';
import { startServer, type TestServer } from '../../support/server.js';
import { codeOf, PASSWORD } from './admin-client.js';
import { operate, pauseQueue, watchOverview } from './operations-pages.js';
import { noteAndBan } from './player-pages.js';
import { typeVariant } from './playground-pages.js';
import { playRecording, scrubRecording, tapeArena, verifyRecording, type TapedArena } from './recording-pages.js';
import { scrollRooms, steerRoom } from './room-pages.js';
import { editMeanwhile } from './storage-pages.js';

const HOSTILE = '<img src=x onerror=a()>';
const SHOTS = join('.cache', 'console-shots');
const LINK = /http:\/\/localhost:\d+\/admin\/link#[\w.-]+/;

/** The types of messages that the players of this test send. */
const JOIN_OR_CREATE = 301;
const SIGN_IN_WITH_DEVICE = 100;
const CHAT_JOIN = 200;
const CHAT_SAY = 203;
const CHAT_MUTED = 222;
const CHAT_REPORT = 225;

/** What the page has told of itself that it should not have to. */
interface Trouble {
  readonly lines: string[];
}

describeWithParts('the console in a browser', { Chromium: findChromium() }, ({ Chromium }) => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let trouble: Trouble;
  let taped: TapedArena;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    const folder = await dataFolder();
    taped = await tapeArena(folder);
    server = await startServer({ env: { NODE_ENV: 'development', DATA_DIR: folder } });
    browser = await chromium.launch({ executablePath: Chromium, args: ['--disable-gpu', '--no-sandbox'] });
    ({ context, page, trouble } = await newTab());
    const { msg } = await server.waitForLog(LINK);
    await page.goto(LINK.exec(msg)?.[0] ?? '');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await taped.stop();
  });

  async function newTab(): Promise<{ context: BrowserContext; page: Page; trouble: Trouble }> {
    const fresh = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    const opened = await fresh.newPage();
    const lines: string[] = [];
    opened.on('dialog', (dialog) => {
      lines.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    opened.on('pageerror', ({ message }) => lines.push(`error: ${message}`));
    await opened.exposeFunction('noteViolation', (text: string) => lines.push(`violation: ${text}`));
    const tell =
      "addEventListener('securitypolicyviolation', (e) => noteViolation(e.violatedDirective + ' ' + e.blockedURI))";
    await opened.addInitScript({ content: tell });
    return { context: fresh, page: opened, trouble: { lines } };
  }

  const open = async (path: string, title: string): Promise<void> => {
    await page.goto(`${server.httpUrl}/admin/${path}`);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  };
  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: join(SHOTS, `${name}.png`) });

  /** What axe-core finds serious on the page, in light and in dark. */
  async function seriousProblems(of = page): Promise<string[]> {
    const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await of.emulateMedia({ colorScheme });
      // Colours are all that differs in the dark.
      const options = JSON.stringify(colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {});
      // By the debugger, which the page's policy does not concern.
      const problems = await of.evaluate(`${source}; axe.run(${options}).then(({ violations }) => violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`);
      found.push(...(problems as string[]).map((problem) => `${colorScheme}: ${problem}`));
    }
    await of.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  it('shows a room with its members and its state live, and sends a player out of it', async () => {
    const player = await TestClient.connect(server.url);
    await signUp(player);
    await player.request(JOIN_OR_CREATE, { roomType: 'arena', name: HOSTILE });
    await scrollRooms(context, `${server.httpUrl}/admin/rooms`);
    await steerRoom({ page, open, shot, seriousProblems }, HOSTILE);
    await player.waitFor((packet) => JSON.stringify(packet).includes('room.kicked'), 'that it was kicked');
    player.terminate();
  });

  it('finds a player and bans them by keys alone, and the log tells who did it and why', async () => {
    const player = await TestClient.connect(server.url);
    await signUp(player, HOSTILE);
    await open('overview', 'Overview');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Players', level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('<img');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: HOSTILE }).first().waitFor();
    await shot('players');
    expect(await seriousProblems()).toEqual([]);
    await page.locator('main').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: HOSTILE }).waitFor();
    await page.getByRole('heading', { name: 'Ways to sign in' }).waitFor();
    await noteAndBan({ page, open, shot, seriousProblems }, HOSTILE, '=cmd()');
    await page.getByRole('button', { name: 'Unban' }).waitFor();
    expect(await page.getByRole('button', { name: 'Ban', exact: true }).count()).toBe(0);
    await open('audit?act=players.ban', 'Audit log');
    await page.getByText('=cmd()').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain("'=cmd()");
    await shot('audit');
    expect(await seriousProblems()).toEqual([]);
    player.terminate();
  });

  it('invites an administrator, who sets up a second factor and sees what the role may see', async () => {
    await open('administrators', 'Administrators');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Id').fill('sue');
    await page.getByLabel('Role').selectOption('viewer');
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Send this link').waitFor();
    await shot('administrators');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Id').fill('max');
    await page.getByLabel('Role').selectOption('moderator');
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
    const link = await page.getByLabel('Send this link').inputValue();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await seriousProblems()).toEqual([]);

    const guest = await newTab();
    await guest.page.goto(link);
    const secret = (await guest.page.locator('p code').innerText()).replaceAll(' ', '');
    await guest.page.getByLabel('Password').fill(PASSWORD);
    await guest.page.getByLabel('The code that the app shows now').fill(codeOf(secret));
    await guest.page.screenshot({ path: join(SHOTS, 'link.png') });
    expect(await seriousProblems(guest.page)).toEqual([]);
    await guest.page.getByRole('button', { name: 'Save and sign in' }).click();
    await guest.page.getByRole('button', { name: 'I have kept them' }).click();
    await guest.page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await guest.page.getByRole('link', { name: 'Administrators' }).count()).toBe(0);
    await guest.page.goto(`${server.httpUrl}/admin/me`);
    await guest.page.locator('.card.row').first().waitFor();
    expect(await seriousProblems(guest.page)).toEqual([]);
    await guest.page.getByRole('navigation').getByRole('button', { name: 'Sign out' }).click();
    await guest.page.getByLabel('Name').fill('max');
    expect(await seriousProblems(guest.page)).toEqual([]);
    await guest.page.getByLabel('Password').fill(PASSWORD);
    await guest.page.getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByLabel('Code of your authenticator app').fill(codeOf(secret, 1));
    await guest.page.getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByText('Your authenticator is ahead').waitFor();
    expect(guest.trouble.lines).toEqual([]);
    await guest.context.close();
  });

  it('drives two test players into a room, one of them in binary, and gives a lost line back', async () => {
    await open('playground?message=LobbyJoinOrCreate', 'Playground');
    const log = page.getByRole('region', { name: 'Log' });
    const sent = (name: string) => log.locator('summary b', { hasText: new RegExp(`^${name}$`) });
    const send = async (): Promise<void> => {
      await page.getByRole('button', { name: /^Send \(/ }).click();
    };
    await page.getByLabel('Sign-in').selectOption('New test account');
    await page.getByRole('button', { name: 'Add a player' }).click();
    await sent('AuthSignedIn').waitFor();
    await page.getByLabel('roomType').fill('arena');
    await send();
    await sent('RoomJoined').waitFor();
    await page.getByLabel('Sign-in').selectOption('Anonymous');
    await page.getByLabel('Codec').selectOption('binary');
    await page.getByRole('button', { name: 'Add a player' }).click();
    await page.getByText('Connected.').waitFor();
    await page.getByLabel('roomType').fill('arena');
    await send();
    await sent('RoomJoined').click();
    await log.locator('.strip .bits').first().waitFor();
    await log.locator('.hex').first().waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await shot('playground');
    expect(await seriousProblems()).toEqual([]);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.locator('.tree li').first().waitFor();
    await shot('playground-state');

    await page.getByRole('button', { name: 'Invalid on purpose' }).click();
    await page.getByRole('button', { name: /^1 / }).click();
    await sent('RoomMemberJoined').waitFor();
    await send();
    await log.getByRole('link', { name: 'message.invalid' }).waitFor();
    await page.getByRole('button', { name: 'Drop the line' }).click();
    await page.getByText('line lost').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Resumed: nothing was lost.').waitFor();
    await shot('playground-error');
    await page.getByRole('button', { name: 'Remove 1 test account' }).click();
    await page.getByText('All test accounts are removed.').waitFor();
    expect(trouble.lines).toEqual([]);
  });

  it('gives a Variant of any type by fields', async () => {
    await typeVariant({ page, open, shot, seriousProblems });
  });

  it('shows a recording, and simulates it again beside the server', async () => {
    await verifyRecording({ page, open, shot, seriousProblems });
    expect(trouble.lines).toEqual([]);
  });

  it('scrubs a recording, as it is when it is replayed, and plays it to game clients', async () => {
    await scrubRecording({ page, open, shot, seriousProblems }, taped);
    await playRecording({ page, open, shot, seriousProblems });
    expect(trouble.lines).toEqual([]);
  });

  it('sends everybody a message by its form, and lets nobody new in', async () => {
    const player = await TestClient.connect(server.url);
    await operate({ page, open, shot, seriousProblems }, player);
    player.terminate();
  });

  it('follows the log, shows a line, an empty list of errors and the configuration', async () => {
    await open('logs?context=Godwit', 'Logs');
    await page.getByText('Godwit listens on').first().waitFor();
    await shot('logs');
    expect(await seriousProblems()).toEqual([]);
    await page.getByRole('link', { name: 'Open', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Line' }).waitFor();
    await shot('log-line');
    expect(await seriousProblems()).toEqual([]);
    await open('errors', 'Errors');
    await page.getByText('Nothing has failed').waitFor();
    await shot('errors');
    expect(await seriousProblems()).toEqual([]);
    await open('configuration?text=admin', 'Configuration');
    await page.getByText('ADMIN_AUDIT_DAYS').waitFor();
    await shot('configuration');
    expect(await seriousProblems()).toEqual([]);
    expect(trouble.lines).toEqual([]);
  });

  it('shows both texts of a document that somebody else has changed meanwhile', async () => {
    await editMeanwhile({ page, open, shot, seriousProblems }, HOSTILE);
  });

  it('decides on reports by keys alone, and takes a verdict back', async () => {
    const [loud, witness] = [await TestClient.connect(server.url), await TestClient.connect(server.url)];
    await signUp(loud, HOSTILE);
    await signUp(witness);
    for (const client of [loud, witness]) await client.request(CHAT_JOIN, { channel: 'plaza', name: 'Loud' });
    const { message } = await loud.request(CHAT_SAY, { channel: 'plaza', text: HOSTILE });
    const { id } = message as { id: number };
    await witness.request(CHAT_REPORT, { channel: 'plaza', id, reason: HOSTILE });
    await open('chat-reports', 'Reports');
    await page.getByText(HOSTILE).first().waitFor();
    await page.locator('nav .badge', { hasText: /^1$/ }).waitFor();
    await shot('reports');
    expect(await seriousProblems()).toEqual([]);
    await page.keyboard.press('n');
    await page.getByRole('region', { name: 'Reports by this reporter' }).getByText(HOSTILE).first().waitFor();
    await shot('report');
    expect(await seriousProblems()).toEqual([]);
    await page.keyboard.press('4');
    await loud.waitFor((packet) => packet.type === CHAT_MUTED, 'that it is muted');
    await page.getByText('deleted, muted for a day.').waitFor();
    await shot('report-undo');
    await page.keyboard.press('z');
    await page.getByRole('heading', { name: 'Reported line' }).waitFor();
    for (const [path, title] of [
      ['leaderboards', 'Leaderboards'],
      ['matchmaking', 'Matchmaking'],
    ] as const) {
      await open(path, title);
      await page.waitForLoadState('networkidle');
      await shot(path);
      expect(await seriousProblems()).toEqual([]);
    }
    await pauseQueue(page);
    expect(trouble.lines).toEqual([]);
    loud.terminate();
    witness.terminate();
  });

  it('has an overview with charts, also in the dark and on a phone', async () => {
    await open('overview', 'Overview');
    await page.locator('.uplot').first().waitFor({ timeout: 30_000 });
    await watchOverview(page);
    await shot('overview');
    expect(await seriousProblems()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await page.locator('.uplot').first().waitFor();
    await shot('overview-dark');
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [path, title] of [
      ['overview', 'Overview'],
      ['rooms', 'Rooms'],
      ['players', 'Players'],
      ['audit', 'Audit log'],
      ['playground?message=LobbyList', 'Playground'],
      ['logs', 'Logs'],
      ['operations', 'Operations'],
      ['recordings', 'Recordings'],
      ['configuration', 'Configuration'],
      ['chat-reports?show=all', 'Reports'],
      ['storage?collection=saves', 'Storage'],
      ['leaderboards', 'Leaderboards'],
      ['matchmaking', 'Matchmaking'],
      ['administrators', 'Administrators'],
      ['errors', 'Errors'],
    ] as const) {
      await open(path, title);
      await page.getByText('Loading …').first().waitFor({ state: 'detached' });
      await shot(`${path.replace(/\?.*/, '')}-phone`);
      for (const width of [390, 360]) {
        await page.setViewportSize({ width, height: 844 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 390, height: 844 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('loads little, and nothing that its policy forbids', async () => {
    await page.goto('about:blank');
    const sizes: number[] = [];
    page.on('response', (response) => {
      const { 'content-length': length } = response.headers();
      sizes.push(Number(length ?? 0));
    });
    await open('overview', 'Overview');
    expect(sizes.length).toBeLessThanOrEqual(40);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(130_000);
    expect(trouble.lines).toEqual([]);
    await context.close();
  });
});

/** Signs a client up with a device. */
async function signUp(client: TestClient, displayName = 'Somebody'): Promise<void> {
  await client.request(SIGN_IN_WITH_DEVICE, { deviceId: randomBytes(24).toString('base64url'), displayName });
}
