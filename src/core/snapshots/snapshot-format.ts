import { createHash } from 'node:crypto';
import type { SavedRoom } from '../rooms/runtime/saved-room.js';
import { MAX_SNAPSHOT_BYTES } from './room-store.js';

/** Increases with every change that an older server could not read. */
const VERSION = 1;
const HEAD = /^godwit-room (\d+) ([0-9a-f]{64})$/;
/** The head is one short line. */
const MAX_HEAD_BYTES = 100;
const LINE_FEED = 0x0a;

/** A room at one moment, as stored. */
export interface RoomSnapshot {
  /** When it was taken, milliseconds since 1970. */
  readonly savedAtMs: number;
  /** The stamp of the clean stop it was taken at; absent in a checkpoint. */
  readonly stamp?: string;
  /** The hash of the contract that the frames in it were encoded with. */
  readonly contract: string;
  readonly room: SavedRoom;
}

/** Why a snapshot cannot be read: one sentence for the log. */
export class SnapshotError extends Error {}

/** A snapshot as bytes: a line with version and SHA-256, then JSON. @throws TypeError when a room saves what JSON cannot represent */
export function encodeSnapshot(snapshot: RoomSnapshot): Buffer {
  const body = Buffer.from(JSON.stringify(snapshot));
  return Buffer.concat([Buffer.from(`godwit-room ${VERSION} ${hashOf(body)}\n`), body]);
}

/** The snapshot in `content`. @throws SnapshotError when it is too large, damaged, truncated, or of another version */
export function decodeSnapshot(content: Uint8Array): RoomSnapshot {
  checkSize(content);
  const end = content.subarray(0, MAX_HEAD_BYTES).indexOf(LINE_FEED);
  const [head, version, hash] = HEAD.exec(Buffer.from(content.subarray(0, Math.max(end, 0))).toString('latin1')) ?? [];
  if (head === undefined) throw new SnapshotError('It does not begin as a snapshot does.');
  if (Number(version) !== VERSION) throw new SnapshotError(`It has version ${version}; this server reads ${VERSION}.`);
  const body = content.subarray(end + 1);
  if (hashOf(body) !== hash) throw new SnapshotError('It is damaged or cut off.');
  // The hash matches, so this was written by a server of the same version.
  return JSON.parse(Buffer.from(body).toString()) as RoomSnapshot;
}

/** @throws SnapshotError when `content` has more bytes than a snapshot may have */
export function checkSize({ length }: Uint8Array): void {
  if (length > MAX_SNAPSHOT_BYTES)
    throw new SnapshotError(`It has ${length} bytes; ${MAX_SNAPSHOT_BYTES} are the most.`);
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
