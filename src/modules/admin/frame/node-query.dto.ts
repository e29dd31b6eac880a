import { IsOptional, IsString, Length } from 'class-validator';

/** Which node is looked at, where there are several. */
export class NodeQueryDto {
  /** The node's id; by default the one that answers. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly node?: string;
}
