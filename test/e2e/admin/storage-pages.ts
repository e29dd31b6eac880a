import { expect } from '@jest/globals';
import type { Hands } from './recording-pages.js';

/** Makes a document of a player and edits it, while another administrator is faster; then looks at the list. */
export async function editMeanwhile({ page, open, shot, seriousProblems }: Hands, player: string): Promise<void> {
  await open('storage', 'Storage');
  await page.getByRole('button', { name: 'New document' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Player').fill(player);
  await form.getByLabel('Collection').fill('saves');
  await form.getByLabel('Key').fill('slot1');
  await form.getByLabel('Value').fill('{"theirs":0}');
  await form.getByLabel('Reason').fill('a test');
  await form.getByRole('button', { name: 'New document' }).click();
  await page.getByText('{"theirs":0}').waitFor();
  await shot('storage-document');
  expect(await seriousProblems()).toEqual([]);
  await page.getByRole('button', { name: 'Edit' }).click();
  await form.getByLabel('Value').fill('{"mine":1}');
  await form.getByLabel('Reason').fill('a test');
  // Another administrator is faster.
  await page.evaluate(`(async () => {
    const id = decodeURIComponent(location.pathname.split('/').pop());
    const query = encodeURIComponent(JSON.stringify({ id }));
    const { version } = await (await fetch('/admin/api/storage/document?q=' + query)).json();
    const order = { id, value: '{"theirs":2}', version, isPublic: false, isProtected: false };
    const headers = { 'Content-Type': 'application/json', 'X-Godwit-Admin': '1' };
    const body = JSON.stringify({ order, reason: 'x' });
    await fetch('/admin/api/storage/edit', { method: 'POST', headers, body });
  })()`);
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
  await page.getByText('It has changed meanwhile').waitFor();
  await page.getByRole('dialog').getByText('{"theirs":2}').waitFor();
  expect(await page.getByLabel('Value').inputValue()).toBe('{"mine":1}');
  await shot('storage-conflict');
  expect(await seriousProblems()).toEqual([]);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('{"mine":1}').waitFor();
  await open('storage?collection=saves', 'Storage');
  await page.getByText(player).first().waitFor();
  await shot('storage');
  expect(await seriousProblems()).toEqual([]);
}
