import { IsInt, Max, Min } from 'class-validator';
import { defineErrors } from '../../protocol/error-codes.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** Tic-tac-toe's message types, 950-959. */
export enum TictactoeType {
  Move = 950,
  Recorded = 951,
}

/** The game's error codes. */
export const TictactoeError = defineErrors({
  'tictactoe.not_playing': 'The game has not begun, or is over.',
  'tictactoe.not_your_turn': 'It is the turn of the other player.',
  'tictactoe.cell_taken': 'There is a mark in this cell already.',
});

/** Puts your mark into a cell; an Ack confirms it, and the state shows it. */
@ClientMessage(TictactoeType.Move)
export class TictactoeMoveDto {
  /** 0 to 8, row by row from the top left. */
  @IsInt() @Min(0) @Max(8) readonly cell!: number;
}

/** Your game was recorded. */
@ServerMessage(TictactoeType.Recorded)
export class TictactoeRecordedDto {
  /** Games won so far. */
  @IsInt() @Min(0) readonly won: number = 0;
  /** Games lost so far. */
  @IsInt() @Min(0) readonly lost: number = 0;
  /** Games drawn so far. */
  @IsInt() @Min(0) readonly drawn: number = 0;
}
