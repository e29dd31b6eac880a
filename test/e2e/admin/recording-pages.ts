import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { readRecording } from '../../../src/core/recording/read-recording.js';
import { stateTree } from '../../../src/protocol/state/state-tree.js';
import type { StateTree } from '../../../src/protocol/state/state-tree-view.js';
import { ArenaTakePartDto, ArenaType } from '../../../src/games/arena/arena.messages.js';
import { RecordedRooms } from '../../support/recorded-rooms.js';
import { recordedArena, steer } from '../arena/recorded-arena.js';

/** The arena's own rate: the server has the room of the game. */
const TICK_HZ = 30;
const TICKS = 300;
const NAMES = ['Ann', '<b>Bob', 'Carla'];

/** A recorded arena whose file lies where a server looks for it. */
export interface TapedArena {
  /** The name of its file. */
  readonly id: string;
  /** The state at the end of a tick, simulated again. */
  stateAt(tick: number): Promise<StateTree>;
  stop(): Promise<void>;
}

/** Records an arena, with three players and bots, into a server's folder. */
export async function tapeArena(dataFolder: string): Promise<TapedArena> {
  const recorded = await RecordedRooms.start([recordedArena({ snapshotEveryMs: 2_000 }, TICK_HZ)]);
  const room = await recorded.rooms.create('arena', { bots: 5, peaceful: false }, { seed: 'taped' });
  const players = NAMES.map((name) => ({ name, session: recorded.somebody() }));
  const [first] = players;
  for (let tick = 1; tick <= TICKS; tick++) {
    for (const [index, { name, session }] of players.entries()) {
      if (tick === 1 + index * 40) await recorded.rooms.join(session, room, { name });
      if (tick % 7 === 0 && tick > index * 40 + 1)
        steer(room, session, tick / 7, { x: Math.sin(tick + index), y: Math.cos(tick - index), fire: true });
    }
    if (tick % 70 === 0 && first) room.receive(first.session, ArenaType.TakePart, 0, takesPart(tick % 140 === 0));
    if (tick === 100 && first) room.lifecycle.drop(first.session);
    if (tick === 160 && first) room.lifecycle.reconnect(first.session, true);
    recorded.clock.advance(1000 / TICK_HZ);
  }
  room.dispose('room.closed');
  await recorded.settled();
  const [file = ''] = recorded.files();
  const folder = join(dataFolder, 'recordings');
  mkdirSync(folder, { recursive: true });
  copyFileSync(file, join(folder, basename(file)));
  const stateAt = async (tick: number): Promise<StateTree> => {
    const simulated = await recorded.resimulations.begin(await readRecording(file));
    simulated.advanceTo(tick);
    const tree = JSON.parse(JSON.stringify(stateTree(simulated.state ?? {}))) as StateTree;
    simulated.close();
    return tree;
  };
  return { id: basename(file), stateAt, stop: () => recorded.stop() };
}

function takesPart(fights: boolean): ArenaTakePartDto {
  return Object.assign(new ArenaTakePartDto(), { fights });
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

/** Moves through a recording, and compares what is shown with the replay at that tick. */
export async function scrubRecording({ page, open, shot, seriousProblems }: Hands, taped: TapedArena): Promise<void> {
  await open(`recordings/${taped.id}?tick=40`, 'arena');
  const shownAt = async (tick: number): Promise<void> => {
    await page.getByText(`As simulated again, at the end of tick ${tick}.`).waitFor({ timeout: 90_000 });
  };
  await shownAt(40);
  await page.getByRole('img', { name: /^3 members over 300 ticks/ }).waitFor();
  const scrub = page.getByLabel('Tick', { exact: true });
  for (const tick of [150, 120, 299]) {
    await scrub.fill(String(tick));
    await shownAt(tick);
    const expected = await taped.stateAt(tick);
    const query = encodeURIComponent(JSON.stringify({ id: taped.id, tick }));
    const { state } = await page.evaluate<{ state: StateTree }>(
      `fetch('/admin/api/recordings/state?q=${query}').then((answer) => answer.json())`,
    );
    expect(state).toEqual(expected);
    const ids = Object.keys(expected.sets.pawns ?? {});
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids)
      await page
        .locator('.tree li', { hasText: `pawns[${id}].` })
        .first()
        .waitFor();
    await page.waitForURL(`**?tick=${tick}`);
  }
  await page.getByLabel('Type of message').selectOption('ArenaInput');
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByRole('heading', { name: 'At tick 293' }).waitFor();
  await page.locator('.messages b', { hasText: 'ArenaInput' }).first().waitFor();
  await shownAt(293);
  await page.evaluate('scrollTo(0, 0)');
  await shot('recording');
  expect(await seriousProblems()).toEqual([]);
  await page.getByRole('button', { name: /lost the line/ }).click();
  await page.getByRole('heading', { name: 'At tick 99' }).waitFor();
  await page.getByLabel('Speed').selectOption('64');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await shownAt(300);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('img', { name: /^Map/ }).waitFor();
  await page.evaluate('scrollTo(0, 0)');
  await shot('recording-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Has a recording played to game clients, and ends that. */
export async function playRecording({ page, shot }: Hands): Promise<void> {
  await page.getByRole('button', { name: 'Open in Godot' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open in Godot' }).click();
  await page.getByText('Join this room from the game:').waitFor({ timeout: 120_000 });
  await shot('recording-playing');
  const url = await page.locator('.banner code').nth(1).innerText();
  const answer = await fetch(`${url.replace(/^ws/, 'http')}health/ready`);
  expect(answer.status).toBe(200);
  await page.getByRole('button', { name: 'End the replay' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End the replay' }).click();
  await page.getByText('Join this room from the game:').waitFor({ state: 'detached' });
}
