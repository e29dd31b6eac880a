import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { AdminConfig } from '../admin.config.js';
import { AdminError } from '../admin.errors.js';

/** How many may run at once on this node, whoever asked. */
const MAX_PROGRAMS = 3;
const MAX_HEAP_MIB = 1_024;
/** WebAssembly stays as it is compiled first: better code of the game's database would be ready when the program has ended. */
const NODE_OPTIONS = [`--max-old-space-size=${MAX_HEAP_MIB}`, '--liftoff-only'];
/** What is kept of what a program says when it fails. */
const MAX_SAID_LENGTH = 2_000;
const GRACE_MS = 2_000;

/** How a program has ended. */
export interface ProgramEnd {
  readonly code: number | null;
  /** Why it failed, in its own words or ours; empty when it did not. */
  readonly problem: string;
}

/** A process of `godwit replay`. Its time is limited, and it ends with this server at the latest. */
export class ReplayProgram {
  /** Resolves once it has ended, and what it left is removed. */
  readonly ended: Promise<ProgramEnd>;
  private said = '';
  private isLate = false;
  private readonly timer: NodeJS.Timeout;

  /**
   * @param folder for what it writes; removed at its end
   * @param onLine called with each line that it writes
   */
  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    folder: string,
    limitMs: number,
    onLine: (line: string) => void,
  ) {
    createInterface({ input: child.stdout }).on('line', onLine);
    child.stderr.on('data', (piece: Buffer) => (this.said = (this.said + piece.toString()).slice(-MAX_SAID_LENGTH)));
    // One that has ended reads nothing any more.
    child.stdin.on('error', () => undefined);
    this.timer = setTimeout(() => {
      this.isLate = true;
      child.kill('SIGKILL');
    }, limitMs).unref();
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, problem: error.message }));
      child.once('close', (code, signal) => resolve({ code, problem: this.problemOf(code, signal, limitMs) }));
    });
    void this.ended.then(() => {
      clearTimeout(this.timer);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    });
  }

  /** Writes a line for it to read. */
  tell(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** Ends it. */
  stop(): void {
    this.child.stdin.end();
    this.child.kill();
    setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS).unref();
  }

  private problemOf(code: number | null, signal: NodeJS.Signals | null, limitMs: number): string {
    if (this.isLate) return `It was not done after ${Math.round(limitMs / 60_000)} minutes, and was ended.`;
    if (code === 0) return '';
    if (this.said.includes('heap out of memory')) return `It needed more memory than ${MAX_HEAP_MIB} MiB.`;
    const last = this.said.trim().split('\n').at(-1) ?? '';
    return last === '' ? `The program ended with ${signal ?? code}.` : last;
  }
}

/** Runs `godwit replay` beside the server, never in it: whatever a recording costs, live rooms do not wait for it. */
@Injectable()
export class ReplayPrograms implements BeforeApplicationShutdown {
  private readonly running = new Set<ReplayProgram>();

  constructor(private readonly own: AdminConfig) {}

  /** How many are running. */
  get size(): number {
    return this.running.size;
  }

  /**
   * Runs `godwit replay` with these arguments.
   * @throws GameError admin.busy
   */
  run(args: readonly string[], limitMs: number, onLine: (line: string) => void): ReplayProgram {
    if (this.running.size >= MAX_PROGRAMS) throw new GameError(AdminError['admin.busy']);
    const folder = mkdtempSync(join(tmpdir(), 'godwit-replays-'));
    const [program, loader] = ownProgram();
    const child = spawn(process.execPath, [...NODE_OPTIONS, ...loader, program, 'replay', ...args], {
      cwd: projectFolder(),
      // Nothing of the server's own variables: it has no business with their secrets.
      env: { TMPDIR: folder, LOG_LEVEL: 'fatal', HOST: this.own.ADMIN_HOST },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    yieldTo(child);
    const started = new ReplayProgram(child, folder, limitMs, onLine);
    this.running.add(started);
    void started.ended.then(() => this.running.delete(started));
    return started;
  }

  /** Nest's hook: ends all of them. */
  async beforeApplicationShutdown(): Promise<void> {
    const all = [...this.running];
    for (const program of all) program.stop();
    await Promise.all(all.map(({ ended }) => ended));
  }
}

/** Live rooms come first. */
function yieldTo({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}

/** The file of the program `godwit`, and what Node needs to run it. */
function ownProgram(): [program: string, loader: readonly string[]] {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const loader = extension === 'ts' ? ['--import', '@swc-node/register/esm-register'] : [];
  return [fileURLToPath(new URL(`../../../tools/godwit.${extension}`, import.meta.url)), loader];
}

/** The folder of the project whose server this is, for the program to find the game. */
function projectFolder(): string {
  const [, main] = process.argv;
  const starts = [process.cwd(), ...(main === undefined ? [] : [dirname(realpathSync(main))])];
  for (const start of starts)
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, 'package.json'))) return folder;
      if (dirname(folder) === folder) break;
    }
  return process.cwd();
}
