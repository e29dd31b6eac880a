import type { Page } from 'playwright-core';
import type { Hands } from './recording-pages.js';

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
