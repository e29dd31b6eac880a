import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { quantized, Wire } from '../../protocol/contract/wire.decorator.js';
import { ClientMessage } from '../../protocol/message.decorators.js';

/** The arena's message types, 900-949. */
export enum ArenaType {
  Input = 900,
}

/** Options for creating an arena. */
export class ArenaOptionsDto {
  /** Number of bots, 0 to 500. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(500)
  readonly bots?: number;
}

/** Your steering; sent whenever it changes. The result shows in the state. */
@ClientMessage(ArenaType.Input)
export class ArenaInputDto {
  /** Counts up by 1 with each input, from 1; after 65,535 comes 0. */
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
