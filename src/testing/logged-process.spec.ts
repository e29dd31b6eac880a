import { LoggedProcess } from './logged-process.js';

/** A process that runs this JavaScript. */
function run(script: string): LoggedProcess {
  return new LoggedProcess({ name: 'The script', command: process.execPath, args: ['-e', script], env: {} });
}

describe(LoggedProcess.name, () => {
  it('finds a line that is still to come, one that is there, and one after a given index', async () => {
    const script = run(`console.log('one 1'); setTimeout(() => console.log('\\u001b[31mone 2\\u001b[0m'), 50)`);

    expect((await script.waitForLine(/^one (\d)$/))[1]).toBe('1');
    expect((await script.waitForLine(/^one (\d)$/))[1]).toBe('1');
    expect((await script.waitForLine(/^one (\d)$/, undefined, 1))[1]).toBe('2');
  });

  it('shows the last lines when the process ends without the line', async () => {
    const script = run(`console.log('before'); console.error('the reason'); process.exit(3)`);

    await expect(script.waitForLine(/never/)).rejects.toThrow(
      /^The script ended by code 3 without never;[^]*the reason/,
    );
    expect(await script.ended).toEqual({ code: 3, signal: null });
  });

  it('shows the last lines when the line does not come in time', async () => {
    const script = run(`console.log('busy'); setInterval(() => {}, 1000)`);
    await script.waitForLine(/busy/);

    await expect(script.waitForLine(/never/, 20)).rejects.toThrow(/wrote no never within 20 ms;[^]*busy/);
    expect(await script.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('tells of a command that does not exist', async () => {
    const missing = new LoggedProcess({ name: 'The command', command: '/nowhere/godot', args: [], env: {} });

    await expect(missing.waitForLine(/never/)).rejects.toThrow(/ENOENT/);
  });

  it('ends a process with all it started, which else would keep its output open', async () => {
    const script = run(`
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'console.log("child"); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    `);
    await script.waitForLine(/^child$/);

    expect(await script.stop()).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it('writes nothing while it is frozen and goes on afterwards', async () => {
    const script = run(`let n = 0; setInterval(() => console.log('tick', ++n), 5)`);
    await script.waitForLine(/^tick/);

    script.freeze();
    await settled(script);
    const frozenAt = script.lines.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(script.lines).toHaveLength(frozenAt);

    script.thaw();
    await script.waitForLine(/^tick/, undefined, frozenAt);
    await script.kill();
  });
});

/** Resolves once everything in the pipe has been read. */
async function settled(script: LoggedProcess): Promise<void> {
  let seen = -1;
  while (seen !== script.lines.length) {
    seen = script.lines.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
