import { IsInt, Max, Min } from 'class-validator';
import type { MoveFields } from './wire.js';

/** The fields of every move and of every answer to one, with their rules. */
export class MoveRules implements MoveFields {
  /** Number of the input, as a client counts them. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** Steps to the right. */
  @IsInt()
  @Min(-100)
  @Max(100)
  readonly dx!: number;

  /** Steps down. */
  @IsInt()
  @Min(-100)
  @Max(100)
  readonly dy!: number;

  /** Pressed buttons, one bit each. */
  @IsInt()
  @Min(0)
  @Max(255)
  readonly buttons!: number;

  /** The client's tick. */
  @IsInt()
  @Min(0)
  @Max(2 ** 31)
  readonly tick!: number;
}
