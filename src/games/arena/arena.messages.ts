import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';
import { NumberedInputDto } from '../../core/simulation/numbered-input.js';
import { quantized, Wire } from '../../protocol/contract/wire.decorator.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** The arena's message types, 900-949. */
export enum ArenaType {
  Input = 900,
  Hit = 901,
  Hurt = 902,
  Killed = 903,
  Exploded = 904,
  TakePart = 905,
}

/** What kills. */
export enum ArenaWeapon {
  Rifle = 0,
  Launcher = 1,
}

/** Options for creating an arena. */
export class ArenaOptionsDto {
  /** Number of bots, 0 to 500; absent to fill up to 6 pawns. */
  @IsOptional() @IsInt() @Min(0) @Max(500) readonly bots?: number;

  /** Nobody shoots: for crowds, and for a look around. */
  @IsOptional() @IsBoolean() readonly peaceful?: boolean;

  /** Length of a round, in seconds, 5 to 600; absent for 180. */
  @IsOptional() @IsInt() @Min(5) @Max(600) readonly roundSeconds?: number;
}

const TURN = 6.2832;

/** What you do in a tick. The result shows in the state. */
@ClientMessage(ArenaType.Input)
export class ArenaInputDto extends NumberedInputDto {
  /** To the right, -1 to 1. */
  @IsNumber() @Min(-1) @Max(1) @Wire(quantized(-1, 1, 8)) readonly x!: number;

  /** Down, -1 to 1. */
  @IsNumber() @Min(-1) @Max(1) @Wire(quantized(-1, 1, 8)) readonly y!: number;

  /** Where you aim, in radians from the right, clockwise: 0 to 6.2832. */
  @IsNumber() @Min(0) @Max(TURN) @Wire(quantized(0, TURN, 16)) readonly aim!: number;

  /** Whether you dash. */
  @IsBoolean() readonly dash!: boolean;

  /** Whether you fire the rifle. */
  @IsBoolean() readonly fire!: boolean;

  /** Whether you fire the launcher. */
  @IsBoolean() readonly launch!: boolean;
}

/** You have hit somebody. */
@ServerMessage(ArenaType.Hit)
export class ArenaHitDto {
  /** The number of the input that did it. */
  @IsInt() @Min(0) @Max(65_535) readonly seq!: number;

  /** Id of the pawn. */
  @IsInt() @Min(0) @Max(65_535) readonly pawn!: number;

  /** Health that it has lost. */
  @IsInt() @Min(0) @Max(255) readonly damage!: number;
}

/** Somebody has hit you. */
@ServerMessage(ArenaType.Hurt)
export class ArenaHurtDto {
  /** Where it came from, in radians from the right, clockwise: 0 to 6.2832. */
  @IsNumber() @Min(0) @Max(TURN) @Wire(quantized(0, TURN, 8)) readonly from!: number;

  /** Health that you have lost. */
  @IsInt() @Min(0) @Max(255) readonly damage!: number;
}

/** Somebody has died. */
@ServerMessage(ArenaType.Killed)
export class ArenaKilledDto {
  /** Name of the killer. */
  @IsString() readonly killer!: string;

  /** Id of the pawn that died. */
  @IsInt() @Min(0) @Max(65_535) readonly pawn!: number;

  /** Its name. */
  @IsString() readonly name!: string;

  /** What killed it, a number of ArenaWeapon. */
  @IsInt() @Min(0) @Max(1) readonly weapon!: ArenaWeapon;
}

/** A rocket has exploded. */
@ServerMessage(ArenaType.Exploded)
export class ArenaExplodedDto {
  /** Where: to the right, in units. */
  @IsNumber() @Min(0) @Max(2000) @Wire(quantized(0, 2000, 16)) readonly x!: number;

  /** Where: down, in units. */
  @IsNumber() @Min(0) @Max(2000) @Wire(quantized(0, 2000, 16)) readonly y!: number;
}

/** Fights on, or only watches; whoever comes in fights. */
@ClientMessage(ArenaType.TakePart)
export class ArenaTakePartDto {
  /** Whether you fight. */
  @IsBoolean() readonly fights!: boolean;
}
