import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { versionIn, type Project } from '../project/project.js';
import type { DevBuild } from './dev-build.js';
import { inspectorOf, isInspect, type DevOrder, type Inspector } from './dev-order.js';

/** After this time, a trial that has neither started nor failed is probably stuck. */
const SLOW_TRIAL_MS = 60_000;

/** A server process and the build it runs. */
interface Started {
  readonly child: ChildProcess;
  readonly folder: string;
}

/** A process waiting for its order, with the project's packages already loaded. */
interface Spare {
  readonly child: ChildProcess;
  /** The installed packages when it loaded them. */
  readonly installed: number;
}

type Program = 'dev-standby' | 'dev-trial';

const STDIO: Readonly<Record<Program, StdioOptions>> = {
  'dev-standby': ['inherit', 'inherit', 'inherit', 'ipc'],
  'dev-trial': ['ignore', 'pipe', 'pipe', 'ipc'],
};

/**
 * The development server. A new server is started and loaded on the side while the old one keeps serving; only when
 * everything but the actual start is done does the old one save its rooms and stop, and the new one takes them over. A new
 * server that fails to start stops nothing; if the actual start fails after all, such as on real data, the old build runs again.
 */
export class DevServer {
  private serving: Started | undefined;
  /** Processes for the newest change, useless after the next one. */
  private readonly coming = new Set<ChildProcess>();
  /** For the next change. */
  private readonly spares = new Map<Program, Spare>();
  private readonly inspector: Inspector | undefined;
  private readonly nodeArguments: readonly string[];
  private turn = 0;
  private trials = 0;
  private isStopping = false;

  /**
   * @param project the project to serve
   * @param nodeArguments additional arguments for Node
   * @param tell prints a line for the developer
   */
  constructor(
    private readonly project: Project,
    private readonly build: DevBuild,
    nodeArguments: readonly string[],
    private readonly tell: (line: string) => void,
  ) {
    this.nodeArguments = nodeArguments.filter((argument) => !isInspect(argument));
    this.inspector = inspectorOf(nodeArguments);
  }

  /** Replaces the server by one with this build. If called again meanwhile, only the newest call counts. */
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
    // There was another change while the old one stopped.
    if (turn !== this.turn) return;
    if (await this.serve(next)) {
      this.build.keepOnly(folder);
      this.prepareSpares(folder);
    } else if (before !== undefined && turn === this.turn) await this.goBack(before);
  }

  /** Stops it cleanly. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.isStopping = true;
    this.begin();
    for (const { child } of this.spares.values()) child.kill('SIGKILL');
    await this.end(signal);
  }

  private begin(): number {
    for (const child of this.coming) child.kill('SIGKILL');
    this.coming.clear();
    this.turn += 1;
    return this.turn;
  }

  /** Loads the server while the trial, which has loaded the same code, does its slower work. @returns undefined when it fails */
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
    const trial = this.process('dev-trial', folder);
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
    const child = this.process('dev-standby', folder);
    this.coming.add(child);
    return (await until(child, 'loaded')) ? { child, folder } : undefined;
  }

  /** A process ordered to load this build: a spare one, or a new one. */
  private process(program: Program, folder: string): ChildProcess {
    const spare = this.spares.get(program);
    this.spares.delete(program);
    const isGood = spare?.child.connected === true && spare.installed === this.installed();
    if (!isGood) spare?.child.kill('SIGKILL');
    const child = isGood ? spare.child : this.start(program, folder);
    // A process that ends while it gets its order is noticed by its exit.
    child.send(this.orderFor(folder), () => undefined);
    return child;
  }

  /** Starts the processes for the next change, so that they only have the game's own code left to load. */
  private prepareSpares(folder: string): void {
    for (const program of ['dev-trial', 'dev-standby'] as const) {
      if (this.isStopping || this.spares.has(program)) continue;
      const child = this.start(program, folder);
      child.once('error', () => undefined);
      this.spares.set(program, { child, installed: this.installed() });
    }
  }

  private start(program: Program, folder: string): ChildProcess {
    const { root } = this.project;
    const isTrial = program === 'dev-trial';
    if (isTrial) this.trials += 1;
    const data = join(folder, `../../trial-${this.trials}`);
    const folders = [data, join(root, `.cache/dev/database-${embeddedVersion()}`)];
    const options = [...(isTrial ? [] : this.nodeArguments), '--enable-source-maps'];
    const file = join(this.godwitIn(folder), `tools/dev/${program}.js`);
    const child = spawn(process.execPath, [...options, file, ...(isTrial ? folders : [])], {
      cwd: root,
      stdio: STDIO[program],
    });
    // In the parent, since a process that is killed cleans nothing up.
    if (isTrial) child.once('exit', () => rmSync(data, { recursive: true, force: true }));
    // A spare alone does not keep `godwit dev` running.
    child.channel?.unref();
    return child;
  }

  private orderFor(folder: string): DevOrder {
    const { source, appModule, main } = this.project;
    const built = (path: string): string => join(folder, path.slice(source.length + 1).replace(/\.ts$/, '.js'));
    const core = join(this.godwitIn(folder), 'core');
    return { appModule: built(appModule), main: built(main), core, inspector: this.inspector };
  }

  /** This repository's own core changes with its source; a project uses the package's. */
  private godwitIn(folder: string): string {
    return this.project.isOwn ? folder : join(import.meta.dirname, '../..');
  }

  /** npm writes this file on every installation. */
  private installed(): number {
    const lock = join(this.project.root, 'node_modules/.package-lock.json');
    return statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** @returns whether it started to serve */
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

/** Whether a process sends this word before it ends. */
function until(child: ChildProcess, word: string): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === word) resolve(true);
    });
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
  });
}

/** An empty database only fits the version that created it. */
function embeddedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return versionIn(entry.slice(0, entry.lastIndexOf('pglite') + 'pglite'.length)) ?? '';
}
