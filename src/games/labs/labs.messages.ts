import { IsArray, IsBoolean, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Wire } from '../../protocol/contract/wire.decorator.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { NumberedInputDto } from '../../core/simulation/numbered-input.js';

/** The labs' message types, 960-979. */
export enum LabsType {
  Input = 960,
  Shove = 961,
  ShotJudged = 962,
  PelletsSpread = 963,
}

/** Options for creating a room of the lab "slow link". */
export class LabsCrowdOptionsDto {
  /** How many walkers there are, 1 to 500: each is 8 bytes of every patch. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  readonly walkers?: number;
}

/** What a player of a lab does, in every tick. */
@ClientMessage(LabsType.Input)
export class LabsInputDto extends NumberedInputDto {
  /** To the right, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  @Wire('f32')
  readonly x!: number;

  /** Down, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  @Wire('f32')
  readonly y!: number;

  /** Whether to dash. */
  @IsBoolean()
  readonly dash!: boolean;

  /** Whether to shoot one bullet, straight. */
  @IsBoolean()
  readonly fire!: boolean;

  /** Whether to shoot eight pellets, spread. */
  @IsBoolean()
  readonly blast!: boolean;

  /** Whether to shoot a bolt, which flies. */
  @IsBoolean()
  readonly bolt!: boolean;

  /** Where the weapon points, in radians; 0 is to the right. */
  @IsNumber()
  @Min(-4)
  @Max(4)
  readonly aim!: number;
}

/** Shoves the sender's own runner, in the next tick: what its prediction cannot know. */
@ClientMessage(LabsType.Shove)
export class LabsShoveDto {
  /** How far to the right, in units; negative to the left. */
  @IsNumber()
  @Min(-400)
  @Max(400)
  readonly by!: number;

  /** Whether the client is told that the server did it. */
  @IsBoolean()
  readonly isTold: boolean = false;
}

/** What became of a bullet; only its shooter gets it. */
@ServerMessage(LabsType.ShotJudged)
export class LabsShotJudgedDto {
  /** The input that fired it. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** Whether it hit a target, as its shooter saw them, and the target did not shrug it off. */
  @IsBoolean()
  readonly isHit!: boolean;

  /** Whether it went through a target, as its shooter saw them. */
  @IsBoolean()
  readonly isOnSeen!: boolean;

  /** Whether it went through a target, as they are when it reaches the server. */
  @IsBoolean()
  readonly isOnPresent!: boolean;

  /** The target that is nearest to the line of fire, as its shooter saw it: its entity's id. */
  @IsInt()
  @Min(0)
  readonly target!: number;

  /** Where that target was then. */
  @IsNumber()
  readonly x!: number;

  /** Where that target was then. */
  @IsNumber()
  readonly y!: number;
}

/** Where the pellets of a blast went; only its shooter gets it. */
@ServerMessage(LabsType.PelletsSpread)
export class LabsPelletsSpreadDto {
  /** The input that fired them. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** Where each of them went, in radians. */
  @IsArray()
  @IsNumber({}, { each: true })
  readonly angles!: readonly number[];
}
