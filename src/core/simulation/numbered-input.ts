import { IsInt, Max, Min } from 'class-validator';

/**
 * What a room's input message extends: `class TagSteerDto extends NumberedInputDto`. The addon fills in all three fields, so a
 * game adds only its own. 8 bytes in binary.
 */
export abstract class NumberedInputDto {
  /** Counts up by 1 with each input, from 1; after 65,535 comes 0. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly seq!: number;

  /** The version of the room's state that the client has, modulo 65,536; 0 before the first. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly have!: number;

  /**
   * What was on the screen when the player acted, in 1/256 ticks: in the lowest 24 bits the moment of the room, modulo 2^24; 0 if
   * nothing was. In the highest 8 the part of a tick that the player's own body was ahead of its last input.
   */
  @IsInt()
  @Min(0)
  @Max(4_294_967_295)
  readonly seen!: number;
}
