import { IsBoolean, IsEnum, IsInt, IsNumber, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../src/protocol/message.decorators.js';
import { MoveRules } from '../move-rules.js';

/** The wire types of this measurement. */
export enum CodecBenchType {
  Input = 60_000,
  Status = 60_001,
}

/** A player's team. */
export enum Team {
  Red = 'red',
  Blue = 'blue',
  None = 'none',
}

/** A player's input of one tick. */
@ClientMessage(CodecBenchType.Input)
export class CodecInputDto extends MoveRules {}

/** A player's state: ten fields of many kinds. */
@ServerMessage(CodecBenchType.Status)
export class CodecStatusDto {
  /** The player. */
  @IsInt()
  @Min(0)
  readonly id!: number;

  /** What the player is called. */
  @IsString()
  @Length(1, 24)
  readonly name!: string;

  /** Where it stands. */
  @IsNumber()
  readonly x!: number;

  /** Where it stands. */
  @IsNumber()
  readonly y!: number;

  /** Percent. */
  @IsInt()
  @Min(0)
  @Max(100)
  readonly health!: number;

  /** May be below zero. */
  @IsInt()
  @Min(-1_000_000)
  @Max(1_000_000)
  readonly score!: number;

  /** Whether it takes part. */
  @IsBoolean()
  readonly isAlive!: boolean;

  /** Its side. */
  @IsEnum(Team)
  readonly team!: Team;

  /** The server's tick. */
  @IsInt()
  @Min(0)
  @Max(2 ** 31)
  readonly tick!: number;

  /** What it carries in front of its name. */
  @IsOptional()
  @IsString()
  @MaxLength(24)
  readonly title?: string;

  constructor(fields: CodecStatusDto) {
    Object.assign(this, fields);
  }
}
