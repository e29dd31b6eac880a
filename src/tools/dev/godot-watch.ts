import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { programArguments } from '../project/own-program.js';

/** Editors write several files at once, and some files twice. */
const QUIET_MS = 300;

/** The generator, in a process of its own: a process keeps the classes that it once loaded. */
const GENERATE = programArguments('generate');

/**
 * Generates the Godot classes when it starts and whenever the server's source changed, one run at a time. Files that need no
 * change are not written, so an open Godot editor sees new messages and nothing else.
 */
export class GodotWatch {
  private timer: NodeJS.Timeout | undefined;
  private generator: ChildProcessByStdio<null, Readable, Readable> | undefined;
  private isRunning = false;
  private isDue = false;

  /**
   * @param root the project's folder
   * @param tell gets a line when classes changed, or when they could not be generated
   */
  constructor(
    private readonly root: string,
    private readonly tell: (line: string) => void,
  ) {}

  /** Something changed: generates once nothing more does. */
  schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.generate(), QUIET_MS);
  }

  /** Generates no longer; a run that began comes to its end, and nobody waits for it. */
  stop(): void {
    clearTimeout(this.timer);
    this.isDue = false;
    this.generator?.unref();
    this.generator?.stdout.destroy();
    this.generator?.stderr.destroy();
  }

  /** Generates now, or after the run that is under way. Trouble with it is told, and never thrown: the server runs without. */
  generate(): void {
    this.isDue = this.isRunning;
    if (this.isRunning) return;
    this.isRunning = true;
    const generator = spawn(process.execPath, GENERATE, { cwd: this.root, stdio: ['ignore', 'pipe', 'pipe'] });
    // The restart goes first.
    if (generator.pid !== undefined) setPriority(generator.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    this.generator = generator;
    const output: Buffer[] = [];
    generator.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    generator.stderr.on('data', (bytes: Buffer) => output.push(bytes));
    generator.on('error', (error) => this.tell(`Godot classes cannot be generated: ${error.message}`));
    generator.on('close', (code) => this.finish(code, Buffer.concat(output).toString()));
  }

  private finish(code: number | null, output: string): void {
    this.isRunning = false;
    this.generator = undefined;
    if (code !== 0) this.tell(`Godot classes are not up to date: ${reasonIn(output)}`);
    else if (!output.includes('nothing changed')) this.tell(`Godot classes: ${output.trim()}`);
    if (this.isDue) this.generate();
  }
}

/** The one line of an uncaught error that says what is wrong. */
function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(?:\w*Error|x|×)\b/.test(line)) ?? lines.find((line) => line !== '') ?? 'no reason given'
  );
}
