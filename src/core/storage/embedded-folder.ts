import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { isComplete, markComplete } from './embedded-complete.js';

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

/** PostgreSQL's own cache; its default of 128 MB is memory that this process would hold for ever. */
const SHARED_BUFFERS = '16MB';

type Prepared = Awaited<ReturnType<NodeFS['init']>>;

/**
 * PGlite's folder, in which "written" means written to the disk. PGlite as it comes never waits for the disk: what it has
 * committed survives the end of the process, but not that of the machine. Together with {@link durableParameters},
 * PostgreSQL's own rules hold: a commit is answered once its log is on the disk.
 */
export class EmbeddedFolder extends NodeFS {
  /** @param sync waits until the file of a descriptor is on the disk */
  constructor(
    path: string,
    private readonly sync: (descriptor: number) => void = fsyncSync,
  ) {
    super(path);
  }

  override async init(...[database, options]: Parameters<NodeFS['init']>): Promise<Prepared> {
    const prepared = await super.init(database, options);
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

/**
 * Opens the database in `path`, or makes it; for one process at a time.
 * @param content what {@link PGlite.dumpDataDir} has given, to make it from; only for a folder that has none
 * @throws Error when PGlite cannot open it
 */
export async function openEmbeddedFolder(path: string, content?: Blob): Promise<PGlite> {
  if (!isComplete(path)) await make(path, content);
  return open(path);
}

/** Fills the folder, and lets go of what that took: initdb needs half a gigabyte. */
async function make(path: string, content: Blob | undefined): Promise<void> {
  rmSync(path, { recursive: true, force: true });
  const database = await open(path, content);
  await database.close();
  // PGlite copies what initdb or a dump gives it without waiting for the disk.
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) syncFile(join(path, name));
  markComplete(path);
}

function open(path: string, content?: Blob): Promise<PGlite> {
  const startParams = [...durableParameters(PGlite.defaultStartParams), '-c', `shared_buffers=${SHARED_BUFFERS}`];
  return PGlite.create({ fs: new EmbeddedFolder(path), startParams, ...(content && { loadDataDir: content }) });
}

function syncFile(path: string): void {
  if (!statSync(path).isFile()) return;
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** PGlite's own parameters with PostgreSQL's waiting for the disk, by the one way that the folder above hears of. */
export function durableParameters(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

function hasFolders(module: object): module is MappedFolders {
  return 'FS' in module && 'NODEFS' in module;
}
