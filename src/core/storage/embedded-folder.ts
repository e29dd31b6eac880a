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

/** What emscripten knows of an open file. */
interface OpenFile {
  /** Node's descriptor. */
  readonly nfd: number;
  readonly node: { readonly mode: number };
}

/** The part of emscripten that maps a folder; PGlite's types leave it to a package that is not there. */
interface MappedFolders {
  readonly FS: { isDir(mode: number): boolean };
  readonly NODEFS: { readonly stream_ops: { fsync?: (file: OpenFile) => number } };
}

/** WASI's numbers, which PostgreSQL gets to see as errno. */
const OK = 0;
const EINVAL = 28;
const EIO = 29;

/** Stands in every folder of PostgreSQL; PGlite makes a new database where it is missing, whatever else is there. */
const VERSION_FILE = 'PG_VERSION';

/** Where a database is made; it gets its name when it is complete, so whatever has the name may hold data. */
const DRAFT_ENDING = '-unfinished';

/** The first ones name the cause. */
const MAX_COMPLAINTS = 3;

/** What PostgreSQL says when it gives up, behind its time and process number. */
const COMPLAINT = /\b(?:FATAL|PANIC|ERROR|DETAIL): +(.*)$/;

/** PostgreSQL's own cache; its default of 128 MB is memory that this process would hold for ever. */
const SHARED_BUFFERS = '16MB';

/** The least that it takes: two files of the log. Its default keeps 80 MB of them. */
const WAL_SIZE = '32MB';

type Prepared = Awaited<ReturnType<NodeFS['init']>>;

/**
 * PGlite's folder, in which "written" means written to the disk. PGlite as it comes never waits for the disk: what it has
 * committed survives the end of the process, but not that of the machine. Together with {@link durableParameters},
 * PostgreSQL's own rules hold: a commit is answered once its log is on the disk.
 */
export class EmbeddedFolder extends NodeFS {
  private readonly complaints: string[] = [];

  /** @param sync waits until the file of a descriptor is on the disk */
  constructor(
    path: string,
    private readonly sync: (descriptor: number) => void = fsyncSync,
  ) {
    super(path);
  }

  /** What PostgreSQL has complained of so far, in its own words; empty when it has not. */
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
          // Not every system can sync a folder, for which PostgreSQL takes this answer; a file must be synced.
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

/** Where a restore puts the database in `path` until the new one has its name. */
export function replacedFolder(path: string): string {
  return `${path}-replaced`;
}

/**
 * Opens the database in `path`, or makes it where there is nothing; for one process at a time. What is there is never
 * replaced, whole or not.
 * @param content what {@link PGlite.dumpDataDir} has given, to make it from; only for a folder that has none
 * @throws Error, with the reason that PostgreSQL gives, when it cannot be opened
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

/** Fills the folder, and lets go of what that took: initdb needs half a gigabyte. */
async function make(path: string, content: Blob | undefined): Promise<void> {
  const draft = path + DRAFT_ENDING;
  rmSync(draft, { recursive: true, force: true });
  const database = await open(draft, content);
  await database.close();
  // PGlite copies what initdb or a dump gives it without waiting for the disk.
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

/** Not every system can open a folder; there, the new name is as durable as the system makes it. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    return;
  }
}

/** PGlite's own parameters with PostgreSQL's waiting for the disk, by the one way that the folder above hears of. */
export function durableParameters(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

function hasFolders(module: object): module is MappedFolders {
  return 'FS' in module && 'NODEFS' in module;
}
