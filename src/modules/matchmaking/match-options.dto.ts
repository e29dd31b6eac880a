import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import type { GameMatch } from './game-queue.js';

/** One team of a room's match. */
export class MatchTeamOptionsDto {
  /** Session ids of its players. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

  /** Seats that bots take. */
  @IsInt()
  @Min(0)
  readonly bots!: number;
}

/** The match that a room was made for. */
export class MatchInfoDto {
  @IsInt()
  @Min(1)
  readonly matchId!: number;

  @IsString()
  readonly queue!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MatchTeamOptionsDto)
  readonly teams!: MatchTeamOptionsDto[];
}

/** Options of a room type that is told of its match: take it, or a subclass, as `options` of the `@RoomType`. */
export class MatchRoomOptionsDto {
  /** The match; absent in a room that was made by another way. */
  @IsOptional()
  @ValidateNested()
  @Type(() => MatchInfoDto)
  readonly match?: MatchInfoDto;
}

/** Options of a room type that is told each player's team: take it, or a subclass, as `joinOptions` of the `@RoomType`. */
export class MatchJoinOptionsDto {
  /** Index of the team. Whoever comes by the room's code has none, or names one itself. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(255)
  readonly team?: number;
}

/** A match as room options hold it. */
export function matchInfo({ matchId, queue, teams }: GameMatch): MatchInfoDto {
  return {
    matchId,
    queue,
    teams: teams.map(({ players, bots }) => ({ playerIds: players.map(({ session }) => session.id), bots })),
  };
}
