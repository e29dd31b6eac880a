import { IsString, Matches } from 'class-validator';

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

/** The node in an id; undefined where it names none. */
export function nodeOfId(id: string): string | undefined {
  const at = id.indexOf('@');
  return at === -1 ? undefined : id.slice(at + 1);
}
