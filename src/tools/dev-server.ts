import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * The development server. A new one is loaded while the old one serves; only when nothing but its start is left to do, the
 * old one stops, keeps its rooms, and the new one takes them over. What does not load stops nothing.
 */
export class DevServer {
  private serving: ChildProcess | undefined;
  private loading: ChildProcess | undefined;
  private isStopping = false;

  /**
   * @param folder the compiled source
   * @param nodeArguments further ones for Node
   * @param tell gets a line for the developer
   */
  constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly nodeArguments: readonly string[],
    private readonly tell: (line: string) => void,
  ) {}

  /** Replaces the server by one of the source as it is now. Called again meanwhile, only the newest one counts. */
  async replace(): Promise<void> {
    this.loading?.kill('SIGKILL');
    const next = this.spawn();
    this.loading = next;
    const isLoaded = await isLoadedOrGone(next);
    if (this.loading !== next) return;
    if (!isLoaded) {
      this.loading = undefined;
      if (this.serving) this.tell('The change cannot be loaded; the server goes on without it.');
      return;
    }
    await this.end();
    // Changed once more while the old one stopped.
    if (this.loading !== next || this.isStopping) return;
    this.loading = undefined;
    this.serving = next;
    next.once('exit', () => this.forget(next));
    next.send('start');
  }

  /** Stops it in the orderly way. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.isStopping = true;
    this.loading?.kill('SIGKILL');
    await this.end(signal);
  }

  private spawn(): ChildProcess {
    const program = [...this.nodeArguments, '--enable-source-maps', join(this.folder, 'tools/dev-standby.js')];
    return spawn(process.execPath, program, { cwd: this.root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  }

  private async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { serving } = this;
    if (serving === undefined) return;
    const isGone = once(serving, 'exit');
    serving.kill(signal);
    await isGone;
  }

  private forget(server: ChildProcess): void {
    if (this.serving !== server) return;
    this.serving = undefined;
    const { exitCode } = server;
    if (exitCode !== 0 && !this.isStopping) this.tell('The server has ended; it starts again with the next change.');
  }
}

async function isLoadedOrGone(child: ChildProcess): Promise<boolean> {
  return Promise.race([once(child, 'message').then(() => true), once(child, 'exit').then(() => false)]);
}
