/** A piece of GDScript, with the whitespace and line ends before it: all tokens concatenated give the file back. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'comment';
  readonly text: string;
  readonly before: string;
  /** Line in the source file, counted from 1; 0 for generated tokens. */
  readonly line: number;
}

/** A statement or a comment with its indentation; with brackets it can span several lines. Blank lines have no tokens. */
export interface Line {
  readonly number: number;
  readonly indent: string;
  readonly tokens: readonly Token[];
}

const TOKEN =
  /(?<comment>#[^\n]*)|(?<string>\$[A-Za-z_][\w/]*|[&^r]?(?:"""[\s\S]*?"""|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'))|(?<number>0x[0-9a-fA-F_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?)|(?<name>@?[A-Za-z_]\w*)|(?<operator>:=|->|==|!=|<=|>=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<=?|>>=?|&&|\|\||[-+*/%<>=!&|^~.,:;()[\]{}])/y;

const KINDS = ['comment', 'string', 'number', 'name', 'operator'] as const;

/** An error with a place in a script. */
export class ScriptError extends Error {
  constructor(path: string, line: number, sentence: string) {
    super(`${path}:${line}: ${sentence}`);
  }
}

/** Reads a script. @param path used in errors */
export function readLines(text: string, path: string): Line[] {
  const lines: Line[] = [];
  const source = text.endsWith('\n') ? text : `${text}\n`;
  let at = 0;
  let number = 1;
  while (at < source.length) {
    const [line, end] = readLine(source, at, number, path);
    lines.push(line);
    number += source.slice(at, end).split('\n').length - 1;
    at = end;
  }
  return lines;
}

function readLine(source: string, start: number, number: number, path: string): [Line, number] {
  const indent = /[\t ]*/y;
  indent.lastIndex = start;
  const margin = indent.exec(source)?.[0] ?? '';
  const tokens: Token[] = [];
  let at = start + margin.length;
  let depth = 0;
  for (let line = number; ;) {
    const blank = /(?:[ \t]|\\\n)*/y;
    blank.lastIndex = at;
    let before = blank.exec(source)?.[0] ?? '';
    at += before.length;
    while (depth > 0 && /\s/.test(source[at] ?? '')) before += source[at++] ?? '';
    line += before.split('\n').length - 1;
    if (depth === 0 && source[at] === '\n') return [{ number, indent: margin, tokens }, at + 1];
    const token = readToken(source, at, { before, line, path });
    depth += '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0;
    tokens.push(token);
    at += token.text.length;
    line += token.text.split('\n').length - 1;
  }
}

function readToken(source: string, at: number, place: { before: string; line: number; path: string }): Token {
  TOKEN.lastIndex = at;
  const groups = TOKEN.exec(source)?.groups;
  const kind = KINDS.find((each) => groups?.[each] !== undefined);
  const text = kind === undefined ? undefined : groups?.[kind];
  if (kind === undefined || text === undefined)
    throw new ScriptError(place.path, place.line, `what begins with ${JSON.stringify(source[at])} is not known.`);
  return { kind, text, before: place.before, line: place.line };
}

/** The tokens of a piece of code, with `before` in front; its brackets need not be balanced. */
export function code(text: string, before = ''): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const blank = /\s*/y;
    blank.lastIndex = at;
    const found = blank.exec(text)?.[0] ?? '';
    const token = readToken(text, at + found.length, { before: at === 0 ? before : found, line: 0, path: 'downlevel' });
    tokens.push(token);
    at += found.length + token.text.length;
  }
  return tokens;
}

/** The text of tokens, without the whitespace before the first. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token, index) => (index === 0 ? '' : token.before) + token.text).join('');
}

/** The text of lines, each with its end. */
export function printLines(lines: readonly Line[]): string {
  return lines.map(({ indent, tokens }) => `${tokens.length === 0 ? '' : indent}${textOf(tokens)}\n`).join('');
}

/** The position of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? '';
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && --depth === 0) return at;
  }
  return tokens.length;
}

/** The start of the expression that ends at `end`: `a.b[1].c(2)` as a whole. */
export function chainStart(tokens: readonly Token[], end: number): number {
  let at = end;
  for (;;) {
    while (')]}'.includes(tokens[at]?.text ?? '?')) {
      at = opening(tokens, at);
      const previous = tokens[at - 1];
      const isValue =
        previous !== undefined && (isName(previous) || ')]'.includes(previous.text) || previous.kind === 'string');
      if (!isValue) return at;
      at--;
    }
    if (tokens[at - 1]?.text !== '.') return at;
    if (at < 2) return at;
    at -= 2;
  }
}

const WORDS = new Set('and or not if elif else in is as return await while match var const for'.split(' '));

/** True for names that are not keywords. */
export function isName(token: Token | undefined): boolean {
  return token?.kind === 'name' && !WORDS.has(token.text);
}

function opening(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const text = tokens[at]?.text ?? '';
    if (')]}'.includes(text)) depth++;
    else if ('([{'.includes(text) && --depth === 0) return at;
  }
  return 0;
}

/** The contents of the brackets at `open`, split at commas. */
export function argumentsOf(tokens: readonly Token[], open: number): Token[][] {
  const found: Token[][] = [];
  const end = closing(tokens, open);
  let from = open + 1;
  for (let at = from; at <= end; at++) {
    if ('([{'.includes(tokens[at]?.text ?? '?')) at = closing(tokens, at);
    else if (at === end || tokens[at]?.text === ',') {
      if (at > from) found.push(tokens.slice(from, at));
      from = at + 1;
    }
  }
  return found;
}
