import { jest } from '@jest/globals';
import { TestApp } from '../../src/testing/test-app.js';

const HOUR_MS = 3_600_000;
const PING = 4;

/** Somebody sets the wall clock. */
function setClock(byMs: number): void {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + byMs);
}

describe('a wall clock that is set', () => {
  let server: TestApp;

  beforeEach(async () => {
    server = await TestApp.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  it.each([-HOUR_MS, HOUR_MS])('by %d ms does not move the time that clients are told', async (byMs) => {
    const client = await server.connect();
    const timeOf = async (): Promise<number> => Number((await client.request(PING)).message?.serverTimeMs);
    const before = await timeOf();
    setClock(byMs);
    const after = await timeOf();

    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(HOUR_MS / 2);
  });
});
