import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { freePort } from './server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const DEBIAN_HOME = '/usr/lib/postgresql';
/** Who runs it when the tests run as root, which PostgreSQL refuses. Debian's package makes this user. */
const SERVICE_USER = 'postgres';

/** A real PostgreSQL in a process, a port and a folder of its own; it ends with the spec file. */
export class Postgres {
  /** What a server's DATABASE_URL is set to. */
  readonly url: string;
  private process: LoggedProcess | undefined;

  private constructor(
    /** The folder with PostgreSQL's own programs. */
    readonly programs: string,
    private readonly folder: string,
    readonly port: number,
  ) {
    this.url = `postgres://godwit@127.0.0.1:${port}/postgres`;
  }

  /**
   * Makes an empty database and starts it.
   * @returns undefined where PostgreSQL is not installed, after a line that says so
   * @throws Error when it is not installed and CI is true, and when it does not start
   */
  static async start(): Promise<Postgres | undefined> {
    const programs = findPrograms();
    if (programs === undefined) {
      if (process.env.CI === 'true') throw new Error('PostgreSQL is not installed, and CI allows no skipped test.');
      process.stderr.write('PostgreSQL is not installed; its tests are skipped.\n');
      return undefined;
    }
    const folder = temporaryFolder('postgres');
    const user = serviceUser();
    if (user) chownSync(folder, user.uid, user.gid);
    const postgres = new Postgres(programs, folder, await freePort());
    postgres.init();
    await postgres.resume();
    return postgres;
  }

  /** Starts it again after {@link stop}. */
  async resume(): Promise<void> {
    const options = ['-D', this.folder, '-p', String(this.port), '-k', this.folder, '-h', '127.0.0.1'];
    // Shared memory as files of its folder: outside of it they would stay behind when a test kills it.
    const memory = ['-c', 'dynamic_shared_memory_type=mmap'];
    const [command, ...args] = asService([join(this.programs, 'postgres'), ...options, ...memory, '-F']);
    this.process = new LoggedProcess({ name: 'PostgreSQL', command, args, cwd: this.folder, env: environment() });
    await this.process.waitForLine(/ready to accept connections/);
  }

  /** Ends it at once, cutting every connection (SIGINT is its fast shutdown). */
  async stop(): Promise<void> {
    await this.process?.stop('SIGINT');
  }

  private init(): void {
    const line: [string, ...string[]] = [
      join(this.programs, 'initdb'),
      '-D',
      this.folder,
      '-U',
      'godwit',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '-N',
    ];
    const [command, ...args] = asService(line);
    const { status, stderr } = spawnSync(command, args, { cwd: this.folder, env: environment(), encoding: 'utf8' });
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  }
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };
}

/** The folder with initdb and postgres: in PATH, or the newest where Debian puts them. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN_HOME) ? readdirSync(DEBIAN_HOME).sort((a, b) => Number(b) - Number(a)) : [];
  const debian = versions.map((version) => join(DEBIAN_HOME, version, 'bin'));
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...debian];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function serviceUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, SERVICE_USER], { encoding: 'utf8' }).stdout),
  );
  if (!uid || !gid) throw new Error(`PostgreSQL does not run as root, and there is no user "${SERVICE_USER}".`);
  return { uid, gid };
}

function asService(line: [string, ...string[]]): [string, ...string[]] {
  const user = serviceUser();
  if (!user) return line;
  return ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--', ...line];
}
