import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { chromium } from 'playwright-core';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { LoadResult } from '../../src/tools/load/report/load-result.js';
import { describeWithParts, findChromium } from '../godot/engines.js';
import { builtServer } from '../support/built-server.js';
import { startServer, type TestServer } from '../support/server.js';

jest.setTimeout(300_000);

const REPOSITORY = resolve(import.meta.dirname, '../..');
const PROGRAM = join(dirname(await builtServer()), 'tools/godwit.js');
const FOLDER = temporaryFolder('load');
const MOST_CONNECTIONS = 12;

let server: TestServer;

beforeAll(async () => {
  server = await startServer({
    env: { NETWORK_LAB: 'on', MAX_CONNECTIONS_PER_ADDRESS: String(MOST_CONNECTIONS), LOG_LEVEL: 'warn' },
  });
});

afterAll(() => server.stop());

interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** Runs what `npx godwit load` runs. */
async function load(...args: string[]): Promise<Ended> {
  const program = new LoggedProcess({
    name: 'load',
    command: process.execPath,
    args: [PROGRAM, 'load', ...args],
    cwd: REPOSITORY,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const { code } = await program.ended;
  return { code, lines: program.lines };
}

/** A run of few bots, and everything that it measured. */
async function run(scenario: string, ...more: string[]): Promise<LoadResult & { readonly code: number | null }> {
  const out = join(FOLDER, `${scenario.replaceAll(/\W/g, '-')}.html`);
  const few = ['--bots', '6', '--ramp', '1s', '--hold', '3s', '--url', server.url, '--out', out];
  const { code, lines } = await load(scenario, ...few, '--json', ...more);
  const text = lines.find((line) => line.startsWith('{'));
  if (text === undefined) throw new Error(`The load printed no JSON: ${lines.join('\n')}`);
  return { ...(JSON.parse(text) as LoadResult), code };
}

/** How busy the machine is decides whether a run is void, and nothing else here. */
const exitCodeOf = ({ verdict }: LoadResult, unlessVoid: number): number =>
  verdict.outcome === 'void' ? 1 : unlessVoid;
const held = ({ stages }: LoadResult) => stages.find(({ isJudged }) => isJudged);
const timeOf = (result: LoadResult, key: string) =>
  result.stages.flatMap(({ times }) => times).filter((time) => time.key === key);

describe('godwit load', () => {
  it('has bots play in rooms: their inputs are acknowledged, their state never differs', async () => {
    const result = await run('arena', '--expect', 'errors=0,hashMismatches=0');

    expect(held(result)?.figures).toMatchObject({ bots: 6, errors: 0, hashMismatches: 0, resyncs: 0 });
    expect(held(result)?.figures.inputAckP99).toBeGreaterThan(0);
    expect(held(result)?.figures.tickLateP99).toBeGreaterThan(0);
    expect(held(result)?.server?.memoryBytes).toBeGreaterThan(1e6);
    const sent = held(result)?.traffic.find(({ key }) => key === 'out:ArenaInput');
    expect(sent?.count).toBeGreaterThan(6 * 20);
    expect(timeOf(result, 'join').reduce((sum, { count }) => sum + count, 0)).toBe(6);
    expect(result.code).toBe(exitCodeOf(result, 0));
  });

  it('fails when it is not as expected, and says what was measured', async () => {
    const result = await run('echo', '--codec', 'json', '--expect', 'errors=0,serverMemory<1MB,inputAckP99<1s');

    expect(result.verdict.judgements).toEqual([
      { text: 'errors=0', isMet: true, measured: '0' },
      { text: 'serverMemory<1MB', isMet: false, measured: expect.stringMatching(/^\d+ MB$/) as string },
      { text: 'inputAckP99<1s', isMet: false, measured: 'not measured' },
    ]);
    expect(timeOf(result, 'reply:Ping').at(-1)?.count).toBeGreaterThan(50);
    expect(result.code).toBe(1);
  });

  it('makes lines bad', async () => {
    const result = await run('echo', '--lab', 'latency=120');
    expect(timeOf(result, 'reply:Ping').at(-1)?.p50).toBeGreaterThanOrEqual(119);
  });

  it('plays a file of yours, and gives errors in it a name', async () => {
    const folder = join(REPOSITORY, '.cache/load-spec');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `own-${process.pid}.js`);
    writeFileSync(
      file,
      `import { scenario } from 'godwit/load';
       export default scenario('own', { allows: ['chat.not_member'] }, async (bot) => {
         bot.time('drawn', bot.random.int(1, 9));
         await bot.request('ChatSay', { channel: 'attic', text: 'hello?' }).catch(({ code }) => bot.time(code, 1));
         if (bot.number === 1) await bot.dropAndResume('100ms');
         if (bot.number === 3) throw new Error('number three');
         await bot.think('1h');
       });`,
    );
    const result = await run(file);
    const again = await run(file);

    const drawn = (each: LoadResult) => timeOf(each, 'own:drawn').reduce((most, { max }) => Math.max(most, max), 0);
    expect(drawn(again)).toBe(drawn(result));
    expect(timeOf(result, 'own:chat.not_member')).not.toEqual([]);
    expect(timeOf(result, 'resume').reduce((sum, { count }) => sum + count, 0)).toBe(1);
    expect(Object.keys(Object.assign({}, ...result.stages.map(({ errors }) => errors)) as object)).toEqual([
      'scenario: number three',
    ]);
  });

  it('names the limit that bots run into, and the variable that raises it', async () => {
    const result = await run('idle', '--bots', String(MOST_CONNECTIONS + 3), '--expect', 'errors=0');

    expect(held(result)?.figures.bots).toBe(MOST_CONNECTIONS);
    expect(result.verdict.limits).toEqual([
      expect.stringMatching(/^A limit of the server was reached: address\.too_many_connections, \d+ times\. MAX_CONNE/),
    ]);
    expect(result.code).toBe(1);
  });

  it('goes up in steps and stops at the first that does not hold', async () => {
    const result = await run('idle', '--find-limit', '--step', '2', '--hold', '1s', '--expect', 'bots<4');

    const judged = result.stages.filter(({ isJudged }) => isJudged);
    expect(judged.length).toBeLessThanOrEqual(2);
    if (judged.length < 2) return expect(result.verdict.text).toMatch(/void/);
    expect(result.verdict.heldBots).toBe(2);
    expect(result.verdict.text).toMatch(/^Holds 2 bots\. With 4: (bots<4 was not met: 4\.$|void, )/);
  });

  it('signs bots in where the server requires it, the same accounts each time', async () => {
    const strict = await startServer({ env: { AUTH_REQUIRED: 'true', LOG_LEVEL: 'warn' } });
    const results = [await run('storage', '--url', strict.url), await run('storage', '--url', strict.url)];
    await strict.stop();

    for (const result of results) {
      expect(held(result)?.figures.errors).toBe(0);
      expect(timeOf(result, 'signIn').reduce((sum, { count }) => sum + count, 0)).toBe(6);
      expect(timeOf(result, 'reply:StorageWrite')).not.toEqual([]);
    }
  });

  it.each<[string, RegExp, string[]]>([
    [
      'an unknown scenario',
      /^There is no scenario "dance": name a file of yours \(\*\.ts, \*\.js\), or one of arena, chat, echo, idle, /,
      ['dance'],
    ],
    ['an unknown option', /^error: unknown option '--bot'/, ['idle', '--bot', '5']],
    [
      'a wrong expectation',
      /^--expect: "fast" is no expectation such as tickLateP99<15ms or errors=0\.$/,
      ['idle', '--expect', 'fast'],
    ],
    [
      'an address without a server',
      /^There is no server at http:\/\/localhost:1\. Start it /,
      ['idle', '--url', 'ws://localhost:1'],
    ],
  ])('refuses %s in a sentence', async (_what, sentence, args) => {
    const { code, lines } = await load(...args);

    expect(lines.join('\n')).toMatch(sentence);
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(code).toBe(2);
  });
});

describeWithParts('The report of godwit load', { Chromium: findChromium() }, ({ Chromium }) => {
  it('opens without a network, verdict first, and draws its charts', async () => {
    const { verdict } = await run('arena');
    const page = join(FOLDER, 'arena.html');
    expect(JSON.parse(readFileSync(page.replace('.html', '.json'), 'utf8'))).toMatchObject({ format: 1, verdict });

    const chrome = await chromium.launch({ executablePath: Chromium, args: ['--disable-gpu', '--no-sandbox'] });
    const context = await chrome.newContext({ offline: true });
    const opened = await context.newPage();
    const problems: string[] = [];
    opened.on('pageerror', ({ message }) => problems.push(message));
    opened.on('request', (request) => {
      if (!request.url().startsWith('file:')) problems.push(request.url());
    });
    await opened.goto(`file://${page}`);

    expect(await opened.locator('h1').textContent()).toBe(verdict.text);
    expect(await opened.locator('.uplot canvas').count()).toBe(5);
    expect(problems).toEqual([]);
    await chrome.close();
  });
});
