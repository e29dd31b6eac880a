import { IsOptional, IsString, Length } from 'class-validator';
import { nodeOfId, type NumberedDto } from '../../../core/console/numbered.dto.js';

/** Which node is looked at, where there are several. */
export class NodeQueryDto {
  /** The node's id; by default the one that answers. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly node?: string;
}

/** The node that a query names, by itself or in an id; undefined where it names none. */
export function nodeOf(query: NodeQueryDto | NumberedDto): string | undefined {
  return 'id' in query ? nodeOfId(query.id) : query.node;
}
