import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ContractMessageDto } from '../../../core/console/contract-message.dto.js';
import { StretchQueryDto } from '../frame/stretch-query.dto.js';

/** Which rooms are listed. */
export class RoomQueryDto extends StretchQueryDto {
  /** Only rooms of this type. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly type?: string;

  /** An id, a code, a part of a type's name or of a value of the metadata. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly search?: string;

  /** Only rooms with this player: an id, the id of a session, or a name. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly player?: string;

  /** Only rooms that are locked, or are not. */
  @IsOptional()
  @IsBoolean()
  readonly isLocked?: boolean;

  /** Only rooms that have been open for so many minutes. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(525_600)
  readonly minutesOpen?: number;

  /** By what they are sorted. */
  @IsOptional()
  @IsIn(['openedAt', 'players', 'type', 'code', 'tickMs', 'bytesIn', 'bytesOut'])
  readonly sort?: string;
}

/** One room. */
export class RoomDto {
  /** The room's id. */
  @IsString()
  @Length(1, 64)
  readonly id!: string;
}

/** What is sent in one room. */
export class RoomMessagesDto extends RoomDto {
  /** Whether inputs are listed too: many, at the rate of the ticks. */
  @IsOptional()
  @IsBoolean()
  readonly withInputs?: boolean;
}

/** A type of messages. */
export class RoomMessageTypeDto {
  /** Its number on the wire. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly type!: number;
}

/** A player, by id. */
export class RoomsOfPlayerDto {
  /** The player's id. */
  @IsString()
  @Length(1, 100)
  readonly id!: string;
}

/** One member of a room. */
export class RoomMemberOrderDto extends RoomDto {
  /** The member's number. */
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly number!: number;
}

/** Ends a room. */
export class RoomCloseDto extends RoomDto {
  /** What its members are told: the code of an error of the contract; by default room.closed. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly code?: string;
}

/** One value of a room's metadata. */
export class RoomMetadataDto extends RoomDto {
  /** Its name. */
  @IsString()
  @Matches(/^[\w.-]{1,32}$/, { message: 'has 1 to 32 letters, digits, "_", "." and "-"' })
  readonly name!: string;

  /** The new value; where the old one is a number or yes or no, it has to be one too. */
  @IsString()
  @Length(0, 64)
  readonly value!: string;
}

/** A message to everybody in a room. */
export class RoomBroadcastDto extends RoomDto {
  /** Any message of the server. */
  @IsObject()
  @ValidateNested()
  @Type(() => ContractMessageDto)
  readonly message!: ContractMessageDto;
}
