import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** Leaderboards' block of types, 160-179. */
export enum LeaderboardType {
  Submit = 160,
  Submitted = 161,
  Top = 162,
  TopRead = 163,
  Around = 164,
  AroundRead = 165,
  Players = 166,
  PlayersRead = 167,
  List = 168,
  Listed = 169,
  Seasons = 170,
  SeasonsListed = 171,
}

/** Which score of a board is the best. */
export enum LeaderboardOrder {
  /** The least, as of lap times. */
  Ascending = 'ascending',
  /** The greatest. */
  Descending = 'descending',
}

/** What a new score does to the player's old one. */
export enum LeaderboardPolicy {
  /** The better one stays. */
  Best = 'best',
  /** The new one stays. */
  Last = 'last',
  /** They are added. */
  Sum = 'sum',
}

/** A board's id: 1 to 64 lower-case letters, digits, "_" and "-". */
const BOARD = /^[a-z0-9_-]{1,64}$/;

/** A player's id: no control characters, and no half of a surrogate pair, which the database could not hold. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** What the server wrote as a cursor. */
const CURSOR = /^-?\d{1,16}\.\d{1,16}$/;

/** Every whole number up to here is exact, in Godot and in JSON. */
const MAX_SCORE = Number.MAX_SAFE_INTEGER;

/** How many entries one message may ask for. */
export const MAX_ENTRIES = 100;

/** How many neighbours on either side one message may ask for. */
export const MAX_NEIGHBOURS = 50;

/** How many entries a message gets that does not say, and how many neighbours on either side. */
export const DEFAULT_ENTRIES = 20;
export const DEFAULT_NEIGHBOURS = 5;

const MAX_PLAYERS = 32;

/** One player's place on a board. */
export class LeaderboardEntryDto {
  @IsString()
  readonly playerId!: string;

  /** 1 is the best. Of equal scores the one that was reached first is better, so no two players have one rank. */
  @IsInt()
  @Min(1)
  @Max(MAX_SCORE)
  readonly rank!: number;

  @IsInt()
  @Min(-MAX_SCORE)
  @Max(MAX_SCORE)
  readonly score!: number;

  /** JSON text that came with the score, such as a name to show; empty when none did. */
  @IsString()
  readonly metadata!: string;

  /** When the score was last changed, milliseconds since 1970. */
  @IsNumber()
  readonly updatedAtMs!: number;

  /** How the player is called, up to 32 characters. Absent when the server knows no name, and in the answer to a submission. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Your score was taken. */
@ServerMessage(LeaderboardType.Submitted)
export class LeaderboardSubmittedDto {
  @IsString()
  readonly board!: string;

  /** The season it counts in: when that began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** Your entry as it is now. */
  @ValidateNested()
  @Type(() => LeaderboardEntryDto)
  readonly entry!: LeaderboardEntryDto;

  /** False where the board keeps the best score and this was none. */
  @IsBoolean()
  readonly isChanged!: boolean;
}

/** Submits a score of your own to a board that takes them from players. */
@ClientMessage(LeaderboardType.Submit, { reply: LeaderboardSubmittedDto })
export class LeaderboardSubmitDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A whole number; times go in milliseconds. */
  @IsInt()
  @Min(-MAX_SCORE)
  @Max(MAX_SCORE)
  readonly score!: number;

  /** JSON text of at most 512 bytes, shown to everyone with the score. Absent: as it was. */
  @IsOptional()
  @IsString()
  @Length(0, 512)
  readonly metadata?: string;
}

/** A page of a board. */
@ServerMessage(LeaderboardType.TopRead)
export class LeaderboardTopReadDto {
  @IsString()
  readonly board!: string;

  /** When the season began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** The best first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];

  /** For `cursor` of the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Asks for the best of a board, page by page. */
@ClientMessage(LeaderboardType.Top, { reply: LeaderboardTopReadDto })
export class LeaderboardTopDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the one that is on. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** The cursor of the page before; absent: from rank 1. */
  @IsOptional()
  @Matches(CURSOR)
  readonly cursor?: string;

  /** How many entries; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ENTRIES)
  readonly limit?: number;
}

/** A player and the neighbours. */
@ServerMessage(LeaderboardType.AroundRead)
export class LeaderboardAroundReadDto {
  @IsString()
  readonly board!: string;

  /** When the season began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** The best first; empty when the player has no score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];
}

/** Asks for a player's place on a board, with those right before and right behind. */
@ClientMessage(LeaderboardType.Around, { reply: LeaderboardAroundReadDto })
export class LeaderboardAroundDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the one that is on. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** Whose place; absent: your own. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;

  /** How many neighbours on either side; absent: 5. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_NEIGHBOURS)
  readonly limit?: number;
}

/** The places of some players. */
@ServerMessage(LeaderboardType.PlayersRead)
export class LeaderboardPlayersReadDto {
  @IsString()
  readonly board!: string;

  /** When the season began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** The best first; without those who have no score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];
}

/** Asks for the places of some players, such as a team. */
@ClientMessage(LeaderboardType.Players, { reply: LeaderboardPlayersReadDto })
export class LeaderboardPlayersDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the one that is on. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** 1 to 32 ids. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_PLAYERS)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** One board. */
export class LeaderboardDto {
  /** What other messages call `board`. */
  @IsString()
  readonly id!: string;

  /** Which score is the best. */
  @IsEnum(LeaderboardOrder)
  readonly order!: LeaderboardOrder;

  /** What a new score does to the old one. */
  @IsEnum(LeaderboardPolicy)
  readonly policy!: LeaderboardPolicy;

  /** Whether players submit scores; otherwise only the game itself does. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** JSON text of the game's own; empty when there is none. */
  @IsString()
  readonly metadata!: string;

  /** When the season that is on began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** When the next season begins, milliseconds since 1970; absent on a board without resets. */
  @IsOptional()
  @IsNumber()
  readonly endsAtMs?: number;
}

/** All boards. */
@ServerMessage(LeaderboardType.Listed)
export class LeaderboardListedDto {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardDto)
  readonly boards!: LeaderboardDto[];
}

/** Asks which boards there are. */
@ClientMessage(LeaderboardType.List, { reply: LeaderboardListedDto })
export class LeaderboardListDto {}

/** One season of a board. */
export class LeaderboardSeasonDto {
  /** For `season` of other messages: when it began, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** When it ends or ended, milliseconds since 1970; absent on a board without resets. */
  @IsOptional()
  @IsNumber()
  readonly endsAtMs?: number;

  /** How many players have a score in it. */
  @IsInt()
  @Min(0)
  readonly players!: number;
}

/** Some seasons of a board. */
@ServerMessage(LeaderboardType.SeasonsListed)
export class LeaderboardSeasonsListedDto {
  @IsString()
  readonly board!: string;

  /** The latest first. The season that is on is among them as soon as it has a score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardSeasonDto)
  readonly seasons!: LeaderboardSeasonDto[];
}

/** Asks for the seasons of a board that have scores. */
@ClientMessage(LeaderboardType.Seasons, { reply: LeaderboardSeasonsListedDto })
export class LeaderboardSeasonsDto {
  @Matches(BOARD)
  readonly board!: string;

  /** Only those that began before this season, for the next page; absent: from the latest. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly before?: number;

  /** How many; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ENTRIES)
  readonly limit?: number;
}
