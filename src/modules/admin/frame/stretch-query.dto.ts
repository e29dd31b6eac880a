import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';

/** Which stretch of a long list is wanted, and in which direction it is sorted. */
export class StretchQueryDto {
  /** Whether the greatest comes first. */
  @IsOptional()
  @IsBoolean()
  readonly isDescending?: boolean;

  /** How many to pass over. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly from?: number;

  /** How many to list. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}
