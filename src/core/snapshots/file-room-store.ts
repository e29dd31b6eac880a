import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { FolderLock } from '../storage/folder-lock.js';
import { MAX_SNAPSHOT_BYTES, ROOM_ID, RoomStore } from './room-store.js';

/** Folder inside DATA_DIR. */
const FOLDER = 'rooms';
const ENDING = '.room';
const DRAFT_ENDING = '.new';
const ASIDE_ENDING = '.broken';
const SEAL = 'seal';
/** Rooms contain secrets: passwords, and hidden game state. */
const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/**
 * One file per room in DATA_DIR/rooms, so that saving one touches no other. A file is written next to the one it replaces,
 * synced to disk, and then renamed, so there is a whole one at any moment.
 */
@Injectable()
export class FileRoomStore extends RoomStore {
  private readonly folder: string;
  private lock: FolderLock | undefined;

  constructor({ DATA_DIR }: GameConfig) {
    super();
    this.folder = resolve(DATA_DIR, FOLDER);
  }

  override async open(): Promise<boolean> {
    await mkdir(this.folder, { recursive: true, mode: OWNER_ONLY.folder });
    this.lock = await FolderLock.take(this.folder);
    return this.lock !== undefined;
  }

  override async list(): Promise<string[]> {
    const names = await readdir(this.folder);
    const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
    return ids.filter((id) => ROOM_ID.test(id));
  }

  override async load(id: string): Promise<Uint8Array | undefined> {
    const path = this.pathOf(id);
    try {
      const { size } = await stat(path);
      return size > MAX_SNAPSHOT_BYTES ? undefined : await readFile(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  override save(id: string, content: Uint8Array): Promise<void> {
    return this.write(this.pathOf(id), content);
  }

  override async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  override async setAside(id: string): Promise<void> {
    await rename(this.pathOf(id), join(this.folder, id + ASIDE_ENDING)).catch(ignoreMissing);
  }

  override async seal(stamp: string): Promise<void> {
    // Renames reach the disk when their folder is synced; the seal must not be there before the rooms.
    await this.syncFolder();
    await this.write(join(this.folder, SEAL), Buffer.from(stamp));
    await this.syncFolder();
  }

  override async breakSeal(): Promise<string | undefined> {
    const path = join(this.folder, SEAL);
    const stamp = await readFile(path, 'utf8').catch(ignoreMissing);
    if (stamp === undefined) return undefined;
    await rm(path);
    await this.syncFolder();
    return stamp;
  }

  override async clear(): Promise<void> {
    for (const id of await this.list()) await this.remove(id);
    const drafts = (await readdir(this.folder)).filter((name) => name.endsWith(DRAFT_ENDING));
    for (const name of [SEAL, ...drafts]) await rm(join(this.folder, name), { force: true });
  }

  override async close(): Promise<void> {
    await this.lock?.release();
    this.lock = undefined;
  }

  private pathOf(id: string): string {
    if (!ROOM_ID.test(id)) throw new RangeError(`"${id}" is no id of a room.`);
    return join(this.folder, id + ENDING);
  }

  private async write(path: string, content: Uint8Array): Promise<void> {
    const draft = path + DRAFT_ENDING;
    const file = await open(draft, 'w', OWNER_ONLY.file);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }

  // Not every system can open a folder; there, the rename is as durable as the system makes it.
  private async syncFolder(): Promise<void> {
    const folder = await open(this.folder, 'r').catch(() => undefined);
    await folder?.sync().catch(() => undefined);
    await folder?.close();
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}
