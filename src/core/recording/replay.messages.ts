import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** The replay's part of the rooms' block of types, 65-69. */
export enum ReplayMessageType {
  Control = 65,
  Changed = 66,
}

/** The fastest that a recording is played, times its own speed. */
export const MAX_SPEED = 64;
const MAX_MS = 4_294_967_295;

/** A replay goes on from elsewhere, or at another speed; and how it is about once a second. */
@ServerMessage(ReplayMessageType.Changed)
export class ReplayChangedDto {
  /** What is shown, in milliseconds since the room began. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly positionMs!: number;

  /** How long the recording is. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly durationMs!: number;

  /** The tick of the recorded room that is shown. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly tick!: number;

  /** How fast it is played; 0 while it is paused. */
  @IsNumber()
  @Min(0)
  @Max(MAX_SPEED)
  readonly speed!: number;

  /** Whether it is on its way to where it was sent; until then the last snapshot before is shown. */
  @IsBoolean()
  readonly isSeeking!: boolean;

  /** What the room has become from here on, where it differs from the recording: only snapshots are shown. Empty while it does not. */
  @IsString()
  readonly difference!: string;

  constructor(fields: ReplayChangedDto) {
    Object.assign(this, fields);
  }
}

/** Plays a recording at another speed, or from elsewhere. For rooms of the type "replay". */
@ClientMessage(ReplayMessageType.Control, { reply: ReplayChangedDto })
export class ReplayControlDto {
  /** Times the recorded speed, 0 to pause; as it is when absent. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_SPEED)
  readonly speed?: number;

  /** Goes there, in milliseconds since the room began. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly seekMs?: number;
}
