import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBase64,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const MAX_TYPE = 65_535;
const MAX_BATCH = 256;
const MAX_PLAYERS = 8;
/** What a request's body takes. */
const MAX_FRAME_LENGTH = 1_048_576;

/** How a message is made up. */
export const SAMPLE_KINDS = ['random', 'limits', 'invalid'] as const;

/** Which message to make up, and how. */
export class PlaygroundSampleDto {
  /** The message's type. */
  @IsInt()
  @Min(0)
  @Max(MAX_TYPE)
  readonly type!: number;

  /** `random` and `limits` keep its rules, `invalid` breaks one on purpose. */
  @IsIn(SAMPLE_KINDS)
  readonly kind!: (typeof SAMPLE_KINDS)[number];
}

/** A packet to encode. */
export class PlaygroundPacketDto {
  /** The message's type. */
  @IsInt()
  @Min(0)
  @Max(MAX_TYPE)
  readonly type!: number;

  /** The number of the request; 0 for none. */
  @IsInt()
  @Min(0)
  readonly ref!: number;

  /** The message in JSON form; absent for one without fields. */
  @IsOptional()
  @IsObject()
  readonly message?: object;
}

/** Packets to encode. */
export class PlaygroundPacketsDto {
  /** In the order of the answers. */
  @IsArray()
  @ArrayMaxSize(MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => PlaygroundPacketDto)
  readonly packets!: PlaygroundPacketDto[];
}

/** A Variant: one of its two forms. */
export class PlaygroundVariantDto {
  /** As a message has it in JSON. */
  @IsOptional()
  @IsBase64()
  @MaxLength(MAX_FRAME_LENGTH)
  readonly base64?: string;

  /** As a form has it. */
  @IsOptional()
  @IsObject()
  readonly form?: object;
}

/** A frame that a test player has received. */
export class PlaygroundFrameDto {
  /** The player's number. */
  @IsInt()
  @Min(1)
  @Max(MAX_PLAYERS)
  readonly player!: number;

  /** A binary frame, in base64. */
  @IsOptional()
  @IsBase64()
  @MaxLength(MAX_FRAME_LENGTH)
  readonly bytes?: string;

  /** A text frame. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_FRAME_LENGTH)
  readonly text?: string;

  /** Set, without a frame, once the player's session has been resumed at this point. */
  @IsOptional()
  @IsBoolean()
  readonly isBack?: boolean;
}

/** Frames to decode, in the order in which they came. */
export class PlaygroundFramesDto {
  /** Tells apart pages of one administrator: whatever the page has made up for itself. */
  @IsString()
  @Length(1, 40)
  readonly page!: string;

  /** What has come. */
  @IsArray()
  @ArrayMaxSize(MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => PlaygroundFrameDto)
  readonly frames!: PlaygroundFrameDto[];

  /** The players whose state is shown. */
  @IsArray()
  @ArrayMaxSize(MAX_PLAYERS)
  @IsInt({ each: true })
  readonly states!: number[];
}
