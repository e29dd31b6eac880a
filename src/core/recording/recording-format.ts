import type { ErrorCode } from '../../protocol/error-codes.js';
import type { LeaveReason } from '../rooms/api/room-member.js';
import type { RoomMetadata, RoomSettings } from '../rooms/api/room-settings.js';

/**
 * A recording is a text in gzip (RFC 1952), one JSON object per line: a {@link RecordingHeader}, then
 * {@link RecordingEntry}s in the order in which things happened. Each gzip member holds what came in a second or two, so a
 * file that ends early lacks no more than that. `zcat` shows it all.
 */
export const FORMAT = 'godwit.recording';

/** Which form of the format this server writes and reads. */
export const VERSION = 1;

/** How a recording's file ends. */
export const EXTENSION = '.recording.gz';

/** What room it is. */
export interface RecordingHeader {
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly roomId: string;
  readonly code: string;
  readonly roomType: string;
  /** Without the password. */
  readonly settings: RoomSettings;
  /** What `onCreate` got; absent for a room that was restored, which cannot be simulated again. */
  readonly options?: object;
  /** The hash of the server's contract. */
  readonly contract: string;
  /** Ticks and patches per second. */
  readonly tickHz: number;
  readonly patchHz: number;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** Everything of a room at one moment, but what only its author's objects know. */
export interface RecordedSnapshot {
  /** The state in bytes, as `snapshotState` writes it, in base64; absent for a room without one. */
  readonly state?: string;
  /** What the `save` of the room returns, then those of its plugins; without those that have none. */
  readonly saved: readonly unknown[];
  /** Where the room's random numbers are. */
  readonly random: string;
}

/** Why a recording ends before its room does. */
export type StopReason = 'full' | 'slow' | 'failed' | 'shutdown';

/** What a service has failed with. */
export interface RecordedError {
  /** That of a GameError. */
  readonly code?: ErrorCode;
  readonly message: string;
}

/** Something that happened. Members are named by their numbers. */
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
  | { readonly op: 'message'; readonly member: number; readonly type: number; readonly message: object }
  /** What the room had asked a service for the `call`th time, or why it did not get it. */
  | { readonly op: 'result'; readonly call: number; readonly value?: unknown }
  | { readonly op: 'result'; readonly call: number; readonly error: RecordedError }
  | { readonly op: 'settle' }
  | { readonly op: 'lock'; readonly isLocked: boolean }
  | { readonly op: 'metadata'; readonly changes: RoomMetadata }
  /** The room is over; `hash` is that of a snapshot taken then. */
  | { readonly op: 'end'; readonly code: string; readonly hash: string }
  | { readonly op: 'stop'; readonly reason: StopReason };

/** Something that happened after tick `tick` and before the next one, or during it by the room's own doing. */
export type RecordingEntry = { readonly tick: number } & Happening;

/** Where what is simulated first differs from a recording. */
export interface Divergence {
  readonly tick: number;
  readonly what: string;
}
