import 'reflect-metadata';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { ResumingClient } from '../support/resuming-client.js';
import { freePort, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { startVaultServer } from '../support/vault-server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 60_000;
const SCRIPT = 'vault4.gd';

describeWithEngine('godot4', 'A player in a room whose server restarts', (engine) => {
  let port: number;
  let env: Record<string, string>;
  let server: TestServer;
  let godot: GodotProcess;
  let bot: ResumingClient | undefined;

  beforeAll(async () => {
    port = await freePort();
    env = { DATA_DIR: temporaryFolder('data'), CHECKPOINT_INTERVAL_MS: '200' };
    server = await startVaultServer(port, env);
    const project = await copyAddonProject(engine);
    copyFileSync(join(import.meta.dirname, 'fixtures/resume', SCRIPT), join(project, SCRIPT));
    godot = new GodotProcess(engine, { project, engineArgs: ['-s', `res://${SCRIPT}`], args: [`--url=${server.url}`] });
    const [, roomId] = await godot.waitForLine(/^room (\S+)$/, PATIENCE_MS);
    bot = await ResumingClient.connect(() => `ws://localhost:${port}/`);
    await bot.request(RoomMessageType.Join, { roomId });
    await godot.waitForLine(/^news member joined$/, PATIENCE_MS);
  });

  afterAll(async () => {
    bot?.stop();
    await godot.kill();
    await server.kill();
  });

  const printed = (pattern: RegExp): string[] => godot.lines.filter((line) => pattern.test(line));

  it('goes on in the same session and room, sees nobody leave, and every coin counts once', async () => {
    for (let restarts = 1; restarts <= 2; restarts++) {
      const mark = godot.lines.length;
      await godot.waitForLine(/^holds /, PATIENCE_MS, mark);
      await server.stop('SIGTERM');
      server = await startVaultServer(port, env);
      await godot.waitForLine(/^resumed /, PATIENCE_MS, mark);
      await bot?.returned(restarts, PATIENCE_MS);
      await godot.waitForLine(/^holds /, PATIENCE_MS, godot.lines.length);
    }

    const sums = printed(/^holds /).map((line) => Number(line.split(' ')[1]));
    expect(sums).toEqual(Array.from(sums, (_, index) => index + 1));
    expect(printed(/^resumed /)).toHaveLength(2);
    expect(printed(/^connected /)).toHaveLength(1);
    expect(new Set(printed(/^(connected|resumed) /).map((line) => line.split(' ')[1])).size).toBe(1);
    expect(printed(/^(failed|dropped|disconnected|no room|SCRIPT ERROR|news left|news member left)/)).toEqual([]);
  });

  it('is told the room anew after a crash, in its old place', async () => {
    const mark = godot.lines.length;
    await godot.waitForLine(/^holds /, PATIENCE_MS, mark);
    await new Promise((done) => setTimeout(done, 1_500));
    await server.kill();
    server = await startVaultServer(port, env);
    await godot.waitForLine(/^connected /, PATIENCE_MS, mark);
    await godot.waitForLine(/^news joined$/, PATIENCE_MS, mark);
    await bot?.returned(3, PATIENCE_MS);
    await godot.waitForLine(/^holds /, PATIENCE_MS, godot.lines.length);

    expect(new Set(printed(/^(connected|resumed) /).map((line) => line.split(' ')[1])).size).toBe(1);
    expect(bot?.returns).toEqual([true, true, false]);
    expect(printed(/^(disconnected|no room|SCRIPT ERROR|news left|news member left)/)).toEqual([]);
  });
});
