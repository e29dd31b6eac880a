import 'reflect-metadata';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthType } from '../../src/modules/auth/auth.messages.js';
import { ChatType } from '../../src/modules/chat/chat.messages.js';
import { startServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestClient } from '../../src/testing/test-client.js';
import { copyAddonProject } from './chat-player.js';
import { CutProxy } from './cut-proxy.js';
import { describeWithEngine, type Engine, type EngineName } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const LINES = 150;
const PATIENCE_MS = 180_000;
/** Short, so that a silent network is noticed soon. */
const PING_INTERVAL_MS = 500;
/** Packets that are lost before a connection is cut. */
const LOST = 6;

/** One database for all servers here, one after the other; nobody there talks too fast. */
const env = {
  DATA_DIR: temporaryFolder('data'),
  PING_INTERVAL_MS: String(PING_INTERVAL_MS),
  // Tom's network never breaks, but his process may be held up for a while.
  PING_MISSES: '6',
  AUTH_REQUIRED: 'true',
  CHAT_LINES_BURST: String(10 * LINES),
};

const variants: [EngineName, string, string[]][] = [
  ['godot4', 'in JSON', []],
  ['godot4', 'in binary', ['--binary']],
  ['godot36', 'in JSON', []],
  ['godot32', 'in JSON', []],
];

/** What happens to the network, each time 20 lines later. */
const mishaps: ((proxy: CutProxy) => Promise<void> | void)[] = [
  (proxy) => proxy.cut(),
  (proxy) => proxy.loseThenCut(LOST),
  (proxy) => proxy.stall(),
  (proxy) => proxy.cut(),
  (proxy) => proxy.loseThenCut(LOST),
  (proxy) => proxy.stall(),
];

describe('A player whose network breaks in the middle of a conversation', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env });
  });
  afterAll(() => server.stop());

  for (const [number, [name, codec, args]] of variants.entries()) {
    describeWithEngine(name, codec, (engine) => {
      it('misses nothing, hears nothing twice, and is the same session to the others', async () => {
        const proxy = await CutProxy.start(server.port);
        const channel = `talk-${number}`;
        const tom = await Listener.join(server, channel);
        const godot = await startTalker(engine, proxy, [`--channel=${channel}`, ...args]);

        for (const [index, mishap] of mishaps.entries()) {
          await godot.waitForLine(new RegExp(`^heard godot ${20 * (index + 1)}$`), PATIENCE_MS);
          const mark = godot.lines.length;
          await mishap(proxy);
          await godot.waitForLine(/^resumed /, PATIENCE_MS, mark);
        }
        for (const last of [`heard godot ${LINES}`, `heard tom ${LINES}`, `answered ${LINES - 1}`]) {
          await godot.waitForLine(new RegExp(`^${last}$`), PATIENCE_MS);
        }

        const all = Array.from({ length: LINES }, (_, index) => String(index + 1));
        expect(tom.heard).toEqual(all);
        expect(printed(godot, /^heard godot (\d+)$/)).toEqual(all);
        expect(printed(godot, /^heard tom (\d+)$/)).toEqual(all);
        expect(printed(godot, /^answered (\d+)$/)).toEqual(all.filter((text) => Number(text) % 2 === 1));
        expect(printed(godot, /^(failed|dropped|refused|disconnected|not joined|SCRIPT ERROR).*/)).toEqual([]);
        expect(new Set(printed(godot, /^(?:connected|resumed) (\S+)$/)).size).toBe(1);
        expect(printed(godot, /^(connected) /)).toHaveLength(1);
        expect(printed(godot, /^signed in (\S+)$/)).toHaveLength(1);
        expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);

        tom.leave();
        await godot.kill();
        await proxy.stop();
      });
    });
  }
});

describe('A player whose server is killed and started again', () => {
  for (const name of ['godot4', 'godot36'] satisfies EngineName[]) {
    describeWithEngine(name, 'in the middle of a conversation', (engine) => {
      it('is told what may be lost, and goes on in a new session', async () => {
        const first = await startServer({ env });
        const proxy = await CutProxy.start(first.port);
        const godot = await startTalker(engine, proxy);
        await godot.waitForLine(/^heard godot 20$/, PATIENCE_MS);

        proxy.stall();
        const mark = godot.lines.length;
        await godot.waitForLine(/^said \d*[02468]$/, PATIENCE_MS, mark);
        await godot.waitForLine(/^said \d*[13579]$/, PATIENCE_MS, mark);
        await first.kill();
        proxy.cut();
        const second = await startServer({ env: { ...env, PORT: String(first.port) } });
        await godot.waitForLine(new RegExp(`^heard godot ${LINES}$`), PATIENCE_MS);

        const heard = printed(godot, /^heard godot (\d+)$/).map(Number);
        const lost = printed(godot, /^(?:failed|dropped) (\d+) session\.lost$/).map(Number);
        expect(heard).toEqual([...new Set(heard)].sort((one, other) => one - other));
        expect([...new Set([...heard, ...lost])]).toHaveLength(LINES);
        expect(printed(godot, /^(failed) /).length).toBeGreaterThan(0);
        expect(printed(godot, /^(dropped) /).length).toBeGreaterThan(0);
        expect(new Set(printed(godot, /^connected (\S+)$/)).size).toBe(2);
        // The account is in the database: it is the same player.
        const players = printed(godot, /^signed in (\S+)$/);
        expect(players).toEqual([players[0], players[0]]);
        expect(printed(godot, /^(resumed|refused|disconnected|not joined|SCRIPT ERROR).*/)).toEqual([]);

        await godot.kill();
        await proxy.stop();
        await second.stop();
      });
    });
  }
});

/** Runs the script that says numbered lines through the proxy. */
async function startTalker(engine: Engine, { url }: CutProxy, args: readonly string[] = []): Promise<GodotProcess> {
  const project = await copyAddonProject(engine);
  const script = `talker${engine.major}.gd`;
  copyFileSync(join(import.meta.dirname, 'fixtures/resume', script), join(project, script));
  return new GodotProcess(engine, {
    project,
    engineArgs: ['-s', `res://${script}`],
    args: [`--url=${url}`, `--lines=${LINES}`, ...args],
  });
}

/** The first group of each printed line that `pattern` matches, in order. */
function printed(godot: GodotProcess, pattern: RegExp): string[] {
  return godot.lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

/** Tom, whose network never breaks; he says a number back for each that he hears from Godot. */
class Listener {
  /** What Godot said. */
  readonly heard: string[] = [];

  private constructor(
    private readonly client: TestClient,
    private readonly channel: string,
  ) {}

  /** Lets Tom in, before anybody else. */
  static async join({ url }: TestServer, channel: string): Promise<Listener> {
    const client = await TestClient.connect(url);
    const listener = new Listener(client, channel);
    client.socket.on('message', () => listener.answer());
    await client.request(AuthType.SignInWithDevice, { deviceId: `device-of-tom-in-${channel}` });
    await client.request(ChatType.Join, { channel, name: 'tom' });
    return listener;
  }

  leave(): void {
    this.client.close();
  }

  private answer(): void {
    const { type, message } = this.client.packets.at(-1) ?? {};
    const from = message?.from as { name: string } | undefined;
    if (type !== (ChatType.Received as number) || from?.name !== 'godot') return;
    this.heard.push(String(message?.text));
    this.client.send(ChatType.Say, { channel: this.channel, text: String(this.heard.length) });
  }
}
