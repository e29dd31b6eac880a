import type { Hands } from './recording-pages.js';

/** Fills in a field that takes any Variant, and finds its bytes in what would be sent. */
export async function typeVariant({ page, open, shot, seriousProblems }: Hands): Promise<void> {
  await open('playground?message=PartySetData', 'Playground');
  const form = page.locator('.message-form');
  const type = form.getByLabel(/: type$/).first();
  const label = (await type.getAttribute('aria-label')) ?? '';
  const name = label.replace(': type', '');
  await type.selectOption('Dictionary');
  await form.locator('.variants').getByRole('button', { name: 'Add' }).click();
  await form.getByLabel(`${name} 1`, { exact: true }).fill('at');
  await form.getByLabel(`${name} 2: type`).selectOption('Vector2');
  await form.getByLabel(`${name} 2 1`).fill('x');
  await form.getByText('form.1 must be a number').waitFor();
  await form.getByLabel(`${name} 2 1`).fill('1');
  await form.getByLabel(`${name} 2 2`).fill('-2.5');
  await form.getByText('form.1 must be a number').waitFor({ state: 'detached' });
  const overflow =
    "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.message-form'))";
  expect(await page.evaluate(overflow)).toBe(0);
  await shot('playground-variant');
  expect(await seriousProblems()).toEqual([]);
  const bytes = Buffer.concat([number(27), number(1), number(4), number(2), Buffer.from('at\0\0'), number(5)]);
  const vector = Buffer.from(new Uint8Array(Float32Array.of(1, -2.5).buffer));
  const expected = Buffer.concat([bytes, vector]).toString('base64');
  // The server is asked once nothing is typed any more; the raw text is that of the moment.
  for (let said: unknown[] = []; !said.includes(expected); await page.getByRole('button', { name: 'Form' }).click()) {
    await page.getByRole('button', { name: 'Raw JSON' }).click();
    const { data } = JSON.parse(await page.locator('textarea').first().inputValue()) as { data: object };
    said = Object.values(data);
  }
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
