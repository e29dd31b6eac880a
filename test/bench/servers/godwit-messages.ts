import { IsString, Length } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../src/index.js';
import { MoveRules } from '../move-rules.js';
import { BenchType } from '../wire.js';

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
