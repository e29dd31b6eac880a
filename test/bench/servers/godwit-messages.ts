import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../src/index.js';
import { BenchType, type MoveFields } from '../wire.js';

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

/** A move was made. */
@ServerMessage(BenchType.Moved)
export class MovedDto extends MoveRules {}

/** Make a move. */
@ClientMessage(BenchType.Move, { reply: MovedDto })
export class MoveDto extends MoveRules {}

/** A guarded move was made. */
@ServerMessage(BenchType.GuardedMoved)
export class GuardedMovedDto extends MoveRules {}

/** Make a move, past a guard. */
@ClientMessage(BenchType.GuardedMove, { reply: GuardedMovedDto })
export class GuardedMoveDto extends MoveRules {}

/** A player's input, which nobody answers. */
@ClientMessage(BenchType.Input)
export class InputDto extends MoveRules {}

/** Somebody shouted. */
@ServerMessage(BenchType.Shouted)
export class ShoutedDto {
  /** What was shouted. */
  @IsString()
  readonly text!: string;

  constructor(fields: ShoutedDto) {
    Object.assign(this, fields);
  }
}

/** Shout at everyone. */
@ClientMessage(BenchType.Shout)
export class ShoutDto {
  /** What everyone shall hear. */
  @IsString()
  @Length(1, 500)
  readonly text!: string;
}
