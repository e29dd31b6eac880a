import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';

/**
 * The error for an invalid query: where it goes wrong and what was expected there, without quoting the query.
 * @param at index of the character
 * @param expected what should be there, in words
 */
export function badQuery(at: number, expected: string): GameError {
  const text = `At character ${at + 1}: expected ${expected}.`;
  return new GameError(MatchmakingError['matchmaking.bad_query'], {
    text,
    details: [{ field: 'query', rule: 'isQuery', text }],
  });
}

/** The operators between a property and a value. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A query's syntax tree. */
export type QueryNode =
  | { readonly kind: 'and' | 'or'; readonly left: QueryNode; readonly right: QueryNode }
  | { readonly kind: 'not'; readonly inner: QueryNode }
  | { readonly kind: 'compare'; readonly name: string; readonly sign: Comparison; readonly value: string | number }
  | { readonly kind: 'in'; readonly name: string; readonly values: readonly (string | number)[] }
  | { readonly kind: 'between'; readonly name: string; readonly low: number; readonly high: number }
  | { readonly kind: 'within'; readonly name: string; readonly distance: number; readonly at: number };

/** One word, number, string or operator of a query, with its position. */
type QueryToken =
  | { readonly kind: 'name' | 'keyword' | 'sign'; readonly text: string; readonly at: number }
  | { readonly kind: 'text'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

/** Maximum length of a query, in characters. */
export const MAX_QUERY_LENGTH = 512;

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'between', 'within']);
const SPACE = /\s*/y;
const TOKEN =
  /([A-Za-z_][A-Za-z0-9_]{0,31})|(-?\d{1,15}(?:\.\d{1,15})?)(?![\w.])|'((?:[^']|''){0,64})'|(<=|>=|!=|[=<>(),])/y;

/** True for a keyword, which cannot be a property name. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}

/**
 * Splits a query into tokens; the last one is always the end.
 * @throws GameError `matchmaking.bad_query`, naming the first place that cannot be read
 */
function scanQuery(query: string): QueryToken[] {
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

/** Maximum number of terms, values, `not`s and parentheses in a query; also limits the recursion depth. */
export const MAX_QUERY_NODES = 64;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map(
  (['=', '!=', '<', '<=', '>', '>='] as const).map((sign) => [sign, sign]),
);

/**
 * Parses a query such as `region = 'eu' and (mode in ('ctf', 'dm') or not level < 10) and skill within 200`,
 * by recursive descent:
 *
 *     or     = and {'or' and}
 *     and    = unary {'and' unary}
 *     unary  = 'not' unary | '(' or ')' | term
 *     term   = name ( sign value | 'in' '(' value {',' value} ')' | 'between' number 'and' number | 'within' number )
 *
 * Hand-written because no small package fits: filtrex generates source for `new Function` and exposes no tree to take
 * the index terms from, and jsep parses JavaScript expressions, in which `=` and `between 5 and 20` mean something
 * else.
 */
export class QueryParser {
  private readonly tokens: readonly QueryToken[];
  private position = 0;
  private nodes = 0;

  private constructor(query: string) {
    this.tokens = scanQuery(query);
  }

  /**
   * Parses `query` to a tree; undefined when it is blank and thus sets no conditions.
   * @throws GameError `matchmaking.bad_query`, naming the first unexpected character
   */
  static parse(query: string): QueryNode | undefined {
    const parser = new QueryParser(query);
    if (parser.next().kind === 'end') return undefined;

    const node = parser.either();
    if (parser.next().kind !== 'end') throw badQuery(parser.next().at, "'and', 'or' or the end");
    return node;
  }

  private either(): QueryNode {
    let left = this.both();
    while (this.takes('keyword', 'or')) left = { kind: 'or', left, right: this.both() };
    return left;
  }

  private both(): QueryNode {
    let left = this.unary();
    while (this.takes('keyword', 'and')) left = { kind: 'and', left, right: this.unary() };
    return left;
  }

  private unary(): QueryNode {
    this.count();
    if (this.takes('keyword', 'not')) return { kind: 'not', inner: this.unary() };
    if (!this.takes('sign', '(')) return this.term();

    const inner = this.either();
    this.needs('sign', ')');
    return inner;
  }

  private term(): QueryNode {
    const property = this.next();
    if (property.kind !== 'name') throw badQuery(property.at, "a property, 'not' or '('");
    this.position++;

    const name = property.text;
    if (this.takes('keyword', 'in')) return { kind: 'in', name, values: this.values() };
    if (this.takes('keyword', 'within')) return { kind: 'within', name, distance: this.distance(), at: property.at };
    if (this.takes('keyword', 'between')) return this.range(name);
    return this.comparison(name);
  }

  private comparison(name: string): QueryNode {
    const token = this.next();
    const sign = token.kind === 'sign' ? COMPARISONS.get(token.text) : undefined;
    if (!sign) throw badQuery(token.at, "=, !=, <, <=, >, >=, 'in', 'between' or 'within'");
    this.position++;

    const value = sign === '=' || sign === '!=' ? this.value() : this.number();
    return { kind: 'compare', name, sign, value };
  }

  private range(name: string): QueryNode {
    const low = this.number();
    this.needs('keyword', 'and');
    return { kind: 'between', name, low, high: this.number() };
  }

  private distance(): number {
    const { at } = this.next();
    const distance = this.number();
    if (distance < 0) throw badQuery(at, 'a number of 0 or more');
    return distance;
  }

  private values(): (string | number)[] {
    this.needs('sign', '(');
    const values = [this.value()];
    while (this.takes('sign', ',')) {
      this.count();
      values.push(this.value());
    }
    this.needs('sign', ')');
    return values;
  }

  private value(): string | number {
    const token = this.next();
    if (token.kind !== 'text' && token.kind !== 'number') throw badQuery(token.at, "a number or a text in ''");
    this.position++;
    return token.value;
  }

  private number(): number {
    const token = this.next();
    if (token.kind !== 'number') throw badQuery(token.at, 'a number');
    this.position++;
    return token.value;
  }

  private next(): QueryToken {
    return this.tokens[this.position] ?? { kind: 'end', at: 0 };
  }

  private takes(kind: 'keyword' | 'sign', text: string): boolean {
    const token = this.next();
    if (token.kind !== kind || token.text !== text) return false;
    this.position++;
    return true;
  }

  private needs(kind: 'keyword' | 'sign', text: string): void {
    if (!this.takes(kind, text)) throw badQuery(this.next().at, `'${text}'`);
  }

  private count(): void {
    if (++this.nodes > MAX_QUERY_NODES) throw badQuery(this.next().at, 'the end, the query has too many terms');
  }
}
