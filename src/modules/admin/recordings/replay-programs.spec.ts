import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminConfig } from '../admin.config.js';
import { ReplayProgram, ReplayPrograms } from './replay-programs.js';

const LIMIT_MS = 120_000;

/** A program of these lines, and the folder that it is given. */
function programOf(code: string, limitMs = LIMIT_MS): { program: ReplayProgram; folder: string; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'godwit-program-'));
  const lines: string[] = [];
  const child = spawn(process.execPath, ['--max-old-space-size=16', '-e', code], { stdio: ['pipe', 'pipe', 'pipe'] });
  return { program: new ReplayProgram(child, folder, limitMs, (line) => lines.push(line)), folder, lines };
}

describe(ReplayProgram.name, () => {
  it('hands on what it says, and removes what it left', async () => {
    const { program, folder, lines } = programOf('console.log("one"); console.log("two")');

    expect(await program.ended).toEqual({ code: 0, problem: '' });
    expect(lines).toEqual(['one', 'two']);
    expect(existsSync(folder)).toBe(false);
  });

  it('tells why it failed in its own last words', async () => {
    const { program } = programOf('console.error("first"); console.error("It is no recording."); process.exitCode = 1');

    expect(await program.ended).toEqual({ code: 1, problem: 'It is no recording.' });
  });

  it('ends what takes too long, and what takes too much memory', async () => {
    const late = programOf('setInterval(() => undefined, 1000)', 20);
    const large = programOf('const all = []; for (;;) all.push(new Array(1000).fill({}))');

    expect((await late.program.ended).problem).toMatch(/^It was not done after /);
    expect((await large.program.ended).problem).toMatch(/^It needed more memory than /);
  });
});

describe(ReplayPrograms.name, () => {
  it('runs three at once and no more, and ends them with the server', async () => {
    const programs = new ReplayPrograms(new AdminConfig());
    const run = (): ReplayProgram => programs.run(['no such file', '--verify'], LIMIT_MS, () => undefined);
    for (let count = 0; count < 3; count++) run();

    expect(run).toThrow('Too many recordings are being replayed.');
    await programs.beforeApplicationShutdown();
    expect(programs.size).toBe(0);
    const again = run();
    again.stop();
    await again.ended;
  });
});
