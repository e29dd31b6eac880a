import { IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';

const MAX_TYPE = 65_535;

/** A message of the contract that the server sends, as an act's order has it: the console draws a field of this class as the message's form. */
export class ContractMessageDto {
  /** The message's type. */
  @IsInt()
  @Min(0)
  @Max(MAX_TYPE)
  readonly type!: number;

  /** Its fields in JSON form; absent for one without fields. */
  @IsOptional()
  @IsObject()
  readonly fields?: object;
}
