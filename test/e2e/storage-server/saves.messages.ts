import { IsInt, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../../src/protocol/message.decorators.js';

/** The types of the storage fault tests. */
export enum SavesType {
  Save = 2300,
  List = 2301,
  Listed = 2302,
}

/** Every number that is stored, in order. */
@ServerMessage(SavesType.Listed)
export class SavesListedDto {
  @IsInt({ each: true })
  readonly numbers!: number[];
}

/** Asks for every stored number. */
@ClientMessage(SavesType.List, { reply: SavesListedDto })
export class SavesListDto {}

/** Stores a number in a transaction; the answer comes after the commit. */
@ClientMessage(SavesType.Save)
export class SaveDto {
  @IsInt()
  @Min(1)
  readonly number!: number;

  /** How long the database takes, in milliseconds. */
  @IsInt()
  @Min(0)
  @Max(60_000)
  readonly delayMs!: number;
}
