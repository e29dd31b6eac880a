/** Lines of generated source; a nested block is indented. */
export type SourceBlock = readonly (string | SourceBlock)[];

const INDENT = '  ';

/** The text of a block. */
export function renderSource(block: SourceBlock, indent = ''): string {
  return block
    .map((part) => (typeof part === 'string' ? indent + part : renderSource(part, indent + INDENT)))
    .join('\n');
}

/** `head {` and `}` around a body; nothing for an empty body. */
export function braces(head: string, body: SourceBlock): SourceBlock {
  return body.length === 0 ? [] : [`${head} {`, body, '}'];
}

/** Access to a field by name. */
export function access(object: string, field: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(field) ? `${object}.${field}` : `${object}[${JSON.stringify(field)}]`;
}
