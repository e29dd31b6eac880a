import 'reflect-metadata';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 60_000;
/** So many inputs must have been stepped before something new happens. */
const RUN = 45;

describeWithEngine('godot4', 'A predicted player whose server restarts', (engine) => {
  let env: Record<string, string>;
  let server: TestServer;
  let godot: GodotProcess;

  beforeAll(async () => {
    env = {
      ...{ PORT: String(await freePort()), DATA_DIR: temporaryFolder('data') },
      ...{ AUTH_REQUIRED: 'false', CHECKPOINT_INTERVAL_MS: '200' },
    };
    server = await startServer({ env });
    const project = await copyAddonProject(engine);
    for (const file of ['runner4.gd', 'runner4.tscn'])
      copyFileSync(join(import.meta.dirname, 'fixtures/resume', file), join(project, file));
    godot = new GodotProcess(engine, {
      project,
      engineArgs: ['--max-fps', '60', 'res://runner4.tscn'],
      args: [`--url=${server.url}`],
    });
  });

  afterAll(async () => {
    await godot.kill();
    await server.kill();
  });

  /** The numbers of what it says now. */
  async function figures(): Promise<{ seq: number; acknowledged: number; pending: number }> {
    const line = /^runs seq=(\d+) acknowledged=(\d+) pending=(\d+)$/;
    const [, seq, acknowledged, pending] = await godot.waitForLine(line, PATIENCE_MS, godot.lines.length);
    return { seq: Number(seq), acknowledged: Number(acknowledged), pending: Number(pending) };
  }

  async function run(): Promise<{ seq: number; acknowledged: number; pending: number }> {
    const { acknowledged } = await figures();
    for (;;) {
      const now = await figures();
      if (now.acknowledged - acknowledged >= RUN) return now;
    }
  }

  it('goes on where it was, with no correction', async () => {
    for (let restarts = 1; restarts <= 2; restarts++) {
      const before = await run();
      const mark = godot.lines.length;
      await server.stop('SIGTERM');
      server = await startServer({ env });
      await godot.waitForLine(/^resumed /, PATIENCE_MS, mark);
      const after = await run();

      expect(after.acknowledged).toBeGreaterThan(before.seq);
      expect(after.pending).toBeLessThan(20);
    }
    expect(godot.lines.filter((line) => /^(corrected|no room|SCRIPT ERROR)/.test(line))).toEqual([]);
    expect(godot.lines.filter((line) => line.startsWith('connected '))).toHaveLength(1);
  });

  it('goes on from the last checkpoint after a crash, with no correction besides that leap', async () => {
    await run();
    const mark = godot.lines.length;
    await server.kill();
    server = await startServer({ env });
    await godot.waitForLine(/^(connected|resumed) /, PATIENCE_MS, mark);
    await godot.waitForLine(/^predicts true$/, PATIENCE_MS, mark);
    const after = await run();

    expect(after.pending).toBeLessThan(20);
    const corrected = godot.lines.slice(mark).filter((line) => line.startsWith('corrected'));
    expect(corrected.length).toBeLessThanOrEqual(1);
    const settled = godot.lines.length;
    await run();
    expect(godot.lines.slice(settled).filter((line) => line.startsWith('corrected'))).toEqual([]);
  });
});
