import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import type { GameMatch } from './game-queue.js';

/** One team of a room's match. */
export class MatchTeamOptionsDto {
  /** Session ids of its players. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

  /** Seats filled by bots. */
  @IsInt()
  @Min(0)
  readonly bots!: number;
}

/** The match that a room was created for. */
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

/** Options of a room type that is told about its match: use it, or a subclass, as `options` of the `@RoomType`. */
export class MatchRoomOptionsDto {
  /** The match; absent in a room that was created some other way. */
  @IsOptional()
  @ValidateNested()
  @Type(() => MatchInfoDto)
  readonly match?: MatchInfoDto;
}

/** Options of a room type that is told each player's team: use it, or a subclass, as `joinOptions` of the `@RoomType`. */
export class MatchJoinOptionsDto {
  /** Index of the team. Players who join by the room's code have none, or name one themselves. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(255)
  readonly team?: number;
}

/** A match in the form used in room options. */
export function matchInfo({ matchId, queue, teams }: GameMatch): MatchInfoDto {
  return {
    matchId,
    queue,
    teams: teams.map(({ players, bots }) => ({ playerIds: players.map(({ session }) => session.id), bots })),
  };
}
