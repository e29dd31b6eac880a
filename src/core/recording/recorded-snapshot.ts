import { createHash } from 'node:crypto';
import { snapshotState } from '../../protocol/state/state-snapshot.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { writeExactly } from './exact-json.js';
import type { RecordedSnapshot } from './recording-format.js';

const HASH_LENGTH = 32;

/** Takes a snapshot of a room, between two ticks. */
export function takeSnapshot({ parts, room, random }: RoomRuntime): RecordedSnapshot {
  const saved = parts.flatMap((part): unknown[] => (part.save === undefined ? [] : [part.save()]));
  const { state } = room;
  if (state === undefined) return { saved, random: random.save() };
  return { state: Buffer.from(snapshotState(state)).toString('base64'), saved, random: random.save() };
}

/** The hash of a snapshot: equal for rooms that will continue identically. */
export function hashSnapshot({ state, saved, random }: RecordedSnapshot): string {
  const text = writeExactly([state ?? null, saved, random]);
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
