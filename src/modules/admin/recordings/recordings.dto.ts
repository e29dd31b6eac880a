import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { StretchQueryDto } from '../frame/stretch-query.dto.js';

/** What a file is: being written, whole, stopped before its room ended, ending early, or no recording that can be read. */
export const RECORDING_STATES = [
  ...['running', 'whole', 'stopped', 'cut off'],
  ...['foreign', 'version', 'damaged', 'unreadable'],
] as const;

/** Which recordings are listed. */
export class RecordingQueryDto extends StretchQueryDto {
  /** A part of the file's name or of the room's code. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly search?: string;

  /** Only of rooms of this type. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly type?: string;

  /** Only files that are so. */
  @IsOptional()
  @IsIn(RECORDING_STATES)
  readonly state?: string;

  /** By what they are sorted. */
  @IsOptional()
  @IsIn(['startedAt', 'type', 'durationMs', 'players', 'size'])
  readonly sort?: string;
}

/** One recording. */
export class RecordingDto {
  /** The name of its file. */
  @IsString()
  @Length(1, 255)
  readonly id!: string;
}

/** A moment of one recording. */
export class RecordingTickDto extends RecordingDto {
  /** The tick. */
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  readonly tick!: number;
}

/** A message of one recording, counted from a moment. */
export class RecordingFindDto extends RecordingTickDto {
  /** Its type on the wire. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly type!: number;

  /** Whether it is the last before, and not the next after. */
  @IsBoolean()
  readonly isBack!: boolean;
}
