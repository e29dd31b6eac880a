import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Hands } from './recording-pages.js';

/** So often a key is pressed at most, on the way to something. */
const MAX_STEPS = 60;

/** Writes a note on the player whose page is open, looks at the keys, and bans the player for three days: by keys alone. */
export async function noteAndBan({ page, shot, seriousProblems }: Hands, note: string, reason: string): Promise<void> {
  await tabTo(page, 'Note');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Text');
  await page.keyboard.type(note);
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: note }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  while ((await focused(page)) !== 'Note') await delay(20);
  await shot('player');
  expect(await seriousProblems()).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await tabTo(page, 'Ban', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Days optional');
  await page.keyboard.type('3');
  await tabTo(page, 'Reason, for the audit log');
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
}

/** What the focus is on, in words. */
function focused(page: Page): Promise<unknown> {
  return page.evaluate(
    `(({ labels, textContent }) => (labels?.[0]?.innerText ?? textContent).trim().split('\\n')[0])(document.activeElement)`,
  );
}

/** Goes on by a key until the focus is on what is called so. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: unknown[] = [];
  for (;;) {
    const last = await focused(page);
    if (last === name) return;
    passed.push(last);
    if (passed.length > MAX_STEPS) throw new Error(`"${name}" cannot be reached by ${key}: ${passed.join(' | ')}`);
    await page.keyboard.press(key);
  }
}
