import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const NAME = /^database-[0-9a-f]{8}\.lock$/;
const ATTEMPTS = 4;
const PAUSE_MS = 100;
/** Maximum length of a Unix socket's address that every system supports, in bytes. */
const MAX_ADDRESS_BYTES = 100;

/**
 * Locks a folder for one process. The lock is a socket that the process listens on, so the operating system releases it
 * when the process ends, however that happens; process ids would not do, since every container has its own.
 *
 * On Unix each process listens on a socket file of its own in the folder and then looks for others that answer. If two start
 * at once, the later one to look sees the other; if both do, both withdraw and retry at different times. Files that do not
 * answer are left over from dead processes, and the next holder removes them. On Windows it is one named pipe, which only
 * one process can have.
 */
export class FolderLock {
  private constructor(
    private readonly server: Server,
    private readonly dispose: () => void,
  ) {}

  /** Locks the folder, which is created if missing. @returns undefined when another process has it */
  static async take(folder: string): Promise<FolderLock | undefined> {
    mkdirSync(folder, { recursive: true });
    const path = realpathSync(folder);
    if (process.platform === 'win32') return takePipe(path, (server) => new FolderLock(server, () => undefined));

    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const lock = await FolderLock.attempt(path);
      if (lock) return lock;
      await delay(Math.random() * PAUSE_MS);
    }
    return undefined;
  }

  /** Whether the lock alone keeps the process alive, as it does at first. */
  keepProcess(isKept: boolean): void {
    if (isKept) this.server.ref();
    else this.server.unref();
  }

  /** Releases the folder. */
  async release(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
    this.dispose();
  }

  private static async attempt(folder: string): Promise<FolderLock | undefined> {
    const name = `database-${randomBytes(4).toString('hex')}.lock`;
    const short = shortNameOf(folder);
    let lock: FolderLock | undefined;
    try {
      const server = await listen(join(short.path, name));
      lock = new FolderLock(server, () => rmSync(join(folder, name), { force: true }));
      const names = readdirSync(folder).filter((entry) => NAME.test(entry));
      const others = names.filter((entry) => entry !== name);
      const answers = await Promise.all(others.map((entry) => isAnswered(join(short.path, entry))));
      // Its own file is missing if a holder removed it as a dead one just before it listened.
      if (names.includes(name) && !answers.includes(true)) {
        for (const entry of others) rmSync(join(folder, entry), { force: true });
        return lock;
      }
    } finally {
      short.dispose();
    }
    await lock.release();
    return undefined;
  }
}

async function takePipe(folder: string, make: (server: Server) => FolderLock): Promise<FolderLock | undefined> {
  const hash = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  try {
    return make(await listen(`\\\\.\\pipe\\godwit-${hash}`));
  } catch (error) {
    if (isCode(error, 'EADDRINUSE')) return undefined;
    throw error;
  }
}

async function listen(address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(address);
  await once(server, 'listening');
  return server.unref();
}

/** The kernel accepts the connection itself: even a busy or stopped process answers. */
function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(address);
    probe.on('connect', () => resolve(true));
    // Refused: nobody is listening. Missing: its owner has just left. Anything else may be a live process.
    probe.on('error', (error) => resolve(!isCode(error, 'ECONNREFUSED') && !isCode(error, 'ENOENT')));
    probe.on('connect', () => probe.destroy());
  });
}

/** A path to `folder` that is short enough for a socket's address. */
function shortNameOf(folder: string): { path: string; dispose: () => void } {
  if (Buffer.byteLength(join(folder, 'database-00000000.lock')) <= MAX_ADDRESS_BYTES) {
    return { path: folder, dispose: () => undefined };
  }
  const detour = mkdtempSync(join(tmpdir(), 'godwit-'));
  symlinkSync(folder, join(detour, 'd'));
  return { path: join(detour, 'd'), dispose: () => rmSync(detour, { recursive: true, force: true }) };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
