import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { freePort } from '../support/server.js';
import { ServerCopy } from './server-copy.js';

/** The server is compiled and started several times: a minute on a quiet machine. */
jest.setTimeout(600_000);
const PATIENCE_MS = 240_000;

const MESSAGES = 'src/modules/chat/chat.messages.ts';
const GENERATED = 'godot/addons/godwit/generated';
const FIELD = '  /** How loud, 0 to 9. */\n  @IsInt()\n  @Min(0)\n  @Max(9)\n  readonly loudness!: number;\n';

describe('npm run start:dev', () => {
  const copy = new ServerCopy();
  const messages = join(copy.root, MESSAGES);
  const chatSay = join(copy.root, GENERATED, 'chat/godwit_chat_say.gd');
  const contractOf = (path: string): string => /HASH := "(\w+)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  let dev: LoggedProcess;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder() };
    dev = await copy.startDev(env, true);
    await dev.waitForLine(/^Godot classes: /, PATIENCE_MS);
    await dev.waitForLine(/Godwit listens/, PATIENCE_MS);
  });

  afterAll(() => dev.kill());

  it('generates the Godot classes once at the start', () => {
    expect(readFileSync(chatSay, 'utf8')).not.toContain('loudness');
    expect(existsSync(join(copy.root, 'godot/godot3/addons/godwit/generated/chat/godwit_chat_say.gd'))).toBe(true);
  });

  it('gives Godot a field as soon as its class has it, and leaves the other classes alone', async () => {
    const untouched = join(copy.root, GENERATED, 'chat/godwit_chat_join.gd');
    const before = statSync(untouched).mtimeMs;
    const mark = dev.lines.length;
    const text = readFileSync(messages, 'utf8');
    const withField = text.replace(/(class ChatSayDto \{[^}]*)\}/, `$1\n${FIELD}}`);
    writeFileSync(
      messages,
      withField.replace('Matches, ValidateNested } from', 'Matches, Max, Min, ValidateNested } from'),
    );

    await dev.waitForLine(/^Godot classes: Contract \w+: \d+ messages, \d+ files changed/, PATIENCE_MS, mark);
    await dev.waitForLine(/Godwit listens/, PATIENCE_MS, mark);

    expect(readFileSync(chatSay, 'utf8')).toContain('## How loud, 0 to 9. (0 to 9)\nvar loudness: int = 0');
    expect(statSync(untouched).mtimeMs).toBe(before);
    const { hash } = (await (await fetch(`${url}/contract`)).json()) as { hash: string };
    expect(contractOf(join(copy.root, GENERATED, 'godwit_contract.gd'))).toBe(hash);
  });

  it('tells why when a class cannot be read, and goes on with the next change', async () => {
    const good = readFileSync(messages, 'utf8');
    let mark = dev.lines.length;
    writeFileSync(
      messages,
      good.replace('readonly loudness!: number;', 'readonly loudness!: number; @IsArray() x!: unknown;'),
    );
    await dev.waitForLine(
      /^Godot classes are not up to date: .*The field x of ChatSayDto says too little/,
      PATIENCE_MS,
      mark,
    );

    mark = dev.lines.length;
    writeFileSync(messages, good.replaceAll('loudness', 'volume'));
    await dev.waitForLine(/^Godot classes: Contract /, PATIENCE_MS, mark);
    expect(readFileSync(chatSay, 'utf8')).toContain('var volume: int = 0');
  });

  it('leaves no process behind when it alone is asked to end', async () => {
    expect(processesIn(copy.root).length).toBeGreaterThan(2);
    process.kill(dev.pid ?? 0, 'SIGTERM');
    await dev.ended;
    // The compiler ends a moment later.
    for (let left = 100; left > 0 && processesIn(copy.root).length > 0; left--) await delay(100);
    expect(processesIn(copy.root)).toEqual([]);
  });
});

/** What runs in a folder, as Linux knows it: the programs' names. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const isThere = /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder;
      return isThere ? [readFileSync(`/proc/${pid}/comm`, 'utf8').trim()] : [];
    } catch {
      // It has ended.
      return [];
    }
  });
}
