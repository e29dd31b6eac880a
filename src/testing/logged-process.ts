import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { atEnd } from './at-end.js';
import { LineLog } from './line-log.js';

const STOP_TIMEOUT_MS = 30_000;

const running = new Set<LoggedProcess>();

// No process may outlive the spec file that started it, whatever its tests do.
atEnd(killAllProcesses);

/** How a process ended: exactly one of the two is set, or none if it could not be started. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What to start. */
export interface ProcessSpec {
  /** Used in error messages. */
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  /** The whole environment; nothing is inherited. */
  env: NodeJS.ProcessEnv;
}

/** A child process in its own group, whose output lines a test can wait for. */
export class LoggedProcess {
  /** Resolves once the process has ended and all its output was read; never rejects. */
  readonly ended: Promise<ProcessEnd>;

  private readonly log: LineLog;
  private readonly child: ChildProcess;
  private hasEnded = false;

  /** Starts it; if that fails, the error appears as an output line, and it ends without a code. */
  constructor(spec: ProcessSpec) {
    this.log = new LineLog(spec.name);
    this.child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this);
    this.read(this.child.stdout);
    this.read(this.child.stderr);
    this.ended = new Promise((resolve) => {
      this.child.on('error', (error) => this.log.add(error.message));
      this.child.on('close', (code, signal) => resolve(this.finish({ code, signal })));
    });
  }

  /** Everything written to stdout and stderr so far, in order of arrival, without colour codes. */
  get lines(): readonly string[] {
    return this.log.lines;
  }

  /** Its process id. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Whether it is still running. */
  get isRunning(): boolean {
    return !this.hasEnded;
  }

  /** See {@link LineLog.waitFor}. */
  waitForLine(pattern: RegExp, timeoutMs?: number, fromLine?: number): Promise<RegExpExecArray> {
    return this.log.waitFor(pattern, timeoutMs, fromLine);
  }

  /** An error that names this process and quotes the end of its output. */
  failure(text: string): Error {
    return this.log.failure(text);
  }

  /** Suspends it, like a laptop that is put to sleep: its sockets stay open but nothing is read. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  /** Resumes a frozen process. */
  thaw(): void {
    this.signal('SIGCONT');
  }

  /**
   * Sends a signal and waits for it to end.
   * @throws Error with the end of the output when it is still running after `timeoutMs`; it is then killed.
   */
  async stop(signal: NodeJS.Signals = 'SIGTERM', timeoutMs = STOP_TIMEOUT_MS): Promise<ProcessEnd> {
    this.signal(signal);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, timeoutMs, undefined)));
    const end = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    if (end) return end;

    await this.kill();
    throw this.failure(`did not end within ${timeoutMs} ms of ${signal}`);
  }

  /** Kills it at once, like a crash, and waits for its end. */
  async kill(): Promise<ProcessEnd> {
    this.signal('SIGKILL');
    return this.ended;
  }

  /** Signals the whole group, since a launcher script may stand between us and the program. */
  private signal(signal: NodeJS.Signals): void {
    if (!this.isRunning || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private read(stream: Readable | null): void {
    if (stream) createInterface({ input: stream }).on('line', (line) => this.log.add(line));
  }

  private finish(end: ProcessEnd): ProcessEnd {
    this.hasEnded = true;
    running.delete(this);
    this.log.close(`ended by ${end.signal ?? `code ${end.code ?? 'unknown'}`}`);
    return end;
  }
}

async function killAllProcesses(): Promise<void> {
  await Promise.all([...running].map((child) => child.kill()));
}
