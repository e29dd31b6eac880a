import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { RecordedRooms } from '../../support/recorded-rooms.js';
import { recordedArena, steer } from '../arena/recorded-arena.js';

/** The arena's own rate: the server has the room of the game. */
const TICK_HZ = 30;
const TICKS = 300;

/** A recorded arena whose file lies where a server looks for it. */
export interface TapedArena {
  /** The name of its file. */
  readonly id: string;
  stop(): Promise<void>;
}

/** Records an arena, with a player and bots, into a server's folder. */
export async function tapeArena(dataFolder: string): Promise<TapedArena> {
  const recorded = await RecordedRooms.start([recordedArena({ snapshotEveryMs: 2_000 }, TICK_HZ)]);
  const room = await recorded.rooms.create('arena', { bots: 5, peaceful: false }, { seed: 'taped' });
  const player = await recorded.join(room);
  for (let tick = 1; tick <= TICKS; tick++) {
    if (tick % 7 === 0) steer(room, player, tick / 7, { x: Math.sin(tick), y: Math.cos(tick), fire: true });
    if (tick === 100) room.lifecycle.drop(player);
    if (tick === 160) room.lifecycle.reconnect(player, true);
    recorded.clock.advance(1000 / TICK_HZ);
  }
  room.dispose('room.closed');
  await recorded.settled();
  const [file = ''] = recorded.files();
  const folder = join(dataFolder, 'recordings');
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, basename(file)));
  return { id: basename(file), stop: () => recorded.stop() };
}

/** What a page test has at hand. */
export interface Hands {
  readonly page: Page;
  readonly open: (path: string, title: string) => Promise<void>;
  readonly shot: (name: string) => Promise<unknown>;
  readonly seriousProblems: () => Promise<string[]>;
}

/** Opens a recording from the list, and has it verified. */
export async function verifyRecording({ page, open, shot, seriousProblems }: Hands): Promise<void> {
  await open('recordings', 'Recordings');
  await page.locator('.line a').first().waitFor();
  await shot('recordings');
  expect(await seriousProblems()).toEqual([]);
  await page.locator('.line a').first().click();
  await page.getByRole('heading', { name: /^arena/, level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/^Equal: 300 ticks, 7 snapshots, the end included, in /).waitFor({ timeout: 90_000 });
  await shot('recording-verified');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.recording\.gz$/);
}
