import { IsEnum, IsOptional } from 'class-validator';
import { RelayAuthority } from './relay.messages.js';

/** What one room that relays may be told when it is made. */
export class RelayOptionsDto {
  /** Who is peer 1. */
  @IsOptional()
  @IsEnum(RelayAuthority)
  readonly authority?: RelayAuthority;
}
