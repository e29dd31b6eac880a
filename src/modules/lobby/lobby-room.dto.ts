import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import { IsJsonObject } from '../../protocol/contract/wire.decorator.js';

/** A room as lists show it. */
export class LobbyRoomDto {
  /** The room's id, which RoomJoin takes. */
  @IsString()
  readonly id!: string;

  /** Its type, e.g. "arena". */
  @IsString()
  readonly roomType!: string;

  /** How many are in, those included whose connection is lost for the moment. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly players!: number;

  /** How many it takes. */
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly maxPlayers!: number;

  /** Whether it takes nobody any more. */
  @IsBoolean()
  readonly isLocked!: boolean;

  /** Whether a password is asked for. */
  @IsBoolean()
  readonly hasPassword!: boolean;

  /** The name of its host; empty while there is none, or where it has no name. */
  @IsString()
  readonly hostName!: string;

  /** What the room says of itself, e.g. {"map": "canyon"}. */
  @IsJsonObject()
  readonly metadata!: RoomMetadata;
}

/** What is different about a room now; what is absent is as it was. */
export class LobbyRoomChangeDto {
  /** The room's id. */
  @IsString()
  readonly id!: string;

  /** How many are in. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly players?: number;

  /** Whether it takes nobody any more. */
  @IsOptional()
  @IsBoolean()
  readonly isLocked?: boolean;

  /** The name of its host. */
  @IsOptional()
  @IsString()
  readonly hostName?: string;

  /** All that the room says of itself. */
  @IsOptional()
  @IsJsonObject()
  readonly metadata?: RoomMetadata;
}
