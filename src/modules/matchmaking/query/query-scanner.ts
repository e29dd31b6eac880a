import { badQuery } from './bad-query.js';

/** One word, number, text or sign of a query, with where it begins. */
export type QueryToken =
  | { readonly kind: 'name' | 'keyword' | 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

/** As many characters as a query may have. */
export const MAX_QUERY_LENGTH = 512;

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'between', 'within']);
const SPACE = /\s*/y;
const TOKEN =
  /([A-Za-z_][A-Za-z0-9_]{0,31})|(-?\d{1,15}(?:\.\d{1,15})?)(?![\w.])|'((?:[^']|''){0,64})'|(<=|>=|!=|[=<>(),])/y;

/** True for a word of the language, which no property can be called. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}

/**
 * Cuts a query into its tokens; the last one is always the end.
 * @throws GameError `matchmaking.bad_query` which names the first place that cannot be read
 */
export function scanQuery(query: string): QueryToken[] {
  if (query.length > MAX_QUERY_LENGTH) throw badQuery(MAX_QUERY_LENGTH, `the query ends, it is too long`);

  const tokens: QueryToken[] = [];
  let at = endOfSpace(query, 0);
  while (at < query.length) {
    tokens.push(tokenAt(query, at));
    at = endOfSpace(query, TOKEN.lastIndex);
  }
  tokens.push({ kind: 'end', at: query.length });
  return tokens;
}

function tokenAt(query: string, at: number): QueryToken {
  TOKEN.lastIndex = at;
  const [, word, digits, quoted, sign] = TOKEN.exec(query) ?? [];
  if (word !== undefined) return isKeyword(word) ? keyword(word, at) : { kind: 'name', text: word, at };
  if (digits !== undefined) return { kind: 'number', value: Number(digits), at };
  if (quoted !== undefined) return { kind: 'text', value: quoted.replaceAll("''", "'"), at };
  if (sign !== undefined) return { kind: 'sign', text: sign, at };
  throw badQuery(at, "a property, a number, a text in '' or a sign");
}

function keyword(word: string, at: number): QueryToken {
  return { kind: 'keyword', text: word.toLowerCase(), at };
}

function endOfSpace(query: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(query);
  return SPACE.lastIndex;
}
