import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Emscripten's record of an open file. */
interface OpenFile {
  /** Node's file descriptor. */
  readonly nfd: number;
  readonly node: { readonly mode: number };
}

/** The part of emscripten that maps a folder; PGlite's types refer to a package that is not installed. */
interface MappedFolders {
  readonly FS: { isDir(mode: number): boolean };
  readonly NODEFS: { readonly stream_ops: { fsync?: (file: OpenFile) => number } };
}

/** WASI error numbers, which PostgreSQL sees as errno. */
const OK = 0;
const EINVAL = 28;
const EIO = 29;

/** Present in every PostgreSQL folder; where it is missing, PGlite creates a new database, whatever else is there. */
const VERSION_FILE = 'PG_VERSION';

/** A database is created under this suffix and renamed when complete, so anything with the final name may hold data. */
const DRAFT_ENDING = '-unfinished';

/** The first ones name the cause. */
const MAX_COMPLAINTS = 3;

/** PostgreSQL's messages when it gives up, after its time and process number. */
const COMPLAINT = /\b(?:FATAL|PANIC|ERROR|DETAIL): +(.*)$/;

/** PostgreSQL's own cache; the default of 128 MB would be held by this process for good. */
const SHARED_BUFFERS = '16MB';

/** The minimum: two WAL files. The default keeps 80 MB of them. */
const WAL_SIZE = '32MB';

type Prepared = Awaited<ReturnType<NodeFS['init']>>;

/**
 * PGlite's folder, in which "written" means written to disk. By default PGlite never waits for the disk: committed data
 * survives the end of the process, but not of the machine. With this and {@link durableParameters}, PostgreSQL's own
 * guarantees hold: a commit is confirmed once its WAL is on disk.
 */
export class EmbeddedFolder extends NodeFS {
  private readonly complaints: string[] = [];

  /** @param sync waits until the file of a descriptor is on disk */
  constructor(
    path: string,
    private readonly sync: (descriptor: number) => void = fsyncSync,
  ) {
    super(path);
  }

  /** PostgreSQL's error messages so far; empty when there are none. */
  get complaint(): string {
    return this.complaints.join(' ');
  }

  override async init(...[database, options]: Parameters<NodeFS['init']>): Promise<Prepared> {
    const prepared = await super.init(database, options);
    prepared.emscriptenOpts.printErr = (line: string) => {
      const [, complaint] = COMPLAINT.exec(line) ?? [];
      if (complaint !== undefined && this.complaints.length < MAX_COMPLAINTS) this.complaints.push(complaint);
    };
    prepared.emscriptenOpts.preRun?.push((module: object) => {
      if (!hasFolders(module)) throw new Error('This version of PGlite maps folders in a way that is not known here.');
      module.NODEFS.stream_ops.fsync = (file: OpenFile) => {
        try {
          this.sync(file.nfd);
          return OK;
        } catch {
          // Not every system can sync a folder, and PostgreSQL accepts this answer for one; a file must be synced.
          return module.FS.isDir(file.node.mode) ? EINVAL : EIO;
        }
      };
    });
    return prepared;
  }
}

/** Whether there is anything in `path`, which then is a database or what is left of one. */
export function hasFiles(path: string): boolean {
  return existsSync(path) && readdirSync(path).length > 0;
}

/** Where a restore moves the database in `path` until the new one is in place. */
export function replacedFolder(path: string): string {
  return `${path}-replaced`;
}

/**
 * Opens the database in `path`, or creates it if there is nothing; for one process at a time. An existing folder is never
 * replaced, whole or not.
 * @param content from {@link PGlite.dumpDataDir}, to create it from; only for a folder that has no database
 * @throws Error, with PostgreSQL's reason, when it cannot be opened
 */
export async function openEmbeddedFolder(path: string, content?: Blob): Promise<PGlite> {
  const replaced = replacedFolder(path);
  if (!hasFiles(path) && hasFiles(replaced)) {
    throw new Error(`a restore was interrupted, and the database of before it is in ${replaced}`);
  }
  if (!hasFiles(path)) await make(path, content);
  else if (!existsSync(join(path, VERSION_FILE))) throw new Error(`${VERSION_FILE} is missing in it`);
  return open(path);
}

/** Creates the folder's content, then frees the memory that took: initdb needs half a gigabyte. */
async function make(path: string, content: Blob | undefined): Promise<void> {
  const draft = path + DRAFT_ENDING;
  rmSync(draft, { recursive: true, force: true });
  const database = await open(draft, content);
  await database.close();
  // PGlite copies the output of initdb or a dump without waiting for the disk.
  for (const name of readdirSync(draft, { recursive: true, encoding: 'utf8' })) syncFile(join(draft, name));
  if (existsSync(path)) rmdirSync(path);
  renameSync(draft, path);
  syncFolder(dirname(path));
}

async function open(path: string, content?: Blob): Promise<PGlite> {
  const fs = new EmbeddedFolder(path);
  const sizes = [`shared_buffers=${SHARED_BUFFERS}`, `min_wal_size=${WAL_SIZE}`, `max_wal_size=${WAL_SIZE}`];
  const startParams = [...durableParameters(PGlite.defaultStartParams), ...sizes.flatMap((size) => ['-c', size])];
  try {
    return await PGlite.create({ fs, startParams, ...(content && { loadDataDir: content }) });
  } catch (cause) {
    const own = cause instanceof Error ? cause.message : String(cause);
    throw new Error(fs.complaint === '' ? own : fs.complaint, { cause });
  }
}

function syncFile(path: string): void {
  if (!statSync(path).isFile()) return;
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Not every system can open a folder; there, the rename is as durable as the system makes it. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    return;
  }
}

/** PGlite's own parameters plus waiting for the disk, by the one sync method that the folder above intercepts. */
export function durableParameters(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

function hasFolders(module: object): module is MappedFolders {
  return 'FS' in module && 'NODEFS' in module;
}
