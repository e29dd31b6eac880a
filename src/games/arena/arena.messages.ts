import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { quantized, Wire } from '../../protocol/contract/wire.decorator.js';
import { ClientMessage } from '../../protocol/message.decorators.js';

/** The arena's block of types, 900-949. */
export enum ArenaType {
  Input = 900,
}

/** What an arena's maker may choose. */
export class ArenaOptionsDto {
  /** How many bots run about, 0 to 500. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(500)
  readonly bots?: number;
}

/** Where you steer; sent whenever that changes, and answered by what the state shows. */
@ClientMessage(ArenaType.Input)
export class ArenaInputDto {
  /** Counts up from 1 with each input, and begins again at 0 after 65,535. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** To the right, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  @Wire(quantized(-1, 1, 8))
  readonly x!: number;

  /** Down, -1 to 1. */
  @IsNumber()
  @Min(-1)
  @Max(1)
  @Wire(quantized(-1, 1, 8))
  readonly y!: number;
}
