import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import 'reflect-metadata';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { VaultType } from '../e2e/vault-server/vault.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { ResumingClient } from '../support/resuming-client.js';
import { freePort } from '../support/server.js';
import { ServerCopy } from './server-copy.js';

/** The server is loaded several times, beside a type checker. */
jest.setTimeout(600_000);
const PATIENCE_MS = 240_000;

const ROOMS = 10;
const BOTS_PER_ROOM = 5;

describe('npm run start:dev with live rooms', () => {
  const copy = new ServerCopy();
  const vault = join(copy.root, 'src/games/vault/vault.ts');
  const bots: ResumingClient[] = [];
  let dev: LoggedProcess;
  let url: string;

  beforeAll(async () => {
    addGame(copy.root, vault);
    const port = await freePort();
    url = `ws://127.0.0.1:${port}`;
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder(), LOG_LEVEL: 'info' };
    dev = await copy.startDev(env);
    await dev.waitForLine(/Godwit listens/, PATIENCE_MS);
    for (let room = 0; room < ROOMS; room++) await fillRoom();
  });

  afterAll(async () => {
    for (const bot of bots) bot.stop();
    await dev.kill();
  });

  async function fillRoom(): Promise<void> {
    const maker = await ResumingClient.connect(() => url);
    const { message } = await maker.request(VaultType.Open);
    bots.push(maker);
    for (let more = 1; more < BOTS_PER_ROOM; more++) {
      const bot = await ResumingClient.connect(() => url);
      await bot.request(RoomMessageType.Join, { roomId: message?.roomId });
      bots.push(bot);
    }
  }

  /** What each bot's room holds, and how far its time is. */
  async function ask(): Promise<{ sum: number; tick: number }[]> {
    const answers = await Promise.all(bots.map((bot) => bot.request(VaultType.Ask)));
    return answers.map(({ message }) => ({ sum: Number(message?.sum), tick: Number(message?.tick) }));
  }

  it('goes on with the new code and the old rooms after an edit, and no bot sees anybody leave', async () => {
    await Promise.all(bots.map((bot) => bot.request(VaultType.Put, { amount: 1 })));
    const before = await ask();
    const say = setInterval(() => bots.forEach((bot) => bot.send(VaultType.Ask)), 1_000);
    const text = readFileSync(vault, 'utf8');
    const editedAtMs = performance.now();
    writeFileSync(vault, text.replace('this.sum += amount', 'this.sum += 100 * amount'));
    await Promise.all(bots.map((bot) => bot.returned(1, PATIENCE_MS)));
    clearInterval(say);
    const after = await ask();
    const times = bots.map((bot) => [bot.lostAtMs - editedAtMs, bot.welcomedAtMs - bot.lostAtMs] as const);
    const longest = (index: 0 | 1): number => Math.round(Math.max(...times.map((each) => each[index])));
    process.stdout.write(`From the edit to the stop ${longest(0)} ms; until all have resumed ${longest(1)} ms more.\n`);

    expect(bots).toHaveLength(ROOMS * BOTS_PER_ROOM);
    for (const bot of bots) {
      expect(bot.returns).toEqual([true]);
      expect(bot.packets.filter(({ type }) => LEAVES.has(type))).toEqual([]);
    }
    for (const [index, { tick, sum }] of after.entries()) {
      expect(tick).toBeGreaterThan(before[index]?.tick ?? Infinity);
      expect(sum).toBe(BOTS_PER_ROOM);
    }
    const { message } = (await bots[0]?.request(VaultType.Put, { amount: 1 })) ?? {};
    expect(message?.sum).toBe(BOTS_PER_ROOM + 100);
  });

  it('goes on as it is when a change does not compile or load', async () => {
    const good = readFileSync(vault, 'utf8');
    let mark = dev.lines.length;
    writeFileSync(vault, good.replace('export class', 'export klass'));
    await dev.waitForLine(/^The change cannot be compiled/, PATIENCE_MS, mark);
    mark = dev.lines.length;
    writeFileSync(vault, `${good}\nthrow new Error('not today');\n`);
    await dev.waitForLine(/^The change does not start/, PATIENCE_MS, mark);

    expect(await ask()).toHaveLength(bots.length);
    expect(bots.map(({ returns }) => returns.length)).toEqual(bots.map(() => 1));
  });
});

const LEAVES: ReadonlySet<number> = new Set([RoomMessageType.Left, RoomMessageType.MemberLeft]);

/** Makes a game of the tests' fixture. */
function addGame(root: string, file: string): void {
  const fixture = readFileSync(resolve(import.meta.dirname, '../e2e/vault-server/vault.ts'), 'utf8');
  const module = '\n@Module({ providers: [Tally, VaultRoom, TentRoom, VaultDoor] })\nexport class VaultModule {}\n';
  mkdirSync(join(file, '..'), { recursive: true });
  const text = fixture
    .replaceAll('../../../src/', '../../')
    .replace('import { Injectable }', 'import { Injectable, Module }');
  writeFileSync(file, text + module);
  const app = join(root, 'src/app.module.ts');
  const imported = "import { VaultModule } from './games/vault/vault.js';\n";
  writeFileSync(app, imported + readFileSync(app, 'utf8').replace('FEATURES = [', 'FEATURES = [VaultModule, '));
}
