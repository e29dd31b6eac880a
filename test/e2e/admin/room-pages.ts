import type { BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import type { Hands } from './recording-pages.js';

const MANY_ROOMS = 10_000;
/** So many rows of a list of any length may be in the document. */
const MAX_ROWS = 80;

/** What the page asks of its live socket, and is told. */
interface FeedPacket {
  readonly id: number;
  readonly feed?: string;
  readonly query?: { readonly from?: number; readonly limit?: number };
  readonly value?: { readonly rows?: readonly object[] };
}

/** Looks at the only room, whose only member has this name, steers it, and sends the member out. */
export async function steerRoom({ page, open, shot, seriousProblems }: Hands, name: string): Promise<void> {
  await open('rooms', 'Rooms');
  await shot('rooms');
  expect(await seriousProblems()).toEqual([]);
  await page.locator('.line a').first().click();
  await page.getByRole('heading', { name: 'Members (1)' }).waitFor();

  await page.getByText(name).first().waitFor();
  await page.locator('.tree .lit').first().waitFor();
  await page.getByRole('img', { name: /^Map/ }).waitFor();
  await page.getByRole('region', { name: 'How it runs' }).getByText('ArenaRoom').waitFor();
  await shot('room');
  expect(await seriousProblems()).toEqual([]);
  await keepAndCompare(page);
  await lookAsMember(page, name);
  await shot('room-as-member');
  expect(await seriousProblems()).toEqual([]);
  await page.getByRole('img', { name: 'Ticks since you look, ms' }).locator('canvas').waitFor();
  await page.getByRole('button', { name: 'Listen' }).click();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page.getByRole('region', { name: 'Messages' }).locator('.messages, .empty').waitFor();
  await changeOver(page, 'Lock', 'Unlock');
  const told = page.locator('.messages li', { hasText: 'RoomChanged' });
  await told
    .filter({ hasText: /to \d+ .*type \d+ · \d+ B/s })
    .first()
    .waitFor();
  await shot('room-messages');
  expect(await seriousProblems()).toEqual([]);
  await told.getByRole('button', { name: 'RoomChanged' }).first().press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row', { name: /isLocked (true|false) true or false/ }).waitFor();
  await shot('room-message');
  expect(await seriousProblems()).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Record', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'End the recording' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Kick' }).click();
  await page.getByLabel('Reason').fill('a test');
  await page.getByRole('dialog').getByRole('button', { name: 'Kick' }).click();
}

/** Keeps a value at the top of the state, and compares the state with that of a moment before. */
async function keepAndCompare(page: Page): Promise<void> {
  const paths = page.locator('.tree .path');
  const last = await paths.last().innerText();
  await paths.last().press('Enter');
  await page.locator('.tree .path[aria-pressed=true]').waitFor();
  expect(await paths.first().innerText()).toBe(last);
  await paths.first().press('Enter');
  await page.getByRole('button', { name: 'Compare with now' }).click();
  await page.locator('.tree code', { hasText: ' → ' }).first().waitFor();
  for (const text of await page.locator('.tree code').allInnerTexts()) expect(text).toContain(' → ');
  await page.getByRole('button', { name: 'Show all again' }).click();
}

/** Looks at the state as the only member sees it, beside the whole. */
async function lookAsMember(page: Page, name: string): Promise<void> {
  await page.getByLabel('Seen by').selectOption({ index: 1 });
  const seen = page.locator('.pair > .card').last();
  await seen.getByRole('heading', { name: ` sees: ${name}` }).waitFor();
  await seen.locator('.tree li').first().waitFor();
}

/** Carries out an act, which gives way to its opposite, and takes that back; each button stands only where it can do something. */
async function changeOver(page: Page, act: string, opposite: string): Promise<void> {
  for (const [name, other] of [
    [act, opposite],
    [opposite, act],
  ] as const) {
    expect(await page.getByRole('button', { name: other, exact: true }).count()).toBe(0);
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: other, exact: true }).waitFor();
    const close = dialog.getByRole('button', { name: 'Close' });
    if (await close.isVisible()) await close.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });
  }
}

/** Scrolls through a list of 10,000 rooms, all of them like the one that there is: few rows are ever in the document. */
export async function scrollRooms(context: BrowserContext, address: string): Promise<void> {
  const page = await context.newPage();
  await page.routeWebSocket(/\/admin\/live$/, multiplyRooms);
  await page.goto(address);
  await page.getByText('10,000 rooms').waitFor();
  let most = 0;
  for (const share of [0, 0.001, 0.3, 0.31, 0.7, 1]) {
    const first = Math.floor((MANY_ROOMS - 1) * share);
    await page.evaluate(`(({ scrollHeight }) => document.querySelector('.scroller').scrollTo(0, scrollHeight * ${share}))
      (document.querySelector('.scroller'))`);
    await page.locator(`.line[aria-rowindex="${first + 1}"] a`, { hasText: `ROOM${first}` }).waitFor();
    most = Math.max(most, await page.locator('[data-row]').count());
  }
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThanOrEqual(MAX_ROWS);
  await page.close();
}

/** Answers the page of a list as if there were many more rooms like its first. */
function multiplyRooms(socket: WebSocketRoute): void {
  const server = socket.connectToServer();
  const asked = new Map<number, FeedPacket>();
  socket.onMessage((data) => {
    const packet = JSON.parse(String(data)) as FeedPacket;
    if (packet.feed === 'rooms.page') asked.set(packet.id, packet);
    const query = { ...packet.query, from: 0 };
    server.send(packet.feed === 'rooms.page' ? JSON.stringify({ ...packet, query }) : data);
  });
  server.onMessage((data) => {
    const packet = JSON.parse(String(data)) as FeedPacket;
    const { query: { from = 0, limit = 0 } = {} } = asked.get(packet.id) ?? {};
    const [room] = packet.value?.rows ?? [];
    if (room === undefined) return socket.send(data);
    const count = Math.max(0, Math.min(limit, MANY_ROOMS - from));
    const rows = Array.from({ length: count }, (_, i) => ({ ...room, id: `r${from + i}`, code: `ROOM${from + i}` }));
    socket.send(JSON.stringify({ ...packet, value: { ...packet.value, rows, total: MANY_ROOMS } }));
  });
}
