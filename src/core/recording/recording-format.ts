import type { ErrorCode } from '../../protocol/error-codes.js';
import type { LeaveReason } from '../rooms/api/room-member.js';
import type { RoomMetadata, RoomSettings } from '../rooms/api/room-settings.js';

/**
 * A recording is gzipped text (RFC 1952), one JSON object per line: a {@link RecordingHeader}, then
 * {@link RecordingEntry}s in the order in which things happened. Each gzip member covers a second or two, so a file that
 * ends early lacks no more than that. `zcat` shows everything.
 */
export const FORMAT = 'godwit.recording';

/** The version of the format that this server writes and reads. */
export const VERSION = 1;

/** The file extension. */
export const EXTENSION = '.recording.gz';

/** Describes the recorded room. */
export interface RecordingHeader {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly roomId: string;
  readonly code: string;
  readonly roomType: string;
  /** Without the password. */
  readonly settings: RoomSettings;
  /** The options for `onCreate`; absent for a restored room, which cannot be simulated again. */
  readonly options?: object;
  /** The hash of the server's contract. */
  readonly contract: string;
  /** Ticks and patches per second. */
  readonly tickHz: number;
  readonly patchHz: number;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** A room's complete state at one moment, except what only its author's own objects hold. */
export interface RecordedSnapshot {
  /** The state as base64 of what `snapshotState` writes; absent for a room without one. */
  readonly state?: string;
  /** What the room's `save` returns, then its plugins'; those without one are left out. */
  readonly saved: readonly unknown[];
  /** The state of the room's random generator. */
  readonly random: string;
}

/** Why a recording ends before its room does. */
export type StopReason = 'full' | 'slow' | 'failed' | 'shutdown' | 'moved' | 'asked';

/** The error of a service call. */
export interface RecordedError {
  /** The code of a GameError. */
  readonly code?: ErrorCode;
  readonly message: string;
}

/** Something that happened. Members are identified by their numbers. */
type Happening =
  | { readonly op: 'snapshot'; readonly snapshot: RecordedSnapshot }
  | {
      readonly op: 'enter';
      readonly member: number;
      readonly session: string;
      readonly name: string;
      readonly playerId?: string;
      readonly options: object;
    }
  | { readonly op: 'remove'; readonly member: number; readonly reason: LeaveReason }
  | { readonly op: 'drop' | 'return' | 'host'; readonly member: number }
  | {
      readonly op: 'message';
      readonly member: number;
      readonly type: number;
      readonly message: object;
      /** Of an input in a room with rewind: between which ticks, and where between them, lies what its sender saw. */
      readonly seen?: readonly [from: number, to: number, fraction: number];
    }
  /** The result of the room's `call`th call to a service, or its error. */
  | { readonly op: 'result'; readonly call: number; readonly value?: unknown }
  | { readonly op: 'result'; readonly call: number; readonly error: RecordedError }
  | { readonly op: 'settle' }
  /** The server was late: so many ticks never ran. */
  | { readonly op: 'lost'; readonly ticks: number }
  | { readonly op: 'lock'; readonly isLocked: boolean }
  | { readonly op: 'metadata'; readonly changes: RoomMetadata }
  /** The room has ended; `hash` is that of a final snapshot, and `players` how many came in. */
  | { readonly op: 'end'; readonly code: string; readonly hash: string; readonly players?: number }
  | { readonly op: 'stop'; readonly reason: StopReason; readonly players?: number };

/** Something that happened after tick `tick` and before the next one, or during it by the room itself. */
export type RecordingEntry = { readonly tick: number } & Happening;

/** Where a simulation first differs from the recording. */
export interface Divergence {
  readonly tick: number;
  readonly what: string;
}
