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

/** Message types of leaderboards, 160-179. */
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

/** Which score on a board is best. */
export enum LeaderboardOrder {
  /** The lowest, as for lap times. */
  Ascending = 'ascending',
  /** The highest. */
  Descending = 'descending',
}

/** How a new score combines with the player's old one. */
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

/** A player id: no control characters, and no unpaired surrogates, which the database cannot store. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** Format of the server's cursors. */
const CURSOR = /^-?\d{1,16}\.\d{1,16}$/;

/** Every whole number up to here is exact, in Godot and in JSON. */
const MAX_SCORE = Number.MAX_SAFE_INTEGER;

/** Maximum entries per request. */
export const MAX_ENTRIES = 100;

/** Maximum neighbours on either side per request. */
export const MAX_NEIGHBOURS = 50;

/** Default number of entries, and of neighbours on either side. */
export const DEFAULT_ENTRIES = 20;
export const DEFAULT_NEIGHBOURS = 5;

const MAX_PLAYERS = 32;

/** One player's place on a board. */
export class LeaderboardEntryDto {
  @IsString()
  readonly playerId!: string;

  /** 1 is the best. Ties are broken by who reached the score first, so no two players share a rank. */
  @IsInt()
  @Min(1)
  @Max(MAX_SCORE)
  readonly rank!: number;

  @IsInt()
  @Min(-MAX_SCORE)
  @Max(MAX_SCORE)
  readonly score!: number;

  /** JSON text submitted with the score, such as a display name; empty when there is none. */
  @IsString()
  readonly metadata!: string;

  /** When the score was last changed, milliseconds since 1970. */
  @IsNumber()
  readonly updatedAtMs!: number;

  /** The player's name, up to 32 characters. Absent when the server does not know it, and in the reply to a submission. */
  @IsOptional()
  @IsString()
  readonly displayName?: string;
}

/** Your score was accepted. */
@ServerMessage(LeaderboardType.Submitted)
export class LeaderboardSubmittedDto {
  @IsString()
  readonly board!: string;

  /** The season it counts towards: when that started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** Your entry after the submission. */
  @ValidateNested()
  @Type(() => LeaderboardEntryDto)
  readonly entry!: LeaderboardEntryDto;

  /** False when the board keeps the best score and this was not better. */
  @IsBoolean()
  readonly isChanged!: boolean;
}

/** Submits a score of your own to a board that accepts scores from players. */
@ClientMessage(LeaderboardType.Submit, { reply: LeaderboardSubmittedDto })
export class LeaderboardSubmitDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A whole number; use milliseconds for times. */
  @IsInt()
  @Min(-MAX_SCORE)
  @Max(MAX_SCORE)
  readonly score!: number;

  /** JSON text of at most 512 bytes, shown to everyone with the score. Absent: unchanged. */
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

  /** When the season started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** Best first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];

  /** Pass as `cursor` in the next request; absent on the last page. */
  @IsOptional()
  @IsString()
  readonly cursor?: string;
}

/** Requests the top of a board, page by page. */
@ClientMessage(LeaderboardType.Top, { reply: LeaderboardTopReadDto })
export class LeaderboardTopDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the current one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** The previous page's cursor; absent: start at rank 1. */
  @IsOptional()
  @Matches(CURSOR)
  readonly cursor?: string;

  /** Maximum number of entries; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ENTRIES)
  readonly limit?: number;
}

/** A player and their neighbours. */
@ServerMessage(LeaderboardType.AroundRead)
export class LeaderboardAroundReadDto {
  @IsString()
  readonly board!: string;

  /** When the season started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** Best first; empty when the player has no score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];
}

/** Requests a player's entry on a board, with those just above and below. */
@ClientMessage(LeaderboardType.Around, { reply: LeaderboardAroundReadDto })
export class LeaderboardAroundDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the current one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** The player; absent: yourself. */
  @IsOptional()
  @Matches(PLAYER)
  readonly playerId?: string;

  /** Neighbours on either side; absent: 5. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_NEIGHBOURS)
  readonly limit?: number;
}

/** The entries of some players. */
@ServerMessage(LeaderboardType.PlayersRead)
export class LeaderboardPlayersReadDto {
  @IsString()
  readonly board!: string;

  /** When the season started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** Best first; without players who have no score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardEntryDto)
  readonly entries!: LeaderboardEntryDto[];
}

/** Requests the entries of some players, such as a team. */
@ClientMessage(LeaderboardType.Players, { reply: LeaderboardPlayersReadDto })
export class LeaderboardPlayersDto {
  @Matches(BOARD)
  readonly board!: string;

  /** A past season's number; absent: the current one. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly season?: number;

  /** 1 to 32 player ids. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_PLAYERS)
  @Matches(PLAYER, { each: true })
  readonly playerIds!: string[];
}

/** One board. */
export class LeaderboardDto {
  /** The `board` of other messages. */
  @IsString()
  readonly id!: string;

  /** Which score is best. */
  @IsEnum(LeaderboardOrder)
  readonly order!: LeaderboardOrder;

  /** How a new score combines with the old one. */
  @IsEnum(LeaderboardPolicy)
  readonly policy!: LeaderboardPolicy;

  /** Whether players may submit scores; otherwise only the game itself does. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** The game's own JSON text; empty when there is none. */
  @IsString()
  readonly metadata!: string;

  /** When the current season started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** When the next season starts, milliseconds since 1970; absent on a board without resets. */
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

/** Requests the list of boards. */
@ClientMessage(LeaderboardType.List, { reply: LeaderboardListedDto })
export class LeaderboardListDto {}

/** One season of a board. */
export class LeaderboardSeasonDto {
  /** The `season` of other messages: when it started, in seconds since 1970; 0 on a board without resets. */
  @IsInt()
  @Min(0)
  readonly season!: number;

  /** When it ends or ended, milliseconds since 1970; absent on a board without resets. */
  @IsOptional()
  @IsNumber()
  readonly endsAtMs?: number;

  /** Number of players with a score in it. */
  @IsInt()
  @Min(0)
  readonly players!: number;
}

/** A page of a board's seasons. */
@ServerMessage(LeaderboardType.SeasonsListed)
export class LeaderboardSeasonsListedDto {
  @IsString()
  readonly board!: string;

  /** Latest first. The current season is included as soon as it has a score. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => LeaderboardSeasonDto)
  readonly seasons!: LeaderboardSeasonDto[];
}

/** Requests the seasons of a board that have scores. */
@ClientMessage(LeaderboardType.Seasons, { reply: LeaderboardSeasonsListedDto })
export class LeaderboardSeasonsDto {
  @Matches(BOARD)
  readonly board!: string;

  /** Only seasons that started before this one, for the next page; absent: from the latest. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  readonly before?: number;

  /** Maximum number of seasons; absent: 20. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_ENTRIES)
  readonly limit?: number;
}
