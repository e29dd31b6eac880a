import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** The replay's part of the rooms' message types, 65-69. */
export enum ReplayMessageType {
  Control = 65,
  Changed = 66,
}

/** Maximum playback speed. */
export const MAX_SPEED = 64;
const MAX_MS = 4_294_967_295;

/** The status of a replay: sent after a seek or a change of speed, and about once a second. */
@ServerMessage(ReplayMessageType.Changed)
export class ReplayChangedDto {
  /** The position shown, in milliseconds since the room began. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly positionMs!: number;

  /** Length of the recording. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly durationMs!: number;

  /** The recorded tick that is shown. */
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly tick!: number;

  /** Playback speed; 0 while paused. */
  @IsNumber()
  @Min(0)
  @Max(MAX_SPEED)
  readonly speed!: number;

  /** Whether a seek is in progress; until it is done, the last snapshot before the target is shown. */
  @IsBoolean()
  readonly isSeeking!: boolean;

  /** How the simulation differs from the recording, from where on only snapshots are shown. Empty while it does not. */
  @IsString()
  readonly difference!: string;

  constructor(fields: ReplayChangedDto) {
    Object.assign(this, fields);
  }
}

/** Changes the speed of a replay, or seeks. For rooms of the type "replay". */
@ClientMessage(ReplayMessageType.Control, { reply: ReplayChangedDto })
export class ReplayControlDto {
  /** Multiple of the recorded speed, 0 to pause; absent: unchanged. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_SPEED)
  readonly speed?: number;

  /** Position to seek to, in milliseconds since the room began. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_MS)
  readonly seekMs?: number;
}
