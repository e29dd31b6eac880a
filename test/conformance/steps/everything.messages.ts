import { IsBoolean, IsEnum, IsInt, IsNumber, Max, Min } from 'class-validator';
import { IsVector2, Vector2 } from '../../../src/protocol/contract/wire.decorator.js';
import { ClientMessage } from '../../../src/protocol/message.decorators.js';
import { Mode } from './everything.shared.js';

/** The wire type of {@link EverythingSteerDto}. */
export const EVERYTHING_TYPE = 50_100;

/** An input with a field of each kind that a step can read. */
@ClientMessage(EVERYTHING_TYPE)
export class EverythingSteerDto {
  /** Its number. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** To the right. */
  @IsNumber()
  readonly x!: number;

  /** Down. */
  @IsNumber()
  readonly y!: number;

  /** Whether dash is held. */
  @IsBoolean()
  readonly isDashing!: boolean;

  /** What is wanted. */
  @IsEnum(Mode)
  readonly mode!: Mode;

  /** Where it is aimed at. */
  @IsVector2()
  readonly aim!: Vector2;
}
