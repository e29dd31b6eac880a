import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { versionIn, type Project } from '../project/project.js';
import type { DevBuild } from './dev-build.js';

/** A trial that has neither started nor failed by then may wait for something that does not come. */
const SLOW_TRIAL_MS = 60_000;

/** A process of the server, and the build that it runs. */
interface Started {
  readonly child: ChildProcess;
  readonly folder: string;
}

/**
 * The development server. A new one is started on the side and loaded while the old one serves; only when nothing but its
 * real start is left to do, the old one stops, keeps its rooms, and the new one takes them over. What does not start stops
 * nothing; should the real start fail after all, as on data that the trial has not got, the old build serves again.
 */
export class DevServer {
  private serving: Started | undefined;
  /** Everything that belongs to the newest change, and is of no use after the next. */
  private readonly coming = new Set<ChildProcess>();
  private turn = 0;
  private isStopping = false;

  /**
   * @param project what it serves
   * @param nodeArguments further ones for Node
   * @param tell gets a line for the developer
   */
  constructor(
    private readonly project: Project,
    private readonly build: DevBuild,
    private readonly nodeArguments: readonly string[],
    private readonly tell: (line: string) => void,
  ) {}

  /** Replaces the server by one of this build. Called again meanwhile, only the newest one counts. */
  async replace(folder: string): Promise<void> {
    if (this.isStopping) return;
    const turn = this.begin();
    this.build.keepOnly(this.serving?.folder, folder);
    const next = this.serving ? await this.loadAfterTrial(folder) : await this.load(folder);
    if (turn !== this.turn) return;
    if (!next) {
      if (this.serving) this.tell('The change does not start; the server goes on without it.');
      return;
    }
    const before = this.serving?.folder;
    await this.end();
    // Changed once more while the old one stopped.
    if (turn !== this.turn) return;
    if (await this.serve(next)) this.build.keepOnly(folder);
    else if (before !== undefined && turn === this.turn) await this.goBack(before);
  }

  /** Stops it in the orderly way. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.isStopping = true;
    this.begin();
    await this.end(signal);
  }

  private begin(): number {
    for (const child of this.coming) child.kill('SIGKILL');
    this.coming.clear();
    this.turn += 1;
    return this.turn;
  }

  /** Loads it while the trial, which has loaded the same, is at what takes longer. @returns undefined when it fails */
  private async loadAfterTrial(folder: string): Promise<Started | undefined> {
    const trial = this.startTrial(folder);
    const serves = until(trial, 'serving');
    if (!(await until(trial, 'loaded'))) return undefined;
    const loading = this.load(folder);
    const didServe = await serves;
    const next = await loading;
    if (didServe) return next;
    next?.child.kill('SIGKILL');
    return undefined;
  }

  private startTrial(folder: string): ChildProcess {
    const data = join(folder, '../trial');
    const template = join(this.project.root, '.cache', `dev/database-${embeddedVersion()}`);
    const trial = spawn(
      process.execPath,
      ['--enable-source-maps', this.tool(folder, 'dev-trial'), ...this.filesIn(folder), data, template],
      {
        cwd: this.project.root,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const output: Buffer[] = [];
    for (const stream of [trial.stdout, trial.stderr]) stream?.on('data', (bytes: Buffer) => output.push(bytes));
    this.coming.add(trial);
    const slow = `The change has not started in ${SLOW_TRIAL_MS / 1000} s; the server goes on without it until then.`;
    const timer = setTimeout(() => this.tell(slow), SLOW_TRIAL_MS);
    const isOver = until(trial, 'serving');
    void isOver.then(() => clearTimeout(timer));
    trial.once('close', (code) => {
      if (code !== 0 && this.coming.has(trial)) this.tell(Buffer.concat(output).toString().trimEnd());
      this.coming.delete(trial);
    });
    return trial;
  }

  /** @returns undefined when it cannot be loaded */
  private async load(folder: string): Promise<Started | undefined> {
    const program = [
      ...[...this.nodeArguments, '--enable-source-maps'],
      ...[this.tool(folder, 'dev-standby'), ...this.filesIn(folder)],
    ];
    const child = spawn(process.execPath, program, {
      cwd: this.project.root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    this.coming.add(child);
    return (await until(child, 'loaded')) ? { child, folder } : undefined;
  }

  /** This repository's own tools change with its source; a project has those of the package. */
  private tool(folder: string, name: string): string {
    return this.project.isOwn ? join(folder, `tools/dev/${name}.js`) : join(import.meta.dirname, `${name}.js`);
  }

  /** The root module and the program of a build. */
  private filesIn(folder: string): string[] {
    const { source, appModule, main } = this.project;
    return [appModule, main].map((path) => join(folder, path.slice(source.length + 1).replace(/\.ts$/, '.js')));
  }

  /** @returns whether it has come to serve */
  private async serve(next: Started): Promise<boolean> {
    this.coming.delete(next.child);
    this.serving = next;
    next.child.once('exit', () => this.forget(next));
    const serves = until(next.child, 'serving');
    next.child.send('start');
    return serves;
  }

  private async goBack(folder: string): Promise<void> {
    this.tell('The change does not start with the data that there is; the server goes on as it was before.');
    const { turn } = this;
    const next = await this.load(folder);
    if (next && turn === this.turn) await this.serve(next);
  }

  private async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.serving?.child;
    if (child === undefined) return;
    const isGone = once(child, 'exit');
    child.kill(signal);
    await isGone;
  }

  private forget(server: Started): void {
    if (this.serving !== server) return;
    this.serving = undefined;
    const { exitCode } = server.child;
    if (exitCode !== 0 && !this.isStopping) this.tell('The server has ended; it starts again with the next change.');
  }
}

/** Whether a process says this word before it ends. */
function until(child: ChildProcess, word: string): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === word) resolve(true);
    });
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
  });
}

/** An empty database fits the version that made it. */
function embeddedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return versionIn(entry.slice(0, entry.lastIndexOf('pglite') + 'pglite'.length)) ?? '';
}
