import { IsOptional, IsString, Length, Matches } from 'class-validator';

/** Which node is looked at, where there are several. */
export class NodeQueryDto {
  /** The node's id; by default the one that answers. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly node?: string;
}

/** Something that a node has numbered: a line of its log, errors of one kind. */
export class NumberedDto {
  /** Its number, and in a cluster the node that has it: `12@node`. */
  @IsString()
  @Matches(/^\d{1,15}(@.{1,200})?$/)
  readonly id!: string;
}

/** The id of something with this number. @param node this node, where it is one of several */
export function idAt(number: number, node: string | undefined): string {
  return node === undefined ? String(number) : `${number}@${node}`;
}

/** The number in an id. */
export function numberOfId(id: string): number {
  return Number(id.split('@', 1)[0]);
}

/** The node that a query names, by itself or in an id; undefined where it names none. */
export function nodeOf(query: NodeQueryDto | NumberedDto): string | undefined {
  if (!('id' in query)) return query.node;
  const at = query.id.indexOf('@');
  return at === -1 ? undefined : query.id.slice(at + 1);
}
