import type { Scope } from './scope.js';
import { docComment, translate } from './statements.js';
import { printLines, readLines, type Line, type Token } from './tokens.js';

/** Comments of a declaration; code blocks in them are indented and translated. */
export function docLines(lines: readonly Line[], scope: Scope): Line[] {
  const result: Line[] = [];
  let block: string[] | undefined;
  for (const line of lines) {
    const text = line.tokens[0]?.text ?? '';
    if (text === '## [codeblock]') block = [];
    else if (text === '## [/codeblock]' && block !== undefined) {
      const isApart = result.at(-1)?.tokens[0]?.text === '##';
      const comments = [...(isApart ? [] : ['##']), ...codeLines(block, scope).map((each) => `##     ${each}`)];
      result.push(...comments.map((each) => commentLine(line, each)));
      block = undefined;
    } else if (block !== undefined) block.push(text.slice(3));
    else result.push(line.tokens[0]?.kind === 'comment' ? commentLine(line, docComment(text)) : line);
  }
  return result;
}

function codeLines(block: readonly string[], scope: Scope): string[] {
  const lines = readLines(block.join('\n'), scope.path).map((line) => ({
    ...line,
    tokens: translate(line.tokens, { ...scope, isDoc: true }),
  }));
  return printLines(lines).trimEnd().split('\n');
}

function commentLine(line: Line, text: string): Line {
  const [first] = line.tokens;
  const token: Token = { kind: 'comment', text, before: first?.before ?? '', line: line.number };
  return { ...line, tokens: [token] };
}
