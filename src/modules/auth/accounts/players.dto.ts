import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { IsDisplayName } from '../../../protocol/display-name.js';

/** Which players are listed. */
export class PlayerQueryDto {
  /** An id, the start of a name, an e-mail address, or the subject of an OpenID provider. */
  @IsOptional()
  @IsString()
  @Length(1, 320)
  readonly search?: string;

  /** Only those who are online, or banned. */
  @IsOptional()
  @IsIn(['online', 'banned'])
  readonly only?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsUUID()
  readonly after?: string;

  /** How many to list. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}

/** One player. */
export class PlayerDto {
  /** The player's id. */
  @IsUUID()
  readonly id!: string;
}

/** Bans a player. */
export class PlayerBanDto extends PlayerDto {
  /** For how many days; for ever, if it is left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(36_500)
  readonly days?: number;
}

/** Gives a player another name. */
export class PlayerRenameDto extends PlayerDto {
  /** The new name. */
  @IsDisplayName(32)
  readonly displayName!: string;
}

/** One way to sign in of a player. */
export class PlayerIdentityDto extends PlayerDto {
  /** The identity's id. */
  @IsUUID()
  readonly identityId!: string;
}
