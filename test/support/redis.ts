import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { freePort } from './server.js';

/** What a test may choose. */
export interface RedisOptions {
  /** Lines of its configuration: `{ maxmemory: '2mb' }`. */
  readonly config?: Readonly<Record<string, string>>;
  /** The arguments before them, such as `--sentinel`. */
  readonly args?: readonly string[];
  /** The port; a free one by default. */
  readonly port?: number;
}

/** A real Redis in a process, a port and a folder of its own; it ends with the spec file. */
export class Redis {
  /** What a server's REDIS_URL is set to. */
  readonly url: string;
  private process: LoggedProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly options: RedisOptions,
  ) {
    this.url = `redis://127.0.0.1:${port}`;
  }

  /**
   * Starts an empty one.
   * @returns undefined where Redis is not installed, after a line that says so
   * @throws Error when it is not installed and CI is true, and when it does not start
   */
  static async start(options: RedisOptions = {}): Promise<Redis | undefined> {
    if (spawnSync('redis-server', ['--version']).status !== 0) {
      if (process.env.CI === 'true') throw new Error('Redis is not installed, and CI allows no skipped test.');
      process.stderr.write('Redis is not installed (apt-get install redis-server); its tests are skipped.\n');
      return undefined;
    }
    const redis = new Redis(options.port ?? (await freePort()), temporaryFolder('redis'), options);
    redis.writeConfig();
    await redis.resume();
    return redis;
  }

  /** Starts it again after {@link stop} or {@link kill}; what it had saved is there again. */
  async resume(): Promise<void> {
    this.process = new LoggedProcess({
      name: 'Redis',
      command: 'redis-server',
      args: [this.configFile, ...(this.options.args ?? [])],
      cwd: this.folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    });
    await this.process.waitForLine(/Ready to accept connections|\+monitor/);
  }

  /** Ends it after it has saved everything. */
  async stop(): Promise<void> {
    this.tell('SAVE');
    await this.process?.stop('SIGTERM');
  }

  /** Ends it at once; what was not saved is gone. */
  async kill(): Promise<void> {
    await this.process?.kill();
  }

  /** Stops its process where it is, without closing anything, until {@link thaw}. */
  freeze(): void {
    this.process?.freeze();
  }

  /** Lets it go on after {@link freeze}. */
  thaw(): void {
    this.process?.thaw();
  }

  /** Gives it a command by redis-cli. @returns what that prints */
  tell(...command: string[]): string {
    const auth = this.options.config?.requirepass;
    const args = ['-p', String(this.port), ...(auth ? ['-a', auth, '--no-auth-warning'] : []), ...command];
    return spawnSync('redis-cli', args, { encoding: 'utf8', timeout: 5_000 }).stdout.trim();
  }

  private get configFile(): string {
    return join(this.folder, 'redis.conf');
  }

  private writeConfig(): void {
    const isSentinel = this.options.args?.includes('--sentinel') === true;
    const common = { port: String(this.port), bind: '127.0.0.1', dir: this.folder, daemonize: 'no' };
    // Nothing is saved but when a test wants it; the delay of a failover's first copy is for large ones.
    const defaults = isSentinel ? common : { ...common, save: '""', 'repl-diskless-sync-delay': '0' };
    const lines = Object.entries({ ...defaults, ...this.options.config }).map(([name, value]) => `${name} ${value}`);
    writeFileSync(this.configFile, `${lines.join('\n')}\n`);
  }
}
