import { IsString, Length } from 'class-validator';

/** The player whose page shows a panel, or has an act. */
export class PlayerIdDto {
  /** The player's id. */
  @IsString()
  @Length(1, 128)
  readonly id!: string;
}
