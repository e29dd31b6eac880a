import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import { IsJsonObject } from '../../protocol/contract/wire.decorator.js';

/** A room as lists show it. */
export class LobbyRoomDto {
  /** The room's id, for RoomJoin. */
  @IsString()
  readonly id!: string;

  /** Its type, e.g. "arena". */
  @IsString()
  readonly roomType!: string;

  /** Number of players, including those disconnected for the moment. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly players!: number;

  /** Maximum number of players. */
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly maxPlayers!: number;

  /** Whether it is locked to new players. */
  @IsBoolean()
  readonly isLocked!: boolean;

  /** Whether joining requires a password. */
  @IsBoolean()
  readonly hasPassword!: boolean;

  /** The name of its host; empty when there is none, or when it has no name. */
  @IsString()
  readonly hostName!: string;

  /** The room's own description of itself, e.g. {"map": "canyon"}. */
  @IsJsonObject()
  readonly metadata!: RoomMetadata;
}

/** What has changed about a room; absent fields are unchanged. */
export class LobbyRoomChangeDto {
  /** The room's id. */
  @IsString()
  readonly id!: string;

  /** Number of players. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly players?: number;

  /** Whether it is locked to new players. */
  @IsOptional()
  @IsBoolean()
  readonly isLocked?: boolean;

  /** The name of its host. */
  @IsOptional()
  @IsString()
  readonly hostName?: string;

  /** The complete metadata. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: RoomMetadata;
}
