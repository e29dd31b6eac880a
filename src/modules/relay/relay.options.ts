import { IsEnum, IsInt, IsOptional, Max, Min } from 'class-validator';
import { HOST_HOLD_MS, RelayAuthority, RelayHostLeft } from './relay.messages.js';

/** Options for creating one relaying room. */
export class RelayOptionsDto {
  /** Who is peer 1. */
  @IsOptional()
  @IsEnum(RelayAuthority)
  readonly authority?: RelayAuthority;

  /** What happens when the host leaves. */
  @IsOptional()
  @IsEnum(RelayHostLeft)
  readonly onHostLeft?: RelayHostLeft;

  /** How long the host may be away, milliseconds. */
  @IsOptional()
  @IsInt()
  @Min(HOST_HOLD_MS.least)
  @Max(HOST_HOLD_MS.most)
  readonly hostHoldMs?: number;
}
