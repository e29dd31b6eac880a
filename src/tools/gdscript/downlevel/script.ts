import { closing, printLines, readLines, ScriptError, type Line, type Token } from './tokens.js';

/** A declaration in a script or an inner class, with the text before it. */
export interface Declaration {
  readonly kind: string;
  readonly name: string;
  /** Blank lines, and comments that do not belong to it. */
  readonly gap: readonly Line[];
  /** Its own comments and annotations. */
  readonly docs: readonly Line[];
  readonly head: Line;
  readonly body: readonly Line[];
  /** For an inner class. */
  readonly members: readonly Declaration[];
}

const KINDS = new Set('func var const signal enum class class_name extends'.split(' '));

/** The declarations of a script, in their order. */
export function readScript(text: string, path: string): Declaration[] {
  return declarationsOf(readLines(text, path), path);
}

/** The text of declarations. */
export function printScript(declarations: readonly Declaration[]): string {
  return declarations
    .map(({ gap, docs, head, body, members }) => printLines([...gap, ...docs, head, ...body]) + printScript(members))
    .join('');
}

/** The position of a declaration's keyword: after annotations and `static`. */
export function wordAt(tokens: readonly Token[]): number {
  let at = 0;
  for (;;) {
    const text = tokens[at]?.text ?? '';
    if (text.startsWith('@') || text === 'export')
      at = tokens[at + 1]?.text === '(' ? closing(tokens, at + 1) + 1 : at + 1;
    else if (text === 'static' || text === 'tool' || text === 'onready') at++;
    else return at;
  }
}

function declarationsOf(lines: readonly Line[], path: string): Declaration[] {
  const found: Declaration[] = [];
  let lead: Line[] = [];
  for (let at = 0; at < lines.length;) {
    const head = lines[at];
    if (head === undefined) break;
    const end = bodyEnd(lines, at);
    const word = head.tokens[wordAt(head.tokens)];
    if (head.tokens.length === 0 || word === undefined || word.kind === 'comment') {
      lead.push(head);
      at++;
      continue;
    }
    if (!KINDS.has(word.text)) throw new ScriptError(path, head.number, `a declaration can't begin with ${word.text}.`);
    found.push(declaration(lead, head, lines.slice(at + 1, end), path));
    lead = [];
    at = end;
  }
  return found;
}

function declaration(lead: readonly Line[], head: Line, inside: readonly Line[], path: string): Declaration {
  const at = wordAt(head.tokens);
  const kind = head.tokens[at]?.text ?? '';
  const lastBlank = lead.findLastIndex((line) => line.tokens.length === 0);
  return {
    kind,
    name: kind === 'extends' ? '' : (head.tokens[at + 1]?.text ?? ''),
    gap: lead.slice(0, lastBlank + 1),
    docs: lead.slice(lastBlank + 1),
    head,
    body: kind === 'class' ? [] : inside,
    members: kind === 'class' ? declarationsOf(inside, path) : [],
  };
}

/** Blank lines and comments only belong to a body if more of it follows. */
function bodyEnd(lines: readonly Line[], head: number): number {
  const margin = lines[head]?.indent.length ?? 0;
  let end = head + 1;
  for (let at = end; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.tokens.length === 0) continue;
    const isDeeper = line.indent.length > margin;
    if (isDeeper) end = at + 1;
    else if (line.tokens[0]?.kind !== 'comment') break;
  }
  return end;
}
