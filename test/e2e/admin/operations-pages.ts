import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TestClient } from '../../../src/testing/test-client.js';
import type { Hands } from './recording-pages.js';

const CHAT_SAID = 'ChatReceived';

/** Sends a message to everybody by its form, and closes the entrance and opens it again. */
export async function operate({ page, open, shot, seriousProblems }: Hands, player: TestClient): Promise<void> {
  await open('operations', 'Operations');
  await page.getByText('Everybody may come in.').waitFor();
  await page.getByRole('button', { name: 'Message to players' }).click();
  const form = page.getByRole('dialog');
  await form.locator('.message-field select').selectOption({ label: CHAT_SAID });
  await form.locator('input[name="text"]').fill('Back in ten minutes.');
  await form.getByLabel('Reason').fill('a test');
  await shot('operations-message');
  expect(await seriousProblems()).toEqual([]);
  await form.getByRole('button', { name: 'Message to players' }).click();
  await page.getByText(/^Sent to \d+ players?\.$/).waitFor();
  await player.waitFor((packet) => JSON.stringify(packet).includes('Back in ten minutes.'), 'what everybody was told');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Begin maintenance' }).click();
  await form.getByLabel('Text').fill('We are back at noon.');
  await form.getByLabel('Reason').fill('a test');
  await form.getByRole('button', { name: 'Begin maintenance' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByText('We are back at noon.').waitFor();
  await shot('operations');
  expect(await seriousProblems()).toEqual([]);
  await page.getByRole('button', { name: 'End maintenance' }).click();
  await form.getByRole('button', { name: 'End maintenance' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByText('Everybody may come in.').waitFor();
}

/** Pauses the first queue on the page of matchmaking and lets it go on; each time there is the button that applies alone. */
export async function pauseQueue(page: Page): Promise<void> {
  const row = page.locator('tr[data-row]').first();
  const pause = row.getByRole('button', { name: 'Pause', exact: true }).first();
  const goOn = row.getByRole('button', { name: 'Go on', exact: true }).first();
  expect(await goOn.count()).toBe(0);
  await pause.click();
  await page.getByLabel('Reason').fill('noon');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await pause.waitFor({ state: 'detached' });
  await goOn.click();
  await page.getByLabel('Reason').fill('after noon');
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await pause.waitFor();
  await goOn.waitFor({ state: 'detached' });
}

/** The overview has the charts of other modules too, and says in words what they mark. */
export async function watchOverview(page: Page): Promise<void> {
  for (const name of ['KiB per second', 'Refusals per second, by code', 'Waits for a match, s'])
    await page.getByRole('img', { name, exact: true }).locator('canvas').waitFor();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  await page.getByText('Started', { exact: true }).first().waitFor();
}
