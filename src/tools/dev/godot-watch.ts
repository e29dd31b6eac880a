import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { programArguments } from '../project/own-program.js';
import type { Project } from '../project/project.js';

/** Editors write several files at once, and some files twice. */
const QUIET_MS = 300;

/**
 * Generates the Godot classes at startup and whenever the server's source changes, one run at a time. Unchanged files are not
 * written, so an open Godot editor only reloads new messages. Each run is a process of its own: a process never reloads classes
 * it has loaded.
 */
export class GodotWatch {
  private timer: NodeJS.Timeout | undefined;
  private generator: ChildProcessByStdio<null, Readable, Readable> | undefined;
  private isRunning = false;
  private isDue = false;
  /** Whether the source has changed since the run in progress began. */
  private isOutdated = false;
  private program = programArguments('generate');

  /**
   * @param project the project to generate for
   * @param tell prints a line when classes have changed, or could not be generated
   */
  constructor(
    private readonly project: Project,
    private readonly tell: (line: string) => void,
  ) {}

  /** Call at once after a change. The build that a run in progress reads may disappear from now on. */
  outdate(): void {
    clearTimeout(this.timer);
    this.isOutdated = true;
  }

  /**
   * Generates once there are no more changes for a moment.
   * @param build the folder of the changed source, compiled
   */
  schedule(build: string): void {
    // To compile this repository again would take longer than everything else.
    if (this.project.isOwn) this.program = [join(build, 'tools/godwit.js'), 'generate'];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.generate(), QUIET_MS);
  }

  /** Stops generating; a run in progress finishes, but nobody waits for it. */
  stop(): void {
    clearTimeout(this.timer);
    this.isDue = false;
    this.generator?.unref();
    this.generator?.stdout.destroy();
    this.generator?.stderr.destroy();
  }

  /** Generates now, or after the run in progress. Errors are reported, never thrown: the server works without it. */
  private generate(): void {
    this.isDue = this.isRunning;
    if (this.isRunning) return;
    this.isRunning = true;
    this.isOutdated = false;
    const generator = spawn(process.execPath, this.program, {
      cwd: this.project.root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // The server's restart has priority.
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
    if (code !== 0 && !this.isOutdated) this.tell(`Godot classes are not up to date: ${reasonIn(output)}`);
    if (code === 0 && !output.includes('nothing changed')) this.tell(`Godot classes: ${output.trim()}`);
    if (this.isDue) this.generate();
  }
}

/** The line of an uncaught error that says what is wrong. */
function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /^(?:\w*Error|x|×)\b/.test(line)) ?? lines.find((line) => line !== '') ?? 'no reason given'
  );
}
